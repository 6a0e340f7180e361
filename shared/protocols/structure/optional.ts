import { type Seen, seenBy } from './bytes.ts';
import type { Piece } from './piece.ts';

/** A piece that may be missing at the end of what is around it; undefined then, and written as nothing. */
export const optional = <Value>(piece: Piece<Value>): Piece<Value | undefined> => ({
  kind: piece.kind,
  compound: piece.compound,
  bits: piece.bits,
  initial: () => undefined,
  read: (reading, words) => (reading.at >= reading.end ? undefined : piece.read(reading, words)),
  write: (writing, value, said) => {
    if (value !== undefined) piece.write(writing, value, said);
  },
  generate: (random, depth, words) =>
    random() < 0.5 ? undefined : piece.generate(random, depth, words),
  form: path => piece.form(path),
});

/** A piece that is there where `isThere` says so; undefined and written as nothing elsewhere. What says so has to be
 *  derived from whether it is given. */
export const present = <Value>(
  isThere: (seen: Seen) => boolean,
  piece: Piece<Value>,
): Piece<Value | undefined> => ({
  ...optional(piece),
  read: (reading, words) => (isThere(seenBy(reading)) ? piece.read(reading, words) : undefined),
});
