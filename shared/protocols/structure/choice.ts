import { bytes } from './bytes.ts';
import { readNamed } from './named.ts';
import { formOf, type Piece, type Row, row } from './piece.ts';
import { seenNumber } from './reading.ts';

type Cases = Readonly<Record<number, Row<string, unknown>>>;

/** Which case it is, and its value; `unknown` for a tag that has no case, with all the bytes up to the end. */
export type ChoiceValue<C extends Cases> =
  | {
      readonly [Tag in keyof C]: C[Tag] extends Row<infer Name, infer Value>
        ? { readonly is: Name; readonly value: Value }
        : never;
    }[keyof C]
  | { readonly is: 'unknown'; readonly value: Uint8Array };

const UNKNOWN = row('unknown', bytes(), {
  label: 'Content',
  about: 'Bytes of a kind that this program does not know.',
  rfc: '',
});

const isChoice = (value: unknown): value is { readonly is: string; readonly value: unknown } =>
  typeof value === 'object' && value !== null && 'is' in value;

const tagOf = (cases: Cases, value: unknown): number => {
  if (!isChoice(value)) return 0;
  const found = Object.entries(cases).find(([, { name }]) => name === value.is);
  return found === undefined ? 0 : Number(found[0]);
};

/**
 * One of `cases`, by the number in the earlier row `by`. What is written follows `is`, and the tag is derived from it
 * unless it is given, so that a wrong one survives.
 */
export const choice = <const C extends Cases>(by: string, cases: C): Piece<ChoiceValue<C>> => {
  const rows = Object.values(cases);
  const wrapped = (name: string, value: unknown): ChoiceValue<C> =>
    ({ is: name, value }) as ChoiceValue<C>;
  const initial = (): ChoiceValue<C> => {
    const { name, piece } = rows[0] ?? UNKNOWN;
    return wrapped(name, piece.initial());
  };
  return {
    kind: 'choice',
    compound: true,
    bits: 0,
    dependence: { name: by, from: value => tagOf(cases, value) },
    initial,
    read: (reading, { rfc }) => {
      const { name, piece, words } = cases[seenNumber(reading, by)] ?? UNKNOWN;
      const own = words.rfc === '' ? { ...words, rfc } : words;
      return wrapped(name, readNamed(reading, name, piece, own));
    },
    write: (writing, given) => {
      if (!isChoice(given)) return;
      const { piece } = rows.find(({ name }) => name === given.is) ?? UNKNOWN;
      piece.write(writing, given.value ?? piece.initial());
    },
    generate: (random, depth) => {
      const { name, piece, words } = rows[Math.floor(random() * rows.length)] ?? UNKNOWN;
      return wrapped(name, piece.generate(random, depth, words));
    },
    form: path => rows.flatMap(each => formOf(each, path)),
  };
};
