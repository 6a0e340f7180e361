/** What a draw is for: message, step, attempt, link, purpose ... Parts are told apart by kind and place. */
export type DrawKey = readonly (string | number)[];

const mix = (hash: number): number => {
  let h = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
};

const step = (hash: number, code: number): number => {
  const h = Math.imul(hash ^ code, 0x01000193);
  return (h << 13) | (h >>> 19);
};

const absorb = (hash: number, characters: string): number => {
  let h = hash;
  for (let index = 0; index < characters.length; index++) h = step(h, characters.charCodeAt(index));
  return mix(h ^ characters.length);
};

const NUMBER_SIGN = '#'.charCodeAt(0);
const TEXT_SIGN = '$'.charCodeAt(0);
const ZERO = '0'.charCodeAt(0);

const absorbText = (hash: number, part: string): number => {
  let h = step(hash, TEXT_SIGN);
  for (let index = 0; index < part.length; index++) h = step(h, part.charCodeAt(index));
  return mix(h ^ (part.length + 1));
};

const absorbNumber = (hash: number, part: number): number => {
  // Digit by digit, first the highest: the characters of the number without a string made of it.
  const isPlain = Number.isInteger(part) && part >= 0 && part < 2 ** 32;
  if (!isPlain) return absorb(hash, `#${part}`);
  let unit = 1;
  let digits = 1;
  for (; part >= unit * 10; digits++) unit *= 10;
  let h = step(hash, NUMBER_SIGN);
  for (let rest = part; unit >= 1; unit /= 10) {
    const digit = Math.floor(rest / unit);
    rest -= digit * unit;
    h = step(h, ZERO + digit);
  }
  return mix(h ^ (digits + 1));
};

const hashOf = (start: number, seed: string, key: DrawKey): number => {
  let h = absorb(start, seed);
  for (const part of key) {
    h = typeof part === 'number' ? absorbNumber(h, part) : absorbText(h, part);
  }
  return h >>> 0;
};

/** A number in [0, 1) that depends on `seed` and `key` alone, with 53 random bits: the same
 *  question always gets the same answer, whatever was drawn before. */
export const draw = (seed: string, ...key: DrawKey): number => {
  const high = hashOf(0x811c9dc5, seed, key) >>> 5;
  const low = hashOf(0x9e3779b9, seed, key) >>> 6;
  return (high * 2 ** 26 + low) / 2 ** 53;
};

/** A whole number in 0..limit-1. `limit` is at least 1. */
export const drawInteger = (limit: number, seed: string, ...key: DrawKey): number =>
  Math.floor(draw(seed, ...key) * limit);

/** One item of `list`, or undefined when it is empty. */
export function pick<T>(list: readonly [T, ...T[]], seed: string, ...key: DrawKey): T;
export function pick<T>(list: readonly T[], seed: string, ...key: DrawKey): T | undefined;
export function pick<T>(list: readonly T[], seed: string, ...key: DrawKey): T | undefined {
  return list[drawInteger(list.length, seed, ...key)];
}

/** The items of `list` in an order that depends on `seed` and `key` alone (Fisher and Yates). */
export const shuffle = <T>(list: readonly T[], seed: string, ...key: DrawKey): T[] => {
  const rest = [...list];
  const shuffled: T[] = [];
  while (rest.length > 0) {
    shuffled.push(...rest.splice(drawInteger(rest.length, seed, ...key, rest.length), 1));
  }
  return shuffled;
};
