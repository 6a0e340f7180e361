import { bytes, type Seen, seenBy } from './bytes.ts';
import { readNamed } from './named.ts';
import { formOf, type Piece, type Row, row } from './piece.ts';
import { type Reading, seenNumber } from './reading.ts';

type AnyRow = Row<string, unknown>;
type Cases = Readonly<Record<number, AnyRow>>;

type CaseValue<R> =
  R extends Row<infer Name, infer Value> ? { readonly is: Name; readonly value: Value } : never;

/** Which case it is, and its value. */
export type ChoiceValue<C extends Cases, Otherwise> = CaseValue<C[keyof C]> | CaseValue<Otherwise>;

const UNKNOWN = row('unknown', bytes(), {
  label: 'Content',
  about: 'Bytes of a kind that this program does not know.',
  rfc: '',
});

/** What a choice does when the tag alone does not decide. */
export interface ChoiceOptions<Otherwise extends AnyRow> {
  /** Taken for a tag without a case, and where `fits` says no; `unknown` with all that is left when left out. */
  readonly otherwise?: Otherwise;
  /** Whether what follows (up to the end of what is around) can be what the tag says. */
  readonly fits?: (tag: number, following: Uint8Array) => boolean;
}

const isChoice = (value: unknown): value is { readonly is: string; readonly value: unknown } =>
  typeof value === 'object' && value !== null && 'is' in value;

const tagOf = (cases: Cases, value: unknown): number => {
  if (!isChoice(value)) return 0;
  const found = Object.entries(cases).find(([, { name }]) => name === value.is);
  return found === undefined ? 0 : Number(found[0]);
};

const caseAt = (
  reading: Reading,
  by: string | ((seen: Seen) => number),
  cases: Cases,
  fits: ChoiceOptions<AnyRow>['fits'],
): AnyRow | undefined => {
  const tag = typeof by === 'string' ? seenNumber(reading, by) : by(seenBy(reading));
  const found = cases[tag];
  if (found === undefined || fits === undefined) return found;
  return fits(tag, reading.bytes.subarray(reading.at, reading.end)) ? found : undefined;
};

/**
 * One of `cases`, by the number in the earlier row `by` or by what `by` computes. What is written follows `is`, and the
 * tag in a row is derived from it unless it is given, so that a wrong one survives.
 */
export const choice = <const C extends Cases, Otherwise extends AnyRow = typeof UNKNOWN>(
  by: string | ((seen: Seen) => number),
  cases: C,
  { otherwise, fits }: ChoiceOptions<Otherwise> = {},
): Piece<ChoiceValue<C, Otherwise>> => {
  const rows = Object.values(cases);
  const rest: AnyRow = otherwise ?? UNKNOWN;
  const wrapped = (name: string, value: unknown): ChoiceValue<C, Otherwise> =>
    ({ is: name, value }) as ChoiceValue<C, Otherwise>;
  return {
    kind: 'choice',
    compound: true,
    bits: 0,
    ...(typeof by === 'string'
      ? { dependence: { name: by, from: value => tagOf(cases, value) } }
      : {}),
    initial: () => {
      const { name, piece } = rows[0] ?? rest;
      return wrapped(name, piece.initial());
    },
    read: (reading, { rfc }) => {
      const { name, piece, words } = caseAt(reading, by, cases, fits) ?? rest;
      const own = words.rfc === '' ? { ...words, rfc } : words;
      return wrapped(name, readNamed(reading, name, piece, own));
    },
    write: (writing, given) => {
      if (!isChoice(given)) return;
      const { piece } = rows.find(({ name }) => name === given.is) ?? rest;
      piece.write(writing, given.value ?? piece.initial());
    },
    generate: (random, depth) => {
      const { name, piece, words } = rows[Math.floor(random() * rows.length)] ?? rest;
      return wrapped(name, piece.generate(random, depth, words));
    },
    form: path =>
      [...rows, ...(otherwise === undefined ? [] : [rest])].flatMap(each => formOf(each, path)),
  };
};
