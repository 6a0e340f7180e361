import { automatonDecision } from '../../shared/network/automaton.ts';
import type { Decision } from '../../shared/network/task.ts';
import { judge } from '../../shared/rules/judge.ts';
import type { Command } from '../../shared/session/commands.ts';
import type { CrewGame, CrewState, Seat, TrayItem } from '../../shared/session/crew-state.ts';
import { errs, LEARNING, type Learner, learnTask, taskMs } from './learning-curve.ts';

/** Somebody who sits at a seat, thinks as the learning curve says, and sends commands like anybody. */
export interface ArtificialPlayer {
  readonly playerId: string;
  readonly learner: Learner;
  readonly crew: CrewState;
  readonly seat: Seat;
  /** Task being thought about, and when the thinking ends; null without one. */
  thinking: { readonly taskId: number; readonly kind: string; untilMs: number } | null;
  busyMs: number;
  idleMs: number;
  longestIdleMs: number;
  mostWaiting: number;
  readonly kinds: Set<string>;
}

export const newArtificialPlayer = (
  playerId: string,
  learner: Learner,
  crew: CrewState,
  seat: Seat,
): ArtificialPlayer => ({
  playerId,
  learner,
  crew,
  seat,
  thinking: null,
  busyMs: 0,
  idleMs: 0,
  longestIdleMs: 0,
  mostWaiting: 0,
  kinds: new Set(),
});

const rightDecision = (game: CrewGame, item: TrayItem): Decision => {
  const { action, values } = automatonDecision(game.world, item.task);
  const open =
    item.bench?.fields.filter(field => field.state === 'open').map(one => one.path) ?? [];
  const given = Object.entries(values).filter(([path]) => action !== 'send' || open.includes(path));
  return { action, values: Object.fromEntries(given) };
};

/** An offered value or reason that the judge refuses; the right decision where nothing wrong is on offer. */
const wrongDecision = (game: CrewGame, item: TrayItem): Decision => {
  const right = rightDecision(game, item);
  for (const field of item.bench?.fields ?? []) {
    for (const { value } of field.state === 'open' ? field.options : []) {
      const wrong = { action: right.action, values: { ...right.values, [field.path]: value } };
      if (judge(game.world, item.task, wrong).shade === 'refused') return wrong;
    }
  }
  const drop = item.bench?.actions.find(offer => offer.action === 'drop');
  const reason = drop?.choices[0];
  if (right.action === 'drop' || reason === undefined) return right;
  return { action: 'drop', values: { reason } };
};

const itemOf = (player: ArtificialPlayer, taskId: number): TrayItem | undefined =>
  player.seat.tray.find(item => item.task.id === taskId);

/** Takes the next unit from the tray, if the hands are free; what to send for it. */
export const takeUp = (player: ArtificialPlayer, nowMs: number): Command | null => {
  const { thinking, seat, learner } = player;
  if (thinking !== null && itemOf(player, thinking.taskId) !== undefined) return null;
  player.thinking = null;
  const item = seat.tray[0];
  if (item === undefined) return null;
  const taskId = item.task.id;
  const untilMs = nowMs + taskMs(learner, item.kind, item.firstOfKind);
  player.thinking = { taskId, kind: item.kind, untilMs };
  return { type: 'open', taskId };
};

/** What this person sends when the thinking is over. */
export const makeUpMind = (player: ArtificialPlayer, nowMs: number): Command | null => {
  const { thinking, crew, learner } = player;
  const item = thinking === null ? undefined : itemOf(player, thinking.taskId);
  if (thinking === null || item === undefined || crew.game === null) return null;
  const isWrong = errs(learner, item.kind);
  const decision = isWrong ? wrongDecision(crew.game, item) : rightDecision(crew.game, item);
  if (isWrong) thinking.untilMs = nowMs + LEARNING.coachSeconds * 1000;
  return { type: 'decide', taskId: item.task.id, ...decision };
};

/** Counts a decision that was taken. */
export const sent = (player: ArtificialPlayer): void => {
  const { thinking } = player;
  if (thinking === null) return;
  learnTask(player.learner, thinking.kind);
  player.kinds.add(thinking.kind);
  player.thinking = null;
};

/** Lets `ms` pass for the figures. */
export const wait = (player: ArtificialPlayer, ms: number): void => {
  const held = player.seat.tray.length;
  player.mostWaiting = Math.max(player.mostWaiting, held - 1);
  if (held > 0) {
    player.busyMs += ms;
    player.idleMs = 0;
    return;
  }
  player.idleMs += ms;
  player.longestIdleMs = Math.max(player.longestIdleMs, player.idleMs);
};
