import type { PlayedProgram } from './played-program.ts';
import {
  answering,
  asDecided,
  askedValues,
  choiceOf,
  memoryOf,
  ownTurn,
  resolverTurn,
  saidValues,
  withAnswer,
} from './resolver-turn.ts';

/**
 * A resolver and the question of a client, RFC 1034 §5.3.3: it answers from its memory, or asks on (`server`, `queryId`,
 * `queryPort`), or has the client wait because it has asked already.
 */
export const questionPlayed: PlayedProgram = {
  choose: moment => choiceOf(ownTurn(moment)),
  complete: (moment, action, given) => {
    const own = ownTurn(moment);
    if (action === 'send') return { ...askedValues(own.asked), ...given };
    return action === 'answer' ? { ...saidValues(own.said), ...given } : given;
  },
  turn: (moment, { action, values }) => {
    if (action === 'answer') return withAnswer(resolverTurn(moment, answering(values)), values);
    const own = ownTurn(moment);
    if (action === 'send') return resolverTurn(moment, asDecided(own, values));
    // Whoever waits for nothing is not answered.
    return own.asked === undefined && own.said === undefined
      ? own
      : { state: memoryOf(moment), effects: [] };
  },
};
