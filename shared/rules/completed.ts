import { mergeDecision } from '../network/automaton.ts';
import type { Action } from '../network/task.ts';
import type { Scene, Values } from './moves/move.ts';

const completed = new WeakMap<Scene, Map<Action, Values>>();

/** What the automaton would fill in for an action, right here or not. */
export const valuesFor = (scene: Scene, action: Action): Values => {
  if (scene.right.action === action) return scene.right.values;
  // Every field of a bench asks.
  const known = completed.get(scene) ?? new Map<Action, Values>();
  completed.set(scene, known);
  const before = known.get(action);
  if (before !== undefined) return before;
  const { values } = mergeDecision(scene.world, scene.task, { action, values: {} });
  known.set(action, values);
  return values;
};
