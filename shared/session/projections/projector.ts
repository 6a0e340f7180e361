import { GOAL_PER_SEAT } from '../../rules/scoring.ts';
import { untouchedIn } from '../all-hands.ts';
import { endsAtMs } from '../clock.ts';
import type { Player } from '../player-state.ts';
import { publicStandings, seedHash } from '../standings.ts';
import type { Session } from '../state.ts';
import type { ProjectorParts } from '../views/host.ts';
import { mapPart } from './map.ts';
import { stepReached } from './progress.ts';
import { remembered } from './remembered.ts';

const seated = (session: Session): Player[] =>
  [...session.players.values()].filter(player => player.seat >= 0);

const headPart = (session: Session): ProjectorParts['head'] => {
  const people = seated(session);
  return {
    pin: session.pin,
    phase: session.phase,
    round: session.round,
    endsAtMs: endsAtMs(session, null),
    remainingMs: session.shownRemainingMs,
    missionTitle: session.scenario.title,
    frozen: session.frozen !== null,
    format: session.settings.format,
    title: session.settings.title,
    joined: people.length,
    ready: people.filter(player => player.ready).length,
    seedHash: seedHash(session),
  };
};

/** In an exam what was carried counts, right or not: the wall must not tell. */
const counts = (session: Session, right: number, decided: number): number =>
  session.settings.help === 'exam' && session.phase !== 'debrief' && session.phase !== 'ended'
    ? decided
    : right;

const lanesPart = (session: Session): ProjectorParts['lanes'] =>
  session.crews
    .filter(({ seats }) => seats.some(({ playerId }) => playerId !== null))
    .map(({ crew, name, game, seats }) => {
      const decided = seats.reduce(
        (sum, { playerId }) => sum + (session.players.get(playerId ?? '')?.play.decided ?? 0),
        0,
      );
      const score = game?.score;
      return {
        crew,
        name,
        carried: counts(session, score?.right ?? 0, decided),
        repaired: counts(session, score?.repaired ?? 0, 0),
        step: stepReached(session, game),
        allHands: score?.allHands ?? 0,
      };
    });

const goalPart = (session: Session): ProjectorParts['goal'] => {
  const people = seated(session);
  const right = people.reduce(
    (sum, { play }) => sum + counts(session, play.right, play.decided),
    0,
  );
  const connected = people.filter(player => player.connected).length;
  const crews = session.crews.filter(({ seats }) => seats.some(seat => seat.playerId !== null));
  const allHandsCrews = crews.filter(({ game }) => (game?.score.allHands ?? 0) > 0).length;
  const target = connected * GOAL_PER_SEAT;
  return {
    right,
    target,
    allHandsCrews,
    allHandsUntouched: crews.reduce(
      (sum, { game }) => sum + (game === null ? 0 : untouchedIn(game)),
      0,
    ),
    crews: crews.length,
    met: target > 0 && right >= target,
  };
};

/** What everybody in the room sees: no names, no answers. Unchanged parts are the same objects. */
export const projectorParts = (session: Session): ProjectorParts => {
  const all = String(session.revision);
  let changes = 0;
  for (const { revision } of session.players.values()) changes += revision;
  for (const { revision } of session.crews) changes += revision;
  const changed = `${all}/${changes}`;
  const part = <T>(name: string, state: string, make: () => T): T =>
    remembered(session, `projector ${name}`, state, make);
  return {
    head: part('head', changed, () => headPart(session)),
    map: part('map', all, () => mapPart(session, null)),
    lanes: part('lanes', changed, () => lanesPart(session)),
    goal: part('goal', changed, () => goalPart(session)),
    shown: part('shown', changed, () => session.shown),
    standings: part('standings', changed, () => publicStandings(session)),
  };
};
