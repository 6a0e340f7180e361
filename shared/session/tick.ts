import { freeTimers } from '../network/simulator.ts';
import { allHandsDue, SIDE_WORK_AFTER_MS } from '../rules/dispatcher.ts';
import { GOAL_PER_SEAT } from '../rules/scoring.ts';
import { assignFor } from './assign.ts';
import { remainingMs, roundMs } from './clock.ts';
import type { CrewGame, CrewState, Restart, Seat } from './crew-state.ts';
import { applyAutomaton } from './decide.ts';
import { faultsDue } from './faults.ts';
import type { Player } from './player-state.ts';
import { crewOf, sitterOf } from './players.ts';
import { feed, release, releaseAllHands } from './release.ts';
import { settle } from './settle.ts';
import { offerSideWork } from './side-work.ts';
import type { Session } from './state.ts';
import { tell, tellCrew, touchCrew, touchPlayer } from './touch.ts';
import type { Presence } from './views/seat.ts';

/** A task that lies longer on the bench, or was refused so often, is where somebody is stuck. */
const STUCK_AFTER_MS = 60_000;
const STUCK_AFTER_TRIES = 2;
/** Shorter rounds have no all-hands messages (GAME §2.5). */
const ALL_HANDS_FROM_MINUTES = 6;

/** What counts towards the goal as others may see it: in an exam a right one must not show. */
const progressOf = ({ settings }: Session, { play }: Player): number =>
  settings.help === 'exam' ? play.decided : play.right;

const inPlay = (session: Session, seat: Seat, player: Player): Presence => {
  const item = seat.tray.find(one => one.task.id === seat.benchTask) ?? seat.tray[0];
  if (item === undefined) return progressOf(session, player) >= GOAL_PER_SEAT ? 'done' : 'idle';
  const since = session.clock.playMs - (item.openedMs ?? item.arrivedMs);
  const isStuck = item.tries >= STUCK_AFTER_TRIES || since > STUCK_AFTER_MS;
  return isStuck ? 'stuck' : 'working';
};

const presenceOf = (session: Session, seat: Seat): Presence => {
  const player = sitterOf(session, seat);
  if (player === null) return 'bot';
  if (!player.connected) return 'offline';
  if (session.phase === 'playing' || session.phase === 'paused')
    return inPlay(session, seat, player);
  return player.ready ? 'done' : 'working';
};

/** Brings the presence of every seat of a crew up to date. */
export const updatePresence = (session: Session, crew: CrewState): void => {
  for (const seat of crew.seats) {
    const presence = presenceOf(session, seat);
    if (presence === seat.presence) continue;
    seat.presence = presence;
    touchCrew(session, crew);
  }
};

/** What lies at a seat that a bot holds now is decided by the automaton. */
const botDecides = (session: Session, crew: CrewState, game: CrewGame, seat: Seat): void => {
  if (seat.tray.length === 0 || sitterOf(session, seat) !== null) return;
  const player = seat.playerId === null ? undefined : session.players.get(seat.playerId);
  if (player !== undefined) tell(session, player, 'log/bot-took-over');
  for (let item = seat.tray[0]; item !== undefined; item = seat.tray[0]) {
    applyAutomaton({ session, crew, game, seat, item });
  }
};

const offerIdleWork = (session: Session, crew: CrewState, game: CrewGame, seat: Seat): void => {
  const emptyMs = session.clock.playMs - (seat.emptySinceMs ?? session.clock.playMs);
  if (emptyMs >= SIDE_WORK_AFTER_MS) offerSideWork(session, crew, game, seat, false);
};

const isFeedDue = (session: Session, seat: Seat): boolean => {
  if (seat.emptySinceMs === null || seat.tray.length > 0) return false;
  const waitMs = seat.pulls === 0 ? 0 : session.settings.feedAfterSeconds * 1000;
  return session.clock.playMs - seat.emptySinceMs >= waitMs;
};

/** The dispatcher at one seat: a message for whoever has had nothing to do for a while, else side work. */
const attend = (session: Session, crew: CrewState, game: CrewGame, seat: Seat): void => {
  const player = sitterOf(session, seat);
  if (player === null || remainingMs(session, player) <= 0) return;
  if (isFeedDue(session, seat) && feed(session, crew, game, seat)) return;
  offerIdleWork(session, crew, game, seat);
};

const restart = (
  session: Session,
  crew: CrewState,
  game: CrewGame,
  { template, repeat, carried, wanted, allHands }: Restart,
): void => {
  tellCrew(session, crew, 'log/starts-again');
  const { seat } = repeat;
  release(session, crew, game, {
    template,
    pulledBy: seat,
    wanted,
    allHands,
    again: repeat,
    carried,
  });
};

const startDue = (
  session: Session,
  crew: CrewState,
  game: CrewGame,
  isDue: (one: Restart) => boolean,
): void => {
  const due = game.restarts.filter(isDue);
  if (due.length === 0) return;
  game.restarts = game.restarts.filter(one => !isDue(one));
  for (const one of due) restart(session, crew, game, one);
};

/** Timers wait only as long as somebody who sits here reads a refutation (DESIGN §6). */
const freeHeld = (session: Session, crew: CrewState, game: CrewGame): void => {
  const read = crew.seats.map(seat => sitterOf(session, seat)?.play.refutation?.holds ?? null);
  const kept = new Set(read.filter(id => id !== null));
  const happenings = freeTimers(game.world, kept, assignFor(session, crew, game));
  if (happenings.length > 0) settle(session, crew, game, happenings);
};

/** Goes on with what this person's wrong unit had stopped or ended, because the refutation is closed. */
export const startAgain = (session: Session, player: Player): void => {
  const crew = crewOf(session, player);
  if (session.phase !== 'playing' || crew === null || crew.game === null) return;
  freeHeld(session, crew, crew.game);
  startDue(session, crew, crew.game, one => one.repeat.seat === player.seat);
};

const allHands = (session: Session, crew: CrewState, game: CrewGame): void => {
  const { format, roundMinutes } = session.settings;
  if (format === 'competition' || roundMinutes < ALL_HANDS_FROM_MINUTES) return;
  const share = roundMs(session) / session.clock.lengthMs;
  if (allHandsDue(share, crew.seats.length) > game.released) releaseAllHands(session, crew, game);
};

/** Everything of one crew that is due by time alone. */
export const tickCrew = (session: Session, crew: CrewState): void => {
  const { game } = crew;
  if (game === null || session.phase !== 'playing') return;
  for (const seat of crew.seats) botDecides(session, crew, game, seat);
  faultsDue(session, crew, game);
  freeHeld(session, crew, game);
  startDue(session, crew, game, one => one.dueMs <= session.clock.playMs);
  allHands(session, crew, game);
  for (const seat of crew.seats) attend(session, crew, game, seat);
  updatePresence(session, crew);
};

/** Puts work at every seat at once, as a round begins (GAME §1 rule 3). */
export const openRound = (session: Session, crew: CrewState): void => {
  tickCrew(session, crew);
  for (const { playerId } of crew.seats) {
    const player = playerId === null ? undefined : session.players.get(playerId);
    if (player !== undefined) touchPlayer(session, player);
  }
};
