import { automatonDecision } from '../network/automaton.ts';
import type { Decision, Task } from '../network/task.ts';
import type { World } from '../network/world.ts';
import type { Scene } from './moves/move.ts';

/** The task in its surroundings. Throws only for a task of another network, which is our own bug. */
export const sceneOf = (world: World, task: Task): Scene => {
  const node = world.nodes[task.node];
  if (node === undefined) throw new Error(`no node ${task.node} in this network`);
  let right: Decision | null = null;
  return {
    world,
    task,
    situation: task.situation,
    node,
    // Many questions about a task do not need it.
    get right() {
      right ??= automatonDecision(world, task);
      return right;
    },
  };
};
