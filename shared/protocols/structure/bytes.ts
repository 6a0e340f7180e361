import { bytesEqual, text as charactersOfUtf8, utf8 } from '../../base/bytes.ts';
import { shownBytes } from '../field.ts';
import { generateBytes } from '../generate.ts';
import { bytesOfCharacters, charactersOf } from '../text.ts';
import type { Piece, PieceKind } from './piece.ts';
import { fail, has, leaf, object, type Reading, seenNumber } from './reading.ts';
import type { Words } from './words.ts';
import { append } from './writing.ts';

/** What a length may be computed from: earlier numbers, bytes since the start of the message, bytes left. */
export interface Seen {
  readonly number: (name: string) => number;
  readonly at: number;
  readonly left: number;
}

/**
 * How many bytes: so many; as the earlier row of that name says (which is then derived); what `compute` finds; or, left
 * out, all up to the end of what is around.
 */
export type Extent = number | string | ((seen: Seen) => number) | undefined;

const GENERATED = 8;

/** What has been read so far. */
export const seenBy = (reading: Reading): Seen => ({
  number: name => seenNumber(reading, name),
  at: reading.at - reading.start,
  left: reading.end - reading.at,
});

const lengthOf = (reading: Reading, extent: Extent): number => {
  const left = reading.end - reading.at;
  if (extent === undefined) return left;
  if (typeof extent === 'number') return extent;
  if (typeof extent === 'string') return seenNumber(reading, extent);
  return Math.max(0, extent(seenBy(reading)));
};

/** The bytes taken, or undefined where they are not all there. */
const take = (reading: Reading, extent: Extent, words: Words): Uint8Array | undefined => {
  const length = reading.stopped ? 0 : lengthOf(reading, extent);
  if (!has(reading, length, words)) return undefined;
  reading.at += length;
  return reading.bytes.slice(reading.at - length, reading.at);
};

const dependenceOn = (extent: Extent, size: (value: unknown) => number) =>
  typeof extent === 'string' ? { dependence: { name: extent, from: size } } : {};

const generatedLength = (random: () => number, extent: Extent): number =>
  typeof extent === 'number' ? extent : Math.floor(random() * (GENERATED + 1));

const checkConstant = (
  reading: Reading,
  words: Words,
  from: number,
  constant: Uint8Array | undefined,
): void => {
  const found = reading.bytes.subarray(from, reading.at);
  if (reading.stopped || constant === undefined || bytesEqual(constant, found)) return;
  object(reading, 'warning', 'structure/constant', words, [from, reading.at], {
    given: shownBytes(found),
    expected: shownBytes(constant),
  });
};

const region = (kind: PieceKind, extent: Extent, show: (bytes: Uint8Array) => string) =>
  ({
    kind,
    compound: false,
    bits: typeof extent === 'number' ? extent * 8 : 0,
    ...dependenceOn(extent, value => (value instanceof Uint8Array ? value.length : 0)),
    initial: () => new Uint8Array(typeof extent === 'number' ? extent : 0),
    read: (reading, words) => {
      const from = reading.at;
      const bytes = take(reading, extent, words) ?? new Uint8Array(0);
      if (reading.trace !== undefined) {
        leaf(reading, words, from, show(bytes));
        const { constant } = words;
        checkConstant(reading, words, from, constant instanceof Uint8Array ? constant : undefined);
      }
      return bytes;
    },
    write: (writing, value) => append(writing, value),
    generate: (random, _depth, { constant }) =>
      constant instanceof Uint8Array
        ? constant
        : generateBytes(random, generatedLength(random, extent)),
    form: () => [],
  }) satisfies Piece<Uint8Array>;

/** Bytes without inner structure. What is given is written as it is, whatever its length. */
export const bytes = (extent?: Extent): Piece<Uint8Array> => region('bytes', extent, shownBytes);

/** Bytes that only those can read who hold a key: shown as what they are. */
export const sealed = (extent?: Extent): Piece<Uint8Array> =>
  region('sealed', extent, ({ length }) => `encrypted, ${length} bytes`);

/** How characters become bytes. `ascii` is read as one byte a character, so that nothing is lost. */
export type Encoding = 'ascii' | 'utf-8' | 'utf-16le';

const utf16 = (characters: string): Uint8Array => {
  const bytes = new Uint8Array(characters.length * 2);
  for (let index = 0; index < characters.length; index++) {
    bytes[index * 2] = characters.charCodeAt(index);
    bytes[index * 2 + 1] = characters.charCodeAt(index) >> 8;
  }
  return bytes;
};

const charactersOfUtf16 = (bytes: Uint8Array): string => {
  let characters = '';
  for (let at = 0; at + 1 < bytes.length; at += 2) {
    characters += String.fromCharCode((bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8));
  }
  return characters;
};

const CODECS = {
  ascii: {
    encode: bytesOfCharacters,
    decode: b => charactersOf(b, 0, b.length),
    samples: 'aZ 09.~',
  },
  'utf-8': { encode: utf8, decode: charactersOfUtf8, samples: 'aZ 09.é中😀' },
  'utf-16le': { encode: utf16, decode: charactersOfUtf16, samples: 'aZ 09.é中😀' },
} satisfies Readonly<
  Record<
    Encoding,
    {
      readonly encode: (characters: string) => Uint8Array;
      readonly decode: (bytes: Uint8Array) => string;
      readonly samples: string;
    }
  >
>;

const SHOWN_SIGNS = 200;

const shown = (value: string): string => {
  const kept = value.slice(0, SHOWN_SIGNS).replace(/[\p{Cc}\p{Cs}]/gu, sign => {
    const point = sign.codePointAt(0) ?? 0;
    return `\\u${point.toString(16).padStart(4, '0')}`;
  });
  return value.length > SHOWN_SIGNS ? `${kept}…` : kept;
};

const generated = (random: () => number, encoding: Encoding, extent: Extent): string => {
  const { encode, samples } = CODECS[encoding];
  if (typeof extent === 'number') return 'a'.repeat(extent / encode('a').length);
  const signs = Array.from(samples);
  const sign = (): string => signs[Math.floor(random() * signs.length)] ?? '';
  return Array.from({ length: generatedLength(random, extent) }, sign).join('');
};

/** Characters. Bytes that are none in this encoding are an error, as they could not be written again. */
export const characters = (encoding: Encoding, extent?: Extent): Piece<string> => {
  const { encode, decode } = CODECS[encoding];
  return {
    kind: 'text',
    compound: false,
    bits: 0,
    ...dependenceOn(extent, value => encode(String(value)).length),
    initial: () => '',
    read: (reading, words) => {
      const from = reading.at;
      const taken = take(reading, extent, words);
      if (taken === undefined) return '';
      const value = decode(taken);
      if (reading.trace !== undefined) {
        leaf(reading, words, from, shown(value), value);
        const { constant } = words;
        checkConstant(
          reading,
          words,
          from,
          typeof constant === 'string' ? encode(constant) : undefined,
        );
      }
      if (!bytesEqual(encode(value), taken)) {
        fail(reading, 'structure/bad-text', words, [from, reading.at]);
      }
      return value;
    },
    write: (writing, value) => append(writing, encode(value)),
    generate: (random, _depth, { constant }) =>
      typeof constant === 'string' ? constant : generated(random, encoding, extent),
    form: () => [],
  };
};
