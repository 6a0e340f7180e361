import { freshBytes } from '../../base/bytes.ts';

/** Bytes being written, in a buffer that grows. */
export interface Writing {
  bytes: Uint8Array;
  length: number;
}

const room = (writing: Writing, count: number): void => {
  const needed = writing.length + count;
  if (needed <= writing.bytes.length) return;
  const larger = freshBytes(Math.max(needed, writing.bytes.length * 2));
  larger.set(writing.bytes);
  writing.bytes = larger;
};

/** An empty one. */
export const newWriting = (): Writing => ({ bytes: freshBytes(64), length: 0 });

/** What was written; nothing may be appended any more. */
export const written = ({ bytes, length }: Writing): Uint8Array => bytes.subarray(0, length);

/** Appends `bytes`. */
export const append = (writing: Writing, bytes: Uint8Array): void => {
  room(writing, bytes.length);
  writing.bytes.set(bytes, writing.length);
  writing.length += bytes.length;
};

/** As `patch`, without bigints: most numbers are small, and writing one costs a tenth. */
const patchPlain = (
  bytes: Uint8Array,
  at: number,
  count: number,
  value: number,
  little: boolean,
): void => {
  let rest = value;
  for (let index = 0; index < count; index++) {
    bytes[little ? at + index : at + count - 1 - index] = rest % 256;
    rest = Math.floor(rest / 256);
  }
};

/** Puts the low `count` bytes of `value` at byte `at`, which has been written. */
export const patch = (
  { bytes }: Writing,
  at: number,
  count: number,
  value: number | bigint,
  little: boolean,
): void => {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) {
    patchPlain(bytes, at, count, value, little);
    return;
  }
  let rest = BigInt.asUintN(count * 8, BigInt(typeof value === 'bigint' ? value : wholeOf(value)));
  for (let index = 0; index < count; index++) {
    bytes[little ? at + index : at + count - 1 - index] = Number(rest & 255n);
    rest >>= 8n;
  }
};

/** A wrong value may be anything; what is no whole number is written as one. */
const wholeOf = (value: number): number => (Number.isFinite(value) ? Math.trunc(value) : 0);

/** Appends the low `count` bytes of `value`: a value that does not fit is cut, judging it is for others. */
export const appendNumber = (
  writing: Writing,
  count: number,
  value: number | bigint,
  little: boolean,
): void => {
  room(writing, count);
  writing.length += count;
  patch(writing, writing.length - count, count, value, little);
};
