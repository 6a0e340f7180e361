import type { TaskOf } from '../automaton/automaton-row.ts';
import { letGo } from '../forger/chance.ts';
import { forgeryOf, sendForgery } from '../forger/forgery.ts';
import type { Decision } from '../task.ts';
import { setTimer } from '../timers.ts';
import { textAt } from '../values.ts';
import type { World } from '../world.ts';

const LATE_MICROS = 1_000_000;

/** The question goes on, and a forged answer sets out beside it, or after all that the question leads to. */
export const applyForgeReply = (
  world: World,
  task: TaskOf<'forge-reply'>,
  { action, values }: Decision,
): void => {
  letGo(world, task.id);
  if (action !== 'send') return;
  const { node, exchange, cause } = task;
  const forgery = forgeryOf(task, values);
  const when = textAt(values, 'when', 'before');
  if (when === 'before') sendForgery(world, forgery);
  // Whoever waits to be asked waits for ever.
  if (when !== 'after') return;
  setTimer(world, `forgery ${task.id}`, {
    node,
    name: 'forgery',
    atMicros: world.nowMicros + LATE_MICROS,
    guard: cause,
    exchange,
    action: { type: 'forgery', forgery },
  });
};
