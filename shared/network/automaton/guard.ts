import { type GuardTask, type GuardType, guardChoice, guardValues } from '../guard/guarded.ts';
import type { AutomatonRow } from './automaton-row.ts';

/** A careful daemon decides for itself where nobody stands guard. */
export const guardRow = <K extends GuardType>(_type: K): AutomatonRow<K> => ({
  choose: (world, task) => guardChoice(world, task as GuardTask),
  complete: (world, task, action, given) => guardValues(world, task as GuardTask, action, given),
});
