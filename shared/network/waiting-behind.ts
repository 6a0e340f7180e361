import type { PendingEvent } from './run.ts';
import type { Task } from './task.ts';
import type { World } from './world.ts';

const NOTHING: readonly PendingEvent[] = [];

/** News for a program that waits until somebody has decided `task`. Between two runs no other news waits. */
export const waitingBehind = (
  { nodes }: World,
  { node, situation }: Pick<Task, 'node' | 'situation'>,
): readonly PendingEvent[] =>
  ('run' in situation ? nodes.get(node)?.runs.get(situation.run)?.pending : undefined) ?? NOTHING;
