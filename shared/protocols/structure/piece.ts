import type { Reading } from './reading.ts';
import type { Words } from './words.ts';
import type { Writing } from './writing.ts';

/** One line of a form: a piece with the path of its row (`body.clientHello.random`, `#` for each item of a list). */
export interface FormField extends Words {
  readonly path: string;
  readonly kind: PieceKind;
  /** Width of a number or of a vector's length; 0 for others. */
  readonly bits: number;
  /** Computed when nothing is given. */
  readonly derived: boolean;
}

export type PieceKind =
  | 'number'
  | 'bytes'
  | 'sealed'
  | 'text'
  | 'struct'
  | 'list'
  | 'vector'
  | 'choice';

/** The earlier row that a piece depends upon (a tag, a count, a length), and its value for what is written. */
export interface Dependence {
  readonly name: string;
  readonly from: (value: unknown) => number;
}

/**
 * A part of a binary message: read, written, generated and described by the same declaration. A leaf gives one span; a
 * compound gives those of its parts, and whoever holds it groups them.
 */
export interface Piece<Value> {
  readonly kind: PieceKind;
  readonly compound: boolean;
  readonly bits: number;
  readonly dependence?: Dependence;
  /** What is written when nothing is given. */
  initial(): Value;
  /** Reads from `reading.at`. What comes back after `reading.stopped` is set means nothing. */
  read(reading: Reading, words: Words): Value;
  /** `said` overrides the length of a vector. */
  write(writing: Writing, value: Value, said?: number): void;
  /** A value that `write` and `read` give back equal. `depth` counts down, so that it ends. */
  generate(random: () => number, depth: number, words: Words): Value;
  form(path: string): readonly FormField[];
}

/** A named piece with its words. */
export interface Row<Name extends string, Value> {
  readonly name: Name;
  readonly piece: Piece<Value>;
  readonly words: Words;
  /** Computed from the other values of its struct when nothing is given; `sizeOf` is what a row takes in bytes. */
  readonly derive?: (values: Values, sizeOf: (name: string) => number) => number;
}

export type Values = Readonly<Record<string, unknown>>;

/** The plain value of a piece. */
export type ValueOf<P> = P extends Piece<infer Value> ? Value : never;

/**
 * What may be given for `Value`: any row may be left out (it gets its default or is derived), and `nameLength` overrides
 * the length that stands before the vector `name`, even with a wrong one.
 */
export type Draft<Value> = Value extends Uint8Array | number | string | bigint | undefined
  ? Value
  : Value extends readonly (infer Item)[]
    ? readonly Draft<Item>[]
    : { readonly [Name in keyof Value]?: Draft<Value[Name]> | undefined } & {
        readonly [Name in keyof Value & string as `${Name}Length`]?: number | undefined;
      };

/** One row of a struct or one case of a choice. */
export const row = <const Name extends string, Value>(
  name: Name,
  piece: Piece<Value>,
  words: Words,
  derive?: Row<Name, Value>['derive'],
): Row<Name, Value> => ({ name, piece, words, ...(derive === undefined ? {} : { derive }) });

/** The line of a row and those below it. */
export const formOf = (
  { name, piece, words, derive }: Row<string, unknown>,
  path: string,
  derived = derive !== undefined,
): readonly FormField[] => {
  const own = path === '' ? name : `${path}.${name}`;
  return [{ path: own, kind: piece.kind, bits: piece.bits, derived, ...words }, ...piece.form(own)];
};
