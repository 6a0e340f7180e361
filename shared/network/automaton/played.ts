import { type PlayedTask, type PlayedType, playedChoice, playedValues } from '../played/played.ts';
import type { AutomatonRow } from './automaton-row.ts';

/** A program decides for itself where nobody speaks in its stead. */
export const playedRow = <K extends PlayedType>(_type: K): AutomatonRow<K> => ({
  choose: (world, task) => playedChoice(world, task as PlayedTask),
  complete: (world, task, action, given) => playedValues(world, task as PlayedTask, action, given),
});
