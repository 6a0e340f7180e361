import { toHex } from './bytes.ts';

const isPrime = (candidate: number): boolean => {
  for (let divisor = 2; divisor * divisor <= candidate; divisor++) {
    if (candidate % divisor === 0) return false;
  }
  return true;
};

const firstPrimes = (count: number): readonly number[] => {
  const primes: number[] = [];
  for (let candidate = 2; primes.length < count; candidate++) {
    if (isPrime(candidate)) primes.push(candidate);
  }
  return primes;
};

/** First 32 bits of the fraction of `root`, as FIPS 180-4 §4.2.2 and §5.3.3 define the constants. */
const fractionBits = (root: number): number => Math.floor((root % 1) * 2 ** 32) | 0;

const ROUND_CONSTANTS = Int32Array.from(firstPrimes(64), prime => fractionBits(Math.cbrt(prime)));
const INITIAL_HASH = Int32Array.from(firstPrimes(8), prime => fractionBits(Math.sqrt(prime)));

const rotate = (word: number, places: number): number =>
  (word >>> places) | (word << (32 - places));

const padded = (bytes: Uint8Array): DataView => {
  const whole = new Uint8Array(Math.ceil((bytes.length + 9) / 64) * 64);
  whole.set(bytes);
  whole[bytes.length] = 0x80;
  const view = new DataView(whole.buffer);
  view.setUint32(whole.length - 8, Math.floor(bytes.length / 2 ** 29));
  view.setUint32(whole.length - 4, (bytes.length * 8) >>> 0);
  return view;
};

const schedule = (block: DataView, offset: number, words: Int32Array): void => {
  for (let t = 0; t < 16; t++) words[t] = block.getInt32(offset + t * 4);
  for (let t = 16; t < 64; t++) {
    const w15 = words[t - 15] ?? 0;
    const w2 = words[t - 2] ?? 0;
    const s0 = rotate(w15, 7) ^ rotate(w15, 18) ^ (w15 >>> 3);
    const s1 = rotate(w2, 17) ^ rotate(w2, 19) ^ (w2 >>> 10);
    words[t] = (words[t - 16] ?? 0) + s0 + (words[t - 7] ?? 0) + s1;
  }
};

const compress = (hash: Int32Array, words: Int32Array): void => {
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = hash;
  for (let t = 0; t < 64; t++) {
    const sum1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25);
    const choose = (e & f) ^ (~e & g);
    const first = (h + sum1 + choose + (ROUND_CONSTANTS[t] ?? 0) + (words[t] ?? 0)) | 0;
    const sum0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22);
    const majority = (a & b) ^ (a & c) ^ (b & c);
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + sum0 + majority) | 0];
  }
  for (const [index, word] of [a, b, c, d, e, f, g, h].entries()) {
    hash[index] = (hash[index] ?? 0) + word;
  }
};

/** SHA-256 of `bytes`, FIPS 180-4 §6.2: 32 bytes. Written out because pages served over plain
 *  HTTP have no `crypto.subtle`. */
const sha256 = (bytes: Uint8Array): Uint8Array => {
  const hash = INITIAL_HASH.slice();
  const words = new Int32Array(64);
  const view = padded(bytes);
  for (let offset = 0; offset < view.byteLength; offset += 64) {
    schedule(view, offset, words);
    compress(hash, words);
  }
  const digest = new DataView(new ArrayBuffer(32));
  for (const [index, word] of hash.entries()) digest.setInt32(index * 4, word);
  return new Uint8Array(digest.buffer);
};

/** SHA-256 of `bytes` as 64 lower-case hex digits, FIPS 180-4 §6.2. */
export const sha256Hex = (bytes: Uint8Array): string => toHex(sha256(bytes));
