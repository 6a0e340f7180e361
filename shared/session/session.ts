import { moveClock, overAtMs } from './clock.ts';
import type { CrewState, Seat } from './crew-state.ts';
import { crewAt, sitAnywhere } from './crews.ts';
import { HOST_ACTOR, type SessionEvent } from './events.ts';
import { doHostCommand, endIfOver } from './host-commands.ts';
import { doOutside, followOutside, outsideDueMs, takeAllLeaving } from './outside.ts';
import { doPlayerCommand, isPlayerCommand } from './player-commands.ts';
import type { Player } from './player-state.ts';
import { BOT_AFTER_MS, crewOf, newPlayer, seatOf } from './players.ts';
import { feed } from './release.ts';
import { type Outcome, type Reply, refuse } from './reply.ts';
import { scenarioOf } from './scenario.ts';
import type { Session } from './state.ts';
import { openRound, tickCrew, updatePresence } from './tick.ts';
import { EVERYBODY, tell, touchAll, touchCrew, touchPlayer } from './touch.ts';

type Opened = Extract<SessionEvent, { type: 'opened' }>;
type Happened<T extends SessionEvent['type']> = Extract<SessionEvent, { type: T }>;

/** Replies kept per person: a client resends only what was not acknowledged. */
const REPLIES_KEPT = 64;

/** A new session from its first event. Throws when the mission is unknown: the door has checked it. */
export const openSession = (event: Opened): Session => {
  const { settings } = event;
  const scenario = scenarioOf(settings.missionId);
  if (scenario === null) throw new Error(`there is no mission ${settings.missionId}`);
  const session: Session = {
    id: event.sessionId,
    pin: event.pin,
    seed: event.seed,
    settings,
    scenario,
    phase: 'lobby',
    round: 1,
    clock: { atMs: event.atMs, playMs: 0, startedMs: 0, lengthMs: settings.roundMinutes * 60_000 },
    locked: false,
    frozen: null,
    plugged: new Set(),
    players: new Map(),
    crews: [],
    shown: null,
    counters: { refutation: 0, sideTask: 0, logLine: 0, hop: 0 },
    hostReplies: new Map(),
    taskMs: [],
    revision: 0,
    touched: new Set(),
    shownRemainingMs: settings.roundMinutes * 60_000,
  };
  crewAt(session, 0);
  return session;
};

const joined = (session: Session, { playerId, nickname }: Happened<'joined'>): void => {
  if (session.players.has(playerId) || session.phase === 'ended') return;
  const player = newPlayer(playerId, nickname);
  session.players.set(playerId, player);
  sitAnywhere(session, player);
  const crew = crewOf(session, player);
  if (crew !== null && session.phase === 'playing') openRound(session, crew);
  if (crew !== null) updatePresence(session, crew);
  touchAll(session);
};

/** The seat is handed back at once, with work where the bot has left none. */
const backAtWork = (session: Session, crew: CrewState, player: Player): void => {
  tell(session, player, 'log/welcome-back');
  const seat = seatOf(session, player);
  if (seat !== null && crew.game !== null && seat.tray.length === 0) {
    feed(session, crew, crew.game, seat);
  }
};

const connected = (session: Session, { playerId }: Happened<'connected'>): void => {
  const player = session.players.get(playerId);
  if (player === undefined) return;
  const wasAway = player.awaySinceMs !== null;
  player.connected = true;
  player.awaySinceMs = null;
  const crew = crewOf(session, player);
  if (crew === null || player.seat < 0) return;
  if (wasAway && session.phase === 'playing') backAtWork(session, crew, player);
  updatePresence(session, crew);
  touchPlayer(session, player);
  touchCrew(session, crew);
};

const dropped = (session: Session, { playerId }: Happened<'dropped'>): void => {
  const player = session.players.get(playerId);
  if (player === undefined || !player.connected) return;
  player.connected = false;
  player.awaySinceMs = session.clock.playMs;
  const crew = crewOf(session, player);
  if (crew === null) return;
  updatePresence(session, crew);
  touchCrew(session, crew);
};

const act = (session: Session, { actor, command }: Happened<'command'>): Reply => {
  if (actor === HOST_ACTOR) {
    return isPlayerCommand(command) ? refuse('player-only') : doHostCommand(session, command);
  }
  const player = session.players.get(actor);
  if (player === undefined || player.seat < 0) return refuse('unknown-player');
  if (!isPlayerCommand(command)) return refuse('host-only');
  const reply = doPlayerCommand(session, player, command);
  const crew = crewOf(session, player);
  if (crew !== null) updatePresence(session, crew);
  return reply;
};

/** The reply to a command; a repeat changes nothing and gets the first reply again. */
const command = (session: Session, event: Happened<'command'>): Reply => {
  const replies =
    event.actor === HOST_ACTOR
      ? session.hostReplies
      : (session.players.get(event.actor)?.replies ?? null);
  const before = replies?.get(event.commandId);
  if (before !== undefined) return before;
  const reply = act(session, event);
  if (replies === null) return reply;
  replies.set(event.commandId, reply);
  if (replies.size > REPLIES_KEPT) {
    for (const oldest of replies.keys()) {
      replies.delete(oldest);
      break;
    }
  }
  return reply;
};

const follow = (session: Session, event: SessionEvent): Reply | null => {
  switch (event.type) {
    case 'joined':
      joined(session, event);
      return null;
    case 'connected':
      connected(session, event);
      return null;
    case 'dropped':
      dropped(session, event);
      return null;
    case 'tick':
      for (const crew of session.crews) tickCrew(session, crew);
      return null;
    case 'resumed':
      touchAll(session);
      return null;
    case 'command':
      return command(session, event);
    case 'plugged':
    case 'unplugged':
    case 'frame':
      doOutside(session, event);
      return null;
    case 'opened':
      return null;
  }
};

/** Applies one event and says what it did. Changes `session` in place; deterministic: no clock, no dice. */
export const applyEvent = (session: Session, event: SessionEvent): Outcome => {
  session.touched.clear();
  moveClock(session, event);
  endIfOver(session);
  followOutside(session, 'before');
  const reply = follow(session, event);
  followOutside(session, 'after');
  const touched = session.touched.has(EVERYBODY) ? 'all' : new Set(session.touched);
  return { reply, touched, leaving: takeAllLeaving(session) };
};

const seatDueMs = (session: Session, seat: Seat): number => {
  const player = seat.playerId === null ? undefined : session.players.get(seat.playerId);
  if (player === undefined) return Number.POSITIVE_INFINITY;
  if (player.awaySinceMs !== null) return player.awaySinceMs + BOT_AFTER_MS;
  if (seat.emptySinceMs === null) return Number.POSITIVE_INFINITY;
  return seat.emptySinceMs + session.settings.feedAfterSeconds * 1000;
};

/** Wall time at which the next tick is due for the dispatcher or the round's end; null while no clock runs. */
export const nextDueMs = (session: Session): number | null => {
  let due = overAtMs(session);
  if (due === null) return null;
  const { atMs, playMs } = session.clock;
  due = Math.min(due, atMs + outsideDueMs(session));
  for (const crew of session.crews) {
    for (const seat of crew.seats) {
      const seatDue = seatDueMs(session, seat) - playMs;
      if (seatDue > 0) due = Math.min(due, atMs + seatDue);
    }
  }
  return due;
};
