import { isRoundOver, remainingMs } from './clock.ts';
import type { HostCommand } from './commands.ts';
import { crewAt, sitDown } from './crews.ts';
import { clip } from './faults.ts';
import { rename } from './player-commands.ts';
import type { Player } from './player-state.ts';
import { crewOf, seatOf } from './players.ts';
import { DONE, type Reply, refuse } from './reply.ts';
import { endRound, nextRound, startRound } from './rounds.ts';
import { HELPS } from './settings.ts';
import { standings } from './standings.ts';
import type { Session } from './state.ts';
import { touchAll, touchCrew, touchPlayer } from './touch.ts';

type Of<T extends HostCommand['type']> = Extract<HostCommand, { type: T }>;

const isRunning = ({ phase }: Session): boolean => phase === 'playing' || phase === 'paused';

const withPlayer = (session: Session, playerId: string, act: (player: Player) => Reply): Reply => {
  const player = session.players.get(playerId);
  return player === undefined || player.seat < 0 ? refuse('unknown-player') : act(player);
};

const pause = (session: Session): Reply => {
  if (session.phase !== 'playing') return refuse('not-playing');
  session.phase = 'paused';
  session.shownRemainingMs = remainingMs(session, null);
  touchAll(session);
  return DONE;
};

const goOn = (session: Session): Reply => {
  if (session.phase !== 'paused') return refuse('not-paused');
  session.phase = 'playing';
  touchAll(session);
  return DONE;
};

const extend = (session: Session, { minutes }: Of<'extend'>): Reply => {
  if (!isRunning(session)) return refuse('not-playing');
  if (!(minutes > 0 && minutes <= 60)) {
    return refuse('bad-settings', { setting: 'minutes', given: String(minutes) });
  }
  session.clock.lengthMs += minutes * 60_000;
  session.shownRemainingMs = remainingMs(session, null);
  touchAll(session);
  return DONE;
};

const finish = (session: Session): Reply => {
  if (!isRunning(session)) return refuse('not-playing');
  endRound(session);
  return DONE;
};

const close = (session: Session): Reply => {
  if (isRunning(session)) endRound(session);
  session.phase = 'ended';
  touchAll(session);
  return DONE;
};

/** Takes a person out of the seat; it is a bot's until somebody sits down, and so is what lies in its tray. */
const vacate = (session: Session, player: Player): void => {
  const crew = crewOf(session, player);
  const seat = seatOf(session, player);
  if (crew === null || seat === null) return;
  seat.playerId = null;
  seat.benchTask = null;
  player.seat = -1;
  touchCrew(session, crew);
};

const remove = (session: Session, player: Player): Reply => {
  vacate(session, player);
  player.notice = 'notice/removed';
  touchPlayer(session, player);
  touchAll(session);
  return DONE;
};

const move = (session: Session, player: Player, { crew, seat }: Of<'move'>): Reply => {
  if (crew < 0 || crew > session.crews.length) {
    return refuse('no-such-crew', { crew: String(crew + 1) });
  }
  const size = session.crews[0]?.seats.length ?? 0;
  if (seat < 0 || seat >= size) {
    return refuse('no-such-seat', { crew: String(crew + 1), seat: String(seat + 1) });
  }
  const place = session.crews[crew]?.seats[seat];
  if (place?.playerId === player.playerId) return DONE;
  if ((place?.playerId ?? null) !== null) return refuse('seat-taken');
  vacate(session, player);
  sitDown(session, player, crewAt(session, crew).crew, seat);
  player.lobby.clear();
  touchAll(session);
  return DONE;
};

const giveTime = (session: Session, player: Player, { seconds }: Of<'give-time'>): Reply => {
  if (!isRunning(session)) return refuse('not-playing');
  if (!(seconds > 0 && seconds <= 3600)) {
    return refuse('bad-settings', { setting: 'seconds', given: String(seconds) });
  }
  player.extraMs += Math.round(seconds * 1000);
  player.notice = 'notice/extra-time';
  touchAll(session);
  return DONE;
};

const showPacket = (session: Session, { crew, taskId }: Of<'show-packet'>): Reply => {
  if (taskId === null) session.shown = null;
  else {
    const wrong = [...session.players.values()]
      .map(({ lastWrong }) => lastWrong)
      .find(last => last?.crew === crew && last.taskId === taskId);
    if (wrong === undefined || wrong === null) return refuse('nothing-to-show');
    session.shown = { protocol: wrong.protocol, headerHex: wrong.headerHex };
  }
  session.touched.add('projector');
  session.touched.add('host');
  session.revision += 1;
  return DONE;
};

const clipOne = (session: Session, { crew: number, link, tap }: Of<'clip-tap'>): Reply => {
  const crew = session.crews[number];
  if (crew === undefined) return refuse('no-such-crew', { crew: String(number + 1) });
  if (!isRunning(session) || crew.game === null) return refuse('not-playing');
  const { ends, nodes } = crew.game.world;
  if (!ends.has(link)) return refuse('bad-settings', { setting: 'link', given: link });
  if (tap !== null && nodes.get(tap)?.spec.role !== 'tap') {
    return refuse('bad-settings', { setting: 'tap', given: tap });
  }
  clip(session, crew, crew.game, { link, tap });
  touchAll(session);
  return DONE;
};

const freeze = (session: Session, { frozen }: Of<'freeze'>): Reply => {
  session.frozen = frozen ? { ...standings(session), frozen: true } : null;
  touchAll(session);
  return DONE;
};

const help = (session: Session, command: Of<'help'>): Reply => {
  if (!HELPS.includes(command.help)) {
    return refuse('bad-settings', { setting: 'help', given: String(command.help) });
  }
  if (isRunning(session)) return refuse('already-running');
  session.settings = { ...session.settings, help: command.help };
  touchAll(session);
  return DONE;
};

const lock = (session: Session, { locked }: Of<'lock'>): Reply => {
  session.locked = locked;
  touchAll(session);
  return DONE;
};

type Handlers = {
  readonly [T in HostCommand['type']]: (session: Session, command: Of<T>) => Reply;
};

const HANDLERS: Handlers = {
  'start-round': startRound,
  pause,
  'go-on': goOn,
  extend,
  'end-round': finish,
  'end-session': close,
  'next-round': (session, { settings, rotate }) => nextRound(session, settings, rotate),
  lock,
  rename: (session, { playerId, nickname }) =>
    withPlayer(session, playerId, player => rename(session, player, nickname)),
  remove: (session, { playerId }) =>
    withPlayer(session, playerId, player => remove(session, player)),
  move: (session, command) =>
    withPlayer(session, command.playerId, player => move(session, player, command)),
  'give-time': (session, command) =>
    withPlayer(session, command.playerId, player => giveTime(session, player, command)),
  // Which seats are locked against take-over is the server's affair; the log keeps that it was done.
  'unlock-seat': (session, { playerId }) => withPlayer(session, playerId, () => DONE),
  'show-packet': showPacket,
  'clip-tap': clipOne,
  freeze,
  help,
};

/** A host's command; what is refused says why. */
export const doHostCommand = (session: Session, command: HostCommand): Reply => {
  if (session.phase === 'ended') return refuse('session-over');
  const handler = HANDLERS[command.type] as (s: Session, c: HostCommand) => Reply;
  return handler(session, command);
};

/** Ends the round when its time is up. */
export const endIfOver = (session: Session): void => {
  if (session.phase === 'playing' && isRoundOver(session)) endRound(session);
};
