import type { Piece } from './piece.ts';
import { has, leaf, object, type Reading } from './reading.ts';
import type { Words } from './words.ts';
import { appendNumber } from './writing.ts';

type Width = 1 | 2 | 3 | 4;

/** The number of `count` bytes at byte `at`. */
export const numberAt = (bytes: Uint8Array, at: number, count: number, little: boolean): number => {
  let value = 0;
  for (let index = 0; index < count; index++) {
    value = value * 256 + (bytes[little ? at + count - 1 - index : at + index] ?? 0);
  }
  return value;
};

const hexOf = (value: number | bigint, count: number): string =>
  `0x${value.toString(16).padStart(count * 2, '0')}`;

const flagsOf = (value: number, flags: Readonly<Record<number, string>>): string =>
  Object.entries(flags)
    .filter(([bit]) => Math.floor(value / Number(bit)) % 2 === 1)
    .map(([, name]) => name)
    .join(', ');

const shownNumber = (value: number, count: number, words: Words): string => {
  const plain = words.hex === undefined ? String(value) : hexOf(value, count);
  const name = words.names?.[value] ?? (words.flags && flagsOf(value, words.flags));
  if (name !== undefined && name !== '') return `${plain} (${name})`;
  return words.unit === undefined ? plain : `${plain} ${words.unit}`;
};

const checkConstant = (reading: Reading, words: Words, from: number, given: number): void => {
  const { constant } = words;
  if (typeof constant !== 'number' || constant === given) return;
  const range = [from, reading.at] as const;
  object(reading, 'warning', 'structure/constant', words, range, { given, expected: constant });
};

const chosen = (random: () => number, count: number, words: Words): number => {
  if (typeof words.constant === 'number') return words.constant;
  const samples = words.samples ?? Object.keys(words.names ?? {}).map(Number);
  if (samples.length > 0 && (words.samples !== undefined || random() < 0.5)) {
    return samples[Math.floor(random() * samples.length)] ?? 0;
  }
  const limit = 256 ** count;
  const edges = [0, 1, limit / 2, limit - 1];
  if (random() < 0.25) return edges[Math.floor(random() * edges.length)] ?? 0;
  return Math.floor(random() * limit);
};

const unsigned = (count: Width, little: boolean): Piece<number> => ({
  kind: 'number',
  compound: false,
  bits: count * 8,
  initial: () => 0,
  read: (reading, words) => {
    if (!has(reading, count, words)) return 0;
    const from = reading.at;
    const value = numberAt(reading.bytes, from, count, little);
    reading.at += count;
    if (reading.trace !== undefined) {
      leaf(reading, words, from, shownNumber(value, count, words), value);
      checkConstant(reading, words, from, value);
    }
    return value;
  },
  write: (writing, value) => appendNumber(writing, count, value, little),
  generate: (random, _depth, words) => chosen(random, count, words),
  form: () => [],
});

const unsigned64 = (little: boolean): Piece<bigint> => ({
  kind: 'number',
  compound: false,
  bits: 64,
  initial: () => 0n,
  read: (reading, words) => {
    if (!has(reading, 8, words)) return 0n;
    const from = reading.at;
    const [first, second] = [from, from + 4].map(at =>
      BigInt(numberAt(reading.bytes, at, 4, little)),
    );
    const [high = 0n, low = 0n] = little ? [second, first] : [first, second];
    const value = (high << 32n) | low;
    reading.at += 8;
    const shown = words.hex === undefined ? String(value) : hexOf(value, 8);
    leaf(reading, words, from, shown, String(value));
    return value;
  },
  write: (writing, value) => appendNumber(writing, 8, value, little),
  generate: random =>
    random() < 0.25
      ? 2n ** 64n - 1n
      : (BigInt(Math.floor(random() * 2 ** 32)) << 32n) | BigInt(Math.floor(random() * 2 ** 32)),
  form: () => [],
});

/** Unsigned numbers, most significant byte first; 64 bits are a bigint. */
export const u8 = unsigned(1, false);
export const u16 = unsigned(2, false);
export const u24 = unsigned(3, false);
export const u32 = unsigned(4, false);
export const u64 = unsigned64(false);

/** Unsigned numbers, least significant byte first. */
export const u16le = unsigned(2, true);
export const u32le = unsigned(4, true);
export const u64le = unsigned64(true);
