import type { Task } from '../network/task.ts';
import type { World } from '../network/world.ts';
import type { KindId } from './kinds.ts';
import { moveOf } from './moves/registry.ts';
import { sceneOf } from './scene.ts';

/** What sort of thought a task needs. */
export const kindOf = (world: World, task: Task): KindId => {
  const scene = sceneOf(world, task);
  return moveOf(task.situation.type).kindOf(scene);
};
