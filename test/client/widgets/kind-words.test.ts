import { expect, test } from 'vitest';
import { hintWords, kindWords } from '../../../client/widgets/words.ts';
import type { KindId } from '../../../shared/rules/kinds.ts';

const HOSTS = { source: '10.0.0.1', destination: '10.0.0.2' };

test.each<[string, KindId, Readonly<Record<string, string>>, string]>([
  [
    'a question says what is known',
    'nat/source',
    HOSTS,
    '10.0.0.1 to 10.0.0.2: which source address does it bear outside?',
  ],
  [
    'what is to be read from the bytes is left out of it',
    'nat/source',
    {},
    'Which source address does it bear outside?',
  ],
  [
    'only the clause that speaks of it is left out',
    'nat/new-flow',
    HOSTS,
    'Under which port does it leave?',
  ],
])('%s', (_fact, kind, facts, question) => expect(kindWords(kind, facts).question).toBe(question));

test.each<[string, KindId, Readonly<Record<string, string>>, string]>([
  [
    'a clause that goes on with what is to be read ends before it',
    'boundary/filter',
    { side: 'inside' },
    'Look at the table of conversations first, then at the list from the top. The packet comes from inside.',
  ],
  [
    'where each clause speaks of it, only the gap is left out',
    'switch/forward',
    { entry: 'p1' },
    'Look for the destination in the switch table, and at the port p1.',
  ],
])('in a hint %s', (_fact, kind, facts, hint) => expect(hintWords(kind, 1, facts)).toBe(hint));
