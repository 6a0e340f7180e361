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

const NUMBER_SIGN = '#'.charCodeAt(0);
const TEXT_SIGN = '$'.charCodeAt(0);
const ZERO = '0'.charCodeAt(0);

/** Both hashes of a draw while it reads its key; each character is looked at once for the two. */
const hashes = new Int32Array(2);

const absorb = (sign: number | null, characters: string): void => {
  let high = hashes[0] ?? 0;
  let low = hashes[1] ?? 0;
  if (sign !== null) {
    high = step(high, sign);
    low = step(low, sign);
  }
  for (let index = 0; index < characters.length; index++) {
    const code = characters.charCodeAt(index);
    high = step(high, code);
    low = step(low, code);
  }
  const length = characters.length + (sign === null ? 0 : 1);
  hashes[0] = mix(high ^ length);
  hashes[1] = mix(low ^ length);
};

/** Decimal digits of a number below 2³², the last one first. */
const digits = new Uint8Array(10);

const countDigits = (part: number): number => {
  // Two halves that fit into the engine's small integers: dividing larger ones costs three times as much.
  const upper = Math.floor(part / 100_000);
  let count = 0;
  for (let rest = part - upper * 100_000; rest > 0 || count < 5; rest = (rest / 10) | 0) {
    digits[count++] = rest % 10;
  }
  for (let rest = upper; rest > 0; rest = (rest / 10) | 0) digits[count++] = rest % 10;
  while (count > 1 && digits[count - 1] === 0) count--;
  return count;
};

const absorbNumber = (part: number): void => {
  const isPlain = Number.isInteger(part) && part >= 0 && part < 2 ** 32;
  if (!isPlain) {
    absorb(null, `#${part}`);
    return;
  }
  // The characters of the number, without a string made of it.
  const count = countDigits(part);
  let high = step(hashes[0] ?? 0, NUMBER_SIGN);
  let low = step(hashes[1] ?? 0, NUMBER_SIGN);
  for (let index = count - 1; index >= 0; index--) {
    const code = ZERO + (digits[index] ?? 0);
    high = step(high, code);
    low = step(low, code);
  }
  hashes[0] = mix(high ^ (count + 1));
  hashes[1] = mix(low ^ (count + 1));
};

const hashesOfSeed = (seed: string) => {
  hashes[0] = 0x811c9dc5;
  hashes[1] = 0x9e3779b9;
  absorb(null, seed);
  return { seed, high: hashes[0] ?? 0, low: hashes[1] ?? 0 };
};

// All draws of a network have one seed: kept after the last draw, it need not be read again (a third of a draw).
let seeded = hashesOfSeed('');

const drawBy = (seed: string, key: DrawKey): number => {
  if (seeded.seed !== seed) seeded = hashesOfSeed(seed);
  hashes[0] = seeded.high;
  hashes[1] = seeded.low;
  for (let index = 0; index < key.length; index++) {
    const part = key[index] ?? '';
    if (typeof part === 'number') absorbNumber(part);
    else absorb(TEXT_SIGN, part);
  }
  const high = (hashes[0] ?? 0) >>> 5;
  const low = (hashes[1] ?? 0) >>> 6;
  return (high * 2 ** 26 + low) / 2 ** 53;
};

/** A number in [0, 1) that depends on `seed` and `key` alone, with 53 random bits: the same
 *  question always gets the same answer, whatever was drawn before. */
export const draw = (seed: string, ...key: DrawKey): number => drawBy(seed, key);

/** A whole number in 0..limit-1. `limit` is at least 1. */
export const drawInteger = (limit: number, seed: string, ...key: DrawKey): number =>
  Math.floor(drawBy(seed, key) * limit);

/** A key that follows from another one by a step, for the `count`-th time: whole numbers of 32 bits, signed. */
export const keyAfter = (key: number, step: number, count: number): number =>
  mix(mix(mix(key) ^ step) + Math.imul(count + 1, 0x9e3779b9));

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
