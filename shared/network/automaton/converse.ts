import { valuesOfEffects } from '../processes/program-words.ts';
import { turnOf } from '../processes/running.ts';
import { type AutomatonRow, asGiven, deliver, drop, send } from './automaton-row.ts';

/** Does what the program itself would do: asked again, it is the same, and nothing has changed yet. */
export const converse: AutomatonRow<'converse'> = {
  choose: (world, task) => {
    const turn = turnOf(world, task);
    if (turn === undefined) return drop('nothing-to-do');
    return turn.effects.length === 0 ? deliver() : send(valuesOfEffects(turn.effects));
  },
  complete: asGiven,
};
