import { pick } from '../base/random.ts';
import type { NodeState } from '../network/world.ts';
import type { Puzzle } from './puzzle.ts';

/** Numbers that a question may have: 16 bits, RFC 1035 §4.1.1. */
const NUMBERS = 2 ** 16;
/** Ports that a question may come from: 1024 and above, RFC 6056 §3.2. */
const PORTS = 2 ** 16 - 1024;

/** What a forger may know of a question, by how many pairs of number and port there are then. */
const KNOWN = [
  { knows: 'the number and the port', pairs: 1 },
  { knows: 'the number and not the port', pairs: PORTS },
  { knows: 'the port and not the number', pairs: NUMBERS },
  { knows: 'neither the number nor the port', pairs: NUMBERS * PORTS },
] as const;

/** Wrong for all of them: tries are not multiplied, the two are not added. */
const SUM = NUMBERS + PORTS;

const TRIES = [1, 3, 10] as const;

const counted = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, ',');

const oddsShown = (tries: number, pairs: number): string =>
  pairs === 1 ? 'certain, if it comes in time' : `${tries} in ${counted(pairs)}`;

/** How likely it is that one of a forger's answers fits, each with another guess, RFC 5452 §7.2. Null for all others. */
export const oddsQuestion = ({ spec }: NodeState, seed: string, n: number): Puzzle | null => {
  const known = pick(KNOWN, seed, n, 'known');
  const tries = pick(TRIES, seed, n, 'tries');
  if (spec.forger === undefined || known === undefined) return null;
  return {
    facts: {
      question: 'forger-odds',
      node: spec.name,
      knows: known.knows,
      tries: tries === 1 ? 'one forged answer' : `${tries} forged answers, no two alike`,
    },
    choices: [SUM, NUMBERS * PORTS, 1, NUMBERS].map(pairs => oddsShown(tries, pairs)),
    right: oddsShown(tries, known.pairs),
  };
};
