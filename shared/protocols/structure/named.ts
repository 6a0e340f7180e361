import type { Piece } from './piece.ts';
import { fail, type Reading } from './reading.ts';
import type { Words } from './words.ts';

/** Compounds inside compounds; what goes deeper is not read. */
const MOST_DEPTH = 40;

const grouped = <Value>(reading: Reading, piece: Piece<Value>, words: Words): Value => {
  const { trace } = reading;
  if (trace === undefined) return piece.read(reading, words);
  const outer = trace.spans;
  const from = reading.at;
  trace.spans = [];
  const value = piece.read(reading, words);
  const children = trace.spans;
  trace.spans = outer;
  const last = children.at(-1);
  if (last === undefined) return value;
  outer.push({
    path: reading.path.join('.'),
    label: words.label,
    bitOffset: from * 8,
    bitLength: last.bitOffset + last.bitLength - from * 8,
    shown: '',
    rfc: words.rfc,
    about: words.about,
    children,
  });
  return value;
};

/** Reads `piece` under the name of its row, its case or its place in a list. */
export const readNamed = <Value>(
  reading: Reading,
  name: string | number,
  piece: Piece<Value>,
  words: Words,
): Value => {
  reading.path.push(name);
  if (reading.path.length > MOST_DEPTH && !reading.stopped) {
    fail(reading, 'structure/too-deep', words, [reading.at, reading.end]);
    reading.stopped = true;
  }
  const known = reading.stopped;
  const value = known
    ? piece.initial()
    : piece.compound
      ? grouped(reading, piece, words)
      : piece.read(reading, words);
  reading.path.pop();
  return value;
};
