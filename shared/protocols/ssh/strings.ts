import { concat } from '../../base/bytes.ts';
import { numberAt } from '../structure/number.ts';

const LENGTH_BYTES = 4;

/** A number of four bytes, RFC 4251 §5. */
export const u32Of = (value: number): Uint8Array =>
  Uint8Array.of(value >>> 24, value >>> 16, value >>> 8, value);

/** Bytes behind their length, RFC 4251 §5. */
export const stringOf = (bytes: Uint8Array): Uint8Array => concat(u32Of(bytes.length), bytes);

/** The bytes whose length stands at byte `at`, or undefined where they are not all there, RFC 4251 §5. */
export const stringAt = (bytes: Uint8Array, at: number): Uint8Array | undefined => {
  const start = at + LENGTH_BYTES;
  const end = start + numberAt(bytes, at, LENGTH_BYTES, false);
  return end <= bytes.length ? bytes.slice(start, end) : undefined;
};
