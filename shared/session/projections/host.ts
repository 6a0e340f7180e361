import type { SeatKey } from '../../lessons/session-words.ts';
import { MISCONCEPTION_TAGS } from '../../rules/misconceptions.ts';
import { untouchedIn } from '../all-hands.ts';
import { endsAtMs } from '../clock.ts';
import type { CrewState } from '../crew-state.ts';
import { findingView } from '../finding-view.ts';
import type { Player } from '../player-state.ts';
import { publicStandings, roundStandings, seedHash } from '../standings.ts';
import type { Session } from '../state.ts';
import type { BoardPart, HostCrew, HostHead, HostParts } from '../views/host.ts';
import { crewLine } from './crew-line.ts';
import { remembered } from './remembered.ts';
import { wiresOf } from './wires.ts';

const SLOW_TASK_MS = 35_000;
const FAST_TASK_MS = 12_000;

const suggestion = (session: Session): SeatKey | null => {
  if (session.phase !== 'debrief' || session.taskMs.length === 0) return null;
  const sorted = [...session.taskMs].sort((a, b) => a - b);
  const median = sorted[sorted.length >> 1] ?? 0;
  const { roundMinutes, crewSize, feedAfterSeconds } = session.settings;
  if (median > SLOW_TASK_MS && roundMinutes < 8) return 'suggest/longer-round';
  if (median > SLOW_TASK_MS && crewSize > 1) return 'suggest/smaller-crews';
  return median < FAST_TASK_MS && feedAfterSeconds > 2 ? 'suggest/feed-faster' : null;
};

const headPart = (session: Session): HostHead => ({
  sessionId: session.id,
  pin: session.pin,
  settings: session.settings,
  phase: session.phase,
  round: session.round,
  endsAtMs: endsAtMs(session, null),
  remainingMs: session.shownRemainingMs,
  locked: session.locked,
  frozen: session.frozen !== null,
  missionTitle: session.scenario.title,
  seed: {
    hash: seedHash(session),
    value: session.phase === 'debrief' || session.phase === 'ended' ? session.seed : null,
  },
  suggestion: suggestion(session),
});

const crewPart = (session: Session, crew: CrewState): HostCrew => {
  const people = crew.seats.flatMap(({ seat, playerId }) => {
    const player = playerId === null ? undefined : session.players.get(playerId);
    if (player === undefined) return [];
    const { right, tries, hints } = player.play;
    const since = player.awaySinceMs ?? 0;
    const { playerId: id } = player;
    return [{ playerId: id, seat, seatLocked: false, rightDecisions: right, tries, hints, since }];
  });
  const right = people.reduce((sum, { rightDecisions }) => sum + rightDecisions, 0);
  return {
    ...crewLine(session, crew),
    delivered: crew.game?.score.delivered ?? 0,
    allHands: crew.game?.score.allHands ?? 0,
    allHandsUntouched: crew.game === null ? 0 : untouchedIn(crew.game),
    rightPerSeat: people.length === 0 ? 0 : right / people.length,
    people,
    ...wiresOf(crew),
  };
};

const boardRow = (player: Player): BoardPart['rows'][number] => ({
  playerId: player.playerId,
  nickname: player.nickname,
  cells: [...player.tags].map(([tag, { count, repaired }]) => ({ tag, count, repaired })),
  last:
    player.lastWrong === null
      ? null
      : { ...player.lastWrong, finding: findingView(player.lastWrong.finding) },
});

const boardPart = (session: Session): BoardPart => {
  const seated = [...session.players.values()].filter(player => player.seat >= 0);
  const rows = seated.map(player =>
    remembered(session, `host ${player.playerId}`, `${session.revision}/${player.revision}`, () =>
      boardRow(player),
    ),
  );
  const met = new Set(rows.flatMap(row => row.cells.map(({ tag }) => tag)));
  return { tags: MISCONCEPTION_TAGS.filter(tag => met.has(tag)), rows };
};

const peopleState = (session: Session, crew: CrewState): string =>
  crew.seats.map(({ playerId }) => session.players.get(playerId ?? '')?.revision ?? '').join(',');

/** Everything that the host sees. Unchanged parts are the same objects. */
export const hostParts = (session: Session): HostParts => {
  const all = String(session.revision);
  const crews = session.crews.map(crew =>
    remembered(
      session,
      `host crew ${crew.crew}`,
      `${all}/${crew.revision}/${peopleState(session, crew)}`,
      () => crewPart(session, crew),
    ),
  );
  const sum = (list: Iterable<{ readonly revision: number }>): number => {
    let total = 0;
    for (const { revision } of list) total += revision;
    return total;
  };
  const people = `${all}/${sum(session.players.values())}`;
  const changed = `${people}/${sum(session.crews)}`;
  return {
    head: remembered(session, 'host head', all, () => headPart(session)),
    crews: remembered(session, 'host crews', changed, () => crews),
    board: remembered(session, 'host board', people, () => boardPart(session)),
    standings: remembered(session, 'host standings', changed, () =>
      session.frozen === null ? roundStandings(session) : publicStandings(session),
    ),
  };
};
