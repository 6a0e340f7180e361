import { KIND_IDS, type KindId } from '../rules/kinds.ts';
import { KIND_WORDS } from './kinds-en.ts';

const wordsOnArrival = (kind: KindId): string => {
  const { title, question, sentence } = KIND_WORDS[kind];
  return [title, question, sentence].join('\n');
};

const firstOf = new Map<string, KindId>();
for (const kind of KIND_IDS) {
  const words = wordsOnArrival(kind);
  if (!firstOf.has(words)) firstOf.set(words, kind);
}

/**
 * The kind that stands for all that look alike on arrival. The name of a kind tells the answer ('frame/bad-check'), so
 * a seat gets this one until it has decided.
 */
export const shownKind = (kind: KindId): KindId => firstOf.get(wordsOnArrival(kind)) ?? kind;
