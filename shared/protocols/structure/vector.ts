import { readNamed } from './named.ts';
import { numberAt } from './number.ts';
import type { Piece } from './piece.ts';
import { fail, has, leaf, type Reading, skipTo } from './reading.ts';
import type { Words } from './words.ts';
import { appendNumber, patch } from './writing.ts';

/** How the length in front of a vector counts. */
export interface VectorOptions {
  /** Least significant byte first. */
  readonly little?: true;
  /** Bytes that it counts besides the content: those of itself, of a type before it. */
  readonly includes?: number;
  /** Bytes in one unit of it; the content is padded with zeros to whole units. */
  readonly unit?: number;
}

interface Layout extends Required<Omit<VectorOptions, 'little'>> {
  readonly size: number;
  readonly little: boolean;
}

/** Reads the length field; the end of the content, at most what is there. */
const readLength = (reading: Reading, layout: Layout, words: Words): number | undefined => {
  const { size, little, includes, unit } = layout;
  if (!has(reading, size, words)) return undefined;
  const from = reading.at;
  const said = numberAt(reading.bytes, from, size, little);
  reading.at += size;
  reading.path.push('length');
  leaf(reading, { ...words, label: `Length of ${words.label}` }, from, String(said), said);
  const { at, end, start, open, cut } = reading;
  const content = said * unit - includes;
  const given = { given: said };
  if (content < 0) {
    fail(reading, 'structure/length-too-short', words, [from, at], given);
    reading.stopped = true;
  } else if (at + content > end && cut !== end) {
    const expected = Math.floor((end - at + includes) / unit);
    const more = open ? { needed: at + content - start } : {};
    fail(reading, 'structure/length-too-long', words, [from, at], { ...given, expected, ...more });
    reading.cut = end;
  }
  reading.path.pop();
  return content < 0 ? undefined : Math.min(at + content, end);
};

const isPadding = ({ bytes, at, end }: Reading, unit: number): boolean =>
  end - at < unit && bytes.subarray(at, end).every(byte => byte === 0);

/** What the content leaves over: padding to a whole unit, or bytes that nobody knows. */
const finish = (reading: Reading, layout: Layout, words: Words): void => {
  const { at, end } = reading;
  if (at >= end) return;
  if (!reading.stopped && !isPadding(reading, layout.unit)) {
    fail(reading, 'structure/trailing-bytes', words, [at, end], { given: end - at, expected: 0 });
  }
  skipTo(reading, end);
};

/** Reading goes on behind the content, whatever happened in it: where it ends is known. */
const readContent = <Value>(
  reading: Reading,
  inner: Piece<Value>,
  layout: Layout,
  words: Words,
  contentEnd: number,
): Value => {
  const { end: outerEnd, open } = reading;
  reading.end = contentEnd;
  reading.open = open && reading.cut === contentEnd;
  const value = inner.compound
    ? inner.read(reading, words)
    : readNamed(reading, 'content', inner, words);
  finish(reading, layout, words);
  reading.end = outerEnd;
  reading.open = open;
  reading.stopped = reading.trace === undefined && reading.problem !== undefined;
  return value;
};

/**
 * `inner` behind its length of `lengthBits` bits. A length that reaches too far, and bytes left over, are errors; an
 * explanation reads on behind the vector.
 */
export const vector = <Value>(
  lengthBits: 8 | 16 | 24 | 32,
  inner: Piece<Value>,
  { little, includes = 0, unit = 1 }: VectorOptions = {},
): Piece<Value> => {
  const layout: Layout = { size: lengthBits / 8, little: little === true, includes, unit };
  return {
    kind: 'vector',
    compound: true,
    bits: lengthBits,
    ...(inner.dependence === undefined ? {} : { dependence: inner.dependence }),
    initial: () => inner.initial(),
    read: (reading, words) => {
      const end = readLength(reading, layout, words);
      if (end === undefined || (reading.stopped && reading.trace === undefined)) {
        return inner.initial();
      }
      return readContent(reading, inner, layout, words, end);
    },
    write: (writing, value, said) => {
      const at = writing.length;
      appendNumber(writing, layout.size, 0, false);
      inner.write(writing, value);
      const units = Math.ceil((writing.length - at - layout.size + includes) / unit);
      for (let rest = writing.length - at - layout.size + includes; rest < units * unit; rest++) {
        appendNumber(writing, 1, 0, false);
      }
      patch(writing, at, layout.size, said ?? units, layout.little);
    },
    generate: (random, depth, words) => inner.generate(random, depth, words),
    form: path => inner.form(path),
  };
};
