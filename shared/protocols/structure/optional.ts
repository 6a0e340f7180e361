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
