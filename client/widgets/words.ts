import {
  FRAME_WORDS,
  LOG_WORDS,
  REFUSAL_WORDS,
  SEAT_WORDS,
} from '../../shared/lessons/session-en.ts';
import type { Bench } from '../../shared/rules/bench.ts';
import type { TypedProblem } from '../../shared/rules/typed-value.ts';
import type { FindingView } from '../../shared/session/views/play.ts';

type Facts = Readonly<Record<string, string>>;

/** Fills `{name}` from the facts; a gap without a fact is left out. */
export const fill = (text: string, facts: Facts): string =>
  text.replace(/\{(\w+)\}/g, (_whole, name: string) => facts[name] ?? '');

/** Text of a key that may be newer than this page: the key itself is better than nothing. */
const wordsOf = (table: Readonly<Record<string, string>>, key: string, facts: Facts = {}): string =>
  fill(table[key] ?? key, facts);

export const refusalWords = (code: string, facts: Facts): string =>
  wordsOf(REFUSAL_WORDS, code, facts);
export const logWords = (key: string, facts: Facts): string =>
  wordsOf(LOG_WORDS, key, {
    ...facts,
    ...(facts['kind'] === undefined ? {} : { kind: kindTitle(facts['kind']) }),
  });
export const frameWords = (key: string, facts: Facts): string => wordsOf(FRAME_WORDS, key, facts);
export const seatWords = (key: string): string => wordsOf(SEAT_WORDS, key);
export const sideChoiceWords = (key: string): string => wordsOf(SEAT_WORDS, key);

export const typedWords = (problem: TypedProblem): string => problem.code;
export const kindTitle = (kind: string): string => kind;
export const kindWords = (kind: string, _facts: Facts) => ({
  title: kind,
  question: kind,
  sentence: `${kind} ___`,
  help: '',
});
export const neighbourWords = (bench: Bench, who: string): string =>
  `${who} hands you ${bench.sealed?.name ?? 'work'}`;
export const findingWords = (finding: FindingView) => ({
  title: finding.code as string,
  why: '',
  rule: '',
  look: '',
});
export const hintWords = (kind: string, step: number, facts: Facts): string =>
  `${kind} ${step} ${Object.values(facts).join(' ')}`;
export const becauseWords = (key: string, _facts: Facts): string => key;
export const noveltyWords = (key: string): string => key;
export const sideWords = (type: string, facts: Facts) => ({
  title: type,
  question: Object.values(facts).join(' '),
});
export const columnWords = (key: string): string => key;
export const tableWords = (id: string): string => id;
export const tagWords = (tag: string): string => tag;
