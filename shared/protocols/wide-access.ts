import type { BitPlace, HeaderWindow } from './bit-access.ts';

const WORD = 2 ** 32;

const wordAt = (bytes: Uint8Array, at: number): number =>
  (bytes[at] ?? 0) * 2 ** 24 +
  (((bytes[at + 1] ?? 0) << 16) | ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0));

const pairAt = (bytes: Uint8Array, at: number): bigint =>
  (BigInt(wordAt(bytes, at)) << 32n) | BigInt(wordAt(bytes, at + 4));

/** The 64 or 128 bits at `place` of the header that starts at byte `start`, the first byte highest. */
export const readWide = (bytes: Uint8Array, start: number, { at, size }: BitPlace): bigint =>
  size === 8
    ? pairAt(bytes, start + at)
    : (pairAt(bytes, start + at) << 64n) | pairAt(bytes, start + at + 8);

/** `readWide` as a getter of a view. */
export const wideGetterAt = (place: BitPlace): ((this: HeaderWindow) => bigint) =>
  function () {
    return readWide(this.bytes, this.start, place);
  };

/** Puts the 64 or 128 bits of `value` at `place`; what does not fit is cut off at the top. */
export const writeWide = (
  bytes: Uint8Array,
  start: number,
  { at, size }: BitPlace,
  value: bigint,
): void => {
  let rest = BigInt.asUintN(size * 8, value);
  for (let end = start + at + size; end > start + at; end -= 4) {
    const word = Number(rest % BigInt(WORD));
    bytes[end - 4] = word >>> 24;
    bytes[end - 3] = word >>> 16;
    bytes[end - 2] = word >>> 8;
    bytes[end - 1] = word;
    rest /= BigInt(WORD);
  }
};
