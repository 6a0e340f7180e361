import { automatonDecision } from '../network/automaton.ts';
import type { Decision, Situation, Task } from '../network/task.ts';
import type { NodeState, World } from '../network/world.ts';
import type { Scene } from './moves/move.ts';

class TaskScene implements Scene {
  readonly world: World;
  readonly task: Task;
  readonly situation: Situation;
  readonly node: NodeState;
  private found: Decision | null = null;

  constructor(world: World, task: Task, node: NodeState) {
    this.world = world;
    this.task = task;
    this.situation = task.situation;
    this.node = node;
  }

  /** Many questions about a task do not need it. */
  get right(): Decision {
    this.found ??= automatonDecision(this.world, this.task);
    return this.found;
  }
}

/** The task in its surroundings. Throws only for a task of another network, which is our own bug. */
export const sceneOf = (world: World, task: Task): Scene => {
  const node = world.nodes.get(task.node);
  if (node === undefined) throw new Error(`no node ${task.node} in this network`);
  return new TaskScene(world, task, node);
};
