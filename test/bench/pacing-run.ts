import type { Command } from '../../shared/session/commands.ts';
import { ENGINE_VERSION, HOST_ACTOR, type SessionEvent } from '../../shared/session/events.ts';
import { applyEvent, nextDueMs, openSession } from '../../shared/session/session.ts';
import type { SessionSettings } from '../../shared/session/settings.ts';
import type { Session } from '../../shared/session/state.ts';
import {
  type ArtificialPlayer,
  makeUpMind,
  newArtificialPlayer,
  sent,
  takeUp,
  wait,
} from './artificial-player.ts';
import { newLearner } from './learning-curve.ts';

const ROUND_MINUTES = 7;

/** One round of one crew of artificial players, in milliseconds and counts. */
export interface PacingRun {
  readonly firstDeliveryMs: number | null;
  readonly firstAllHandsMs: number | null;
  /** Share of the round in which the least busy person had something in hand. */
  readonly leastBusy: number;
  readonly longestIdleMs: number;
  /** Units waiting besides the one on the bench. */
  readonly mostWaiting: number;
  readonly kindsAtWorstSeat: number;
  readonly delivered: number;
  readonly rightPerPerson: number;
  readonly events: readonly SessionEvent[];
}

interface Table {
  readonly session: Session;
  readonly events: SessionEvent[];
  readonly players: ArtificialPlayer[];
  command: number;
}

const settingsFor = (missionId: string, players: number): SessionSettings => ({
  format: 'class',
  title: 'pacing',
  missionId,
  crewSize: players,
  help: 'coach',
  roundMinutes: ROUND_MINUTES,
  feedAfterSeconds: 4,
  practiceStations: null,
});

const happen = (table: Table, event: SessionEvent) => {
  table.events.push(event);
  return applyEvent(table.session, event);
};

const say = (table: Table, actor: string, atMs: number, command: Command) => {
  table.command += 1;
  const commandId = `c${table.command}`;
  return happen(table, { type: 'command', atMs, actor, commandId, command });
};

const open = (missionId: string, players: number, seed: string): Table => {
  const opened = {
    type: 'opened',
    atMs: 0,
    engine: ENGINE_VERSION,
    sessionId: 'pacing',
    pin: '000000',
    seed,
    settings: settingsFor(missionId, players),
  } as const;
  const table: Table = { session: openSession(opened), events: [opened], players: [], command: 0 };
  for (let index = 1; index <= players; index += 1) {
    happen(table, { type: 'joined', atMs: 0, playerId: `p${index}`, nickname: `Player ${index}` });
  }
  say(table, HOST_ACTOR, 0, { type: 'start-round' });
  for (const crew of table.session.crews) {
    for (const seat of crew.seats) {
      if (seat.playerId === null) continue;
      const learner = newLearner(seed, seat.playerId);
      table.players.push(newArtificialPlayer(seat.playerId, learner, crew, seat));
    }
  }
  return table;
};

const play = (table: Table, player: ArtificialPlayer, nowMs: number): void => {
  const thinking = player.thinking;
  if (thinking !== null && thinking.untilMs <= nowMs) {
    const command = makeUpMind(player, nowMs);
    if (command !== null) {
      const { reply } = say(table, player.playerId, nowMs, command);
      if (reply?.ok === true && reply.verdict?.shade !== 'refused') sent(player);
    }
  }
  const taken = takeUp(player, nowMs);
  if (taken !== null) say(table, player.playerId, nowMs, taken);
};

const nextMs = (table: Table, nowMs: number): number => {
  const second = (Math.floor(nowMs / 1000) + 1) * 1000;
  const due = nextDueMs(table.session) ?? second;
  const thinking = table.players.map(player => player.thinking?.untilMs ?? second);
  return Math.max(nowMs + 1, Math.ceil(Math.min(second, due, ...thinking)));
};

/** The first player does nothing for a while, as somebody would who looks out of the window. */
export interface Absence {
  readonly fromMs: number;
  readonly untilMs: number;
}

/** Plays one round through the real fold and the real dispatcher. */
export const pacingRun = (
  missionId: string,
  players: number,
  seed: string,
  absence: Absence | null = null,
): PacingRun => {
  const table = open(missionId, players, seed);
  const acting = (nowMs: number) =>
    absence !== null && nowMs >= absence.fromMs && nowMs < absence.untilMs
      ? table.players.slice(1)
      : table.players;
  const { session } = table;
  const game = session.crews[0]?.game;
  let firstAllHandsMs: number | null = null;
  let nowMs = 0;
  while (session.phase === 'playing') {
    for (const player of acting(nowMs)) play(table, player, nowMs);
    const next = nextMs(table, nowMs);
    for (const player of table.players) wait(player, next - nowMs);
    nowMs = next;
    happen(table, { type: 'tick', atMs: nowMs });
    if ((game?.score.allHands ?? 0) > 0) firstAllHandsMs ??= nowMs;
  }
  const people = [...session.players.values()];
  const right = people.reduce((sum, { play: { right: own } }) => sum + own, 0);
  return {
    firstDeliveryMs: game?.firstDeliveryMs ?? null,
    firstAllHandsMs,
    leastBusy: Math.min(...table.players.map(one => one.busyMs / nowMs)),
    longestIdleMs: Math.max(...table.players.map(one => one.longestIdleMs)),
    mostWaiting: Math.max(...table.players.map(one => one.mostWaiting)),
    kindsAtWorstSeat: Math.min(...table.players.map(one => one.kinds.size)),
    delivered: game?.score.delivered ?? 0,
    rightPerPerson: right / people.length,
    events: table.events,
  };
};
