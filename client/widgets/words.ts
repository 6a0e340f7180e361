import type { Bench } from '../../shared/rules/bench.ts';
import type { TypedProblem } from '../../shared/rules/typed-value.ts';

/** Fills `{name}` from the facts; a gap without a fact is left out. */
export const fill = (text: string, facts: Readonly<Record<string, string>>): string =>
  text.replace(/\{(\w+)\}/g, (_whole, name: string) => facts[name] ?? '');
export const typedWords = (p: TypedProblem): string => p.code;
export const kindWords = (kind: string, facts: Readonly<Record<string, string>>) => ({
  title: kind,
  question: kind,
  sentence: `${kind} ____ ${Object.keys(facts).length}`,
});
export const neighbourWords = (bench: Bench, who: string): string =>
  `${who} hands you ${bench.sealed?.name ?? ''}`;
