import { hasApprentice, RIGHT_FOR_APPRENTICE } from '../rules/apprentices.ts';
import { inspect } from '../rules/inspect.ts';
import { KIND_IDS, type KindId } from '../rules/kinds.ts';
import { HINT_PENALTY_MS } from '../rules/scoring.ts';
import { shownKind } from '../rules/shown-kind.ts';
import { remainingMs } from './clock.ts';
import type { Command, PlayerCommand } from './commands.ts';
import type { Seat, TrayItem } from './crew-state.ts';
import { decideByHand } from './decide.ts';
import { setLevel } from './learning.ts';
import { answerLobby } from './lobby.ts';
import type { Player } from './player-state.ts';
import { crewOf, kindRecord, seatOf } from './players.ts';
import { DONE, type Reply, refuse } from './reply.ts';
import type { Session } from './state.ts';
import { benchOf, type Hand, LAST_HINT } from './tally.ts';
import { startAgain } from './tick.ts';
import { touchAll, touchCrew, touchPlayer, touchSeat } from './touch.ts';

type Of<T extends PlayerCommand['type']> = Extract<PlayerCommand, { type: T }>;

/** The task and all that belongs to it, or why there is none. */
const handFor = (session: Session, player: Player, taskId: number): Hand | Reply => {
  const crew = crewOf(session, player);
  const seat = seatOf(session, player);
  const game = crew?.game ?? null;
  const item = seat?.tray.find(one => one.task.id === taskId);
  if (crew === null || seat === null || game === null || item === undefined) {
    return refuse('task-gone');
  }
  return { session, crew, game, seat, player, item };
};

const isReply = (given: Hand | Reply): given is Reply => 'ok' in given;

const whyNotNow = (session: Session, player: Player): Reply | null => {
  if (session.phase === 'ended') return refuse('session-over');
  if (session.phase === 'paused') return refuse('paused');
  if (session.phase === 'debrief') return refuse('round-over');
  if (session.phase === 'lobby') return refuse('not-playing');
  return remainingMs(session, player) <= 0 ? refuse('round-over') : null;
};

const decide = (session: Session, player: Player, command: Of<'decide'>): Reply => {
  const hand = handFor(session, player, command.taskId);
  return isReply(hand) ? hand : decideByHand(hand, command);
};

const open = (session: Session, player: Player, { taskId }: Of<'open'>): Reply => {
  const hand = handFor(session, player, taskId);
  if (isReply(hand)) return hand;
  const { seat, item, game } = hand;
  seat.benchTask = taskId;
  item.openedMs ??= session.clock.playMs;
  benchOf(session, game, item);
  player.play.inspected = null;
  touchSeat(session, seat);
  return DONE;
};

/** Nobody is told the answer before a try of their own; nobody is left alone for longer than a minute (GAME §4). */
const ANSWER_AFTER_MS = 60_000;

const mayBeTold = ({ clock }: Session, { tries, openedMs }: TrayItem): boolean =>
  tries > 0 || clock.playMs - (openedMs ?? clock.playMs) >= ANSWER_AFTER_MS;

const hint = (session: Session, player: Player, { taskId }: Of<'hint'>): Reply => {
  const hand = handFor(session, player, taskId);
  if (isReply(hand)) return hand;
  if (session.settings.help === 'exam') return refuse('no-hints-in-exam');
  const { seat, item, game } = hand;
  if (seat.benchTask !== taskId) return refuse('not-on-bench');
  if (item.hints >= LAST_HINT) return refuse('all-hints-open');
  if (item.hints === LAST_HINT - 1 && !mayBeTold(session, item)) return refuse('answer-later');
  item.hints += 1;
  player.play.hints += 1;
  const plan = game.plans.get(item.task.exchange ?? -1);
  if (plan !== undefined && session.settings.format === 'competition') {
    plan.hintMs += HINT_PENALTY_MS;
  }
  touchSeat(session, seat);
  touchPlayer(session, player);
  return DONE;
};

const because = (session: Session, player: Player, command: Of<'because'>): Reply => {
  const open = player.play.refutation;
  if (open === null || open.view.refutationId !== command.refutationId) {
    return refuse('refutation-gone');
  }
  touchPlayer(session, player);
  if (command.choice === null) {
    player.play.refutation = null;
    startAgain(session, player);
    return DONE;
  }
  if (open.view.question.chosen !== null) return refuse('already-answered');
  const right = command.choice === open.right;
  open.view = {
    ...open.view,
    question: { ...open.view.question, chosen: command.choice, right },
  };
  return DONE;
};

const check = (session: Session, player: Player, command: Of<'inspect'>): Reply => {
  const hand = handFor(session, player, command.taskId);
  if (isReply(hand)) return hand;
  if (hand.seat.benchTask !== command.taskId) return refuse('not-on-bench');
  const { field, table, row } = command;
  // What stands in bytes that are to be read is told by no tool.
  const isRaw = benchOf(session, hand.game, hand.item).raw !== undefined;
  const result = isRaw ? 'hidden' : inspect(hand.game.world, hand.item.task, field, table, row);
  player.play.inspected = { field, table, row, result };
  touchPlayer(session, player);
  return { ok: true, inspected: player.play.inspected };
};

const kindNamed = (name: string): KindId | undefined => KIND_IDS.find(kind => kind === name);

const relevel = (seat: Seat, kinds: readonly KindId[], level: TrayItem['level']): void => {
  for (const item of seat.tray) {
    if (!kinds.includes(item.kind)) continue;
    item.level = level;
    item.bench = null;
  }
};

const level = (session: Session, player: Player, command: Of<'level'>): Reply => {
  const kind = kindNamed(command.kind);
  if (kind === undefined) return refuse('unknown-kind');
  // The person sees one name for all kinds that look alike on arrival, and means them all.
  const kinds = KIND_IDS.filter(each => shownKind(each) === shownKind(kind));
  for (const each of kinds) setLevel(kindRecord(session, player, each), command.level);
  const seat = seatOf(session, player);
  if (seat !== null) {
    relevel(seat, kinds, command.level);
    touchSeat(session, seat);
  }
  touchPlayer(session, player);
  return DONE;
};

const apprentice = (session: Session, player: Player, command: Of<'apprentice'>): Reply => {
  if (session.settings.format === 'competition') return refuse('no-apprentices-here');
  const kind = kindNamed(command.kind);
  const record = kind === undefined ? undefined : player.kinds.get(kind);
  if (kind === undefined || record === undefined) return refuse('unknown-kind');
  if (!hasApprentice(kind)) return refuse('no-apprentices-here');
  const missing = RIGHT_FOR_APPRENTICE - record.right;
  if (missing > 0) return refuse('apprentice-not-ready', { missing: String(missing) });
  record.apprentice = command.takesOver ? 'works' : 'offers';
  touchPlayer(session, player);
  return DONE;
};

const sideWork = (session: Session, player: Player, command: Of<'side-work'>): Reply => {
  const open = player.play.sideWork;
  if (open === null || open.view.sideTaskId !== command.sideTaskId) return refuse('no-side-work');
  if (open.view.outcome !== 'open') return refuse('already-answered');
  open.view = { ...open.view, outcome: command.choice === open.right ? 'right' : 'wrong' };
  player.play.sideDone += 1;
  const seat = seatOf(session, player);
  if (seat !== null) touchSeat(session, seat);
  touchPlayer(session, player);
  return DONE;
};

const ready = (session: Session, player: Player, command: Of<'ready'>): Reply => {
  player.ready = command.ready;
  const crew = crewOf(session, player);
  if (crew !== null) touchCrew(session, crew);
  return DONE;
};

const signal = (session: Session, player: Player, command: Of<'signal'>): Reply => {
  player.signal = command.signal;
  const crew = crewOf(session, player);
  if (crew !== null) touchCrew(session, crew);
  return DONE;
};

/** Gives a person a new nickname, if nobody else here has it. */
export const rename = (session: Session, player: Player, nickname: string): Reply => {
  const name = nickname.trim();
  if (!/[\p{L}\p{N}]/u.test(name)) return refuse('nickname-empty');
  const key = name.toLowerCase();
  for (const other of session.players.values()) {
    if (other !== player && other.seat >= 0 && other.nickname.toLowerCase() === key) {
      return refuse('nickname-taken', { nickname: name });
    }
  }
  player.nickname = name;
  touchAll(session);
  return DONE;
};

type Handlers = {
  readonly [T in PlayerCommand['type']]: (s: Session, p: Player, command: Of<T>) => Reply;
};

const HANDLERS: Handlers = {
  decide,
  open,
  hint,
  because,
  inspect: check,
  level,
  apprentice,
  'side-work': sideWork,
  'lobby-answer': answerLobby,
  ready,
  nickname: (session, player, { nickname }) => rename(session, player, nickname),
  signal,
};

/** What needs a running clock; the rest may be done at any time. */
const NEEDS_CLOCK: ReadonlySet<Command['type']> = new Set([
  'decide',
  'open',
  'hint',
  'inspect',
  'side-work',
]);

export const isPlayerCommand = (command: Command): command is PlayerCommand =>
  Object.hasOwn(HANDLERS, command.type);

/** A player's command; what is refused says why. */
export const doPlayerCommand = (
  session: Session,
  player: Player,
  command: PlayerCommand,
): Reply => {
  if (session.phase === 'ended') return refuse('session-over');
  const notNow = NEEDS_CLOCK.has(command.type) ? whyNotNow(session, player) : null;
  if (notNow !== null) return notNow;
  const handler = HANDLERS[command.type] as (s: Session, p: Player, c: PlayerCommand) => Reply;
  return handler(session, player, command);
};
