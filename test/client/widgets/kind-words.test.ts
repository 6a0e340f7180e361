import { expect, test } from 'vitest';
import { kindWords } from '../../../client/widgets/words.ts';
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
