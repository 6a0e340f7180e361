import type { Task } from '../network/task.ts';
import type { World } from '../network/world.ts';
import type { NoveltyKey } from './moves/move.ts';
import { moveOf } from './moves/registry.ts';
import { sceneOf } from './scene.ts';

/**
 * Why an apprentice gives this task back, or null when it holds nothing new. `seenBefore` holds the keys that the
 * person has met already; the caller adds the one returned.
 */
export const newInTask = (
  world: World,
  task: Task,
  seenBefore: ReadonlySet<string>,
): NoveltyKey | null => {
  const key = moveOf(task.situation.type).isNew(sceneOf(world, task));
  return key !== null && !seenBefore.has(key) ? key : null;
};
