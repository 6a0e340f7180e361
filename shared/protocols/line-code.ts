import type { Issue } from './issue.ts';

/** One level of the wire for half a bit time: 0 low, 1 high. */
export type HalfBit = 0 | 1;
/** One bit of data. */
export type Bit = 0 | 1;
/** Which mid-bit edge means 1: rising (IEEE 802.3 §7.3.1.1) or falling (G. E. Thomas, 1949). */
export type ManchesterConvention = 'ieee-802.3' | 'thomas';
/** Which bit of a byte goes on the wire first; Ethernet sends the least significant one. */
export type BitOrder = 'least-significant-first' | 'most-significant-first';

/** What a receiver makes of a wave. `null` stands for a bit that has no edge in its middle, or for
 *  a byte that holds such a bit. Bits beyond the last whole byte appear in `bits` only. */
export interface ManchesterReading {
  readonly bits: readonly (Bit | null)[];
  readonly bytes: readonly (number | null)[];
  readonly issues: readonly Issue[];
}

/** The preamble and the start frame delimiter as bytes, IEEE 802.3 §3.2.1 and §3.2.2: sent least
 *  significant bit first they are 1010…10 for 7 bytes, then 10101011. */
const PREAMBLE_AND_DELIMITER: readonly number[] = [0x55, 0x55, 0x55, 0x55, 0x55, 0x55, 0x55, 0xd5];

const START_FRAME_DELIMITER: readonly Bit[] = [1, 0, 1, 0, 1, 0, 1, 1];

const CONVENTION_SOURCE: Readonly<Record<ManchesterConvention, string>> = {
  'ieee-802.3': 'IEEE 802.3 §7.3.1.1',
  thomas: 'G. E. Thomas, 1949',
};

/** How far the bit sent at `place` (0..7) stands from the right end of its byte. */
const shiftOf = (place: number, order: BitOrder): number =>
  order === 'least-significant-first' ? place : 7 - place;

const halfBit = (level: number): HalfBit => (level === 0 ? 0 : 1);

/** The 8 bits of `byte` in the order in which they are sent; Ethernet: IEEE 802.3 §3.3. */
export const bitsOf = (byte: number, order: BitOrder = 'least-significant-first'): Bit[] =>
  Array.from({ length: 8 }, (_, place) => halfBit((byte >>> shiftOf(place, order)) & 1));

/** The byte whose 8 bits arrived in this order; missing bits count as 0. Inverse of `bitsOf`. */
export const byteOf = (bits: readonly Bit[], order: BitOrder = 'least-significant-first'): number =>
  bits.slice(0, 8).reduce<number>((byte, bit, place) => byte | (bit << shiftOf(place, order)), 0);

/** The level of the second half of a bit; the first half is its opposite. */
const secondHalf = (bit: Bit, convention: ManchesterConvention): HalfBit =>
  convention === 'ieee-802.3' ? bit : halfBit(1 - bit);

/** Manchester wave of `bytes`: two levels a bit, 16 a byte. IEEE 802.3 §7.3.1.1: the first half is
 *  the complement of the bit, the second half the bit itself, so a 1 rises in mid-bit. */
export const encodeManchester = (
  bytes: Iterable<number>,
  convention: ManchesterConvention = 'ieee-802.3',
  order: BitOrder = 'least-significant-first',
): HalfBit[] => {
  const wave: HalfBit[] = [];
  for (const byte of bytes) {
    for (const bit of bitsOf(byte, order)) {
      const second = secondHalf(bit, convention);
      wave.push(halfBit(1 - second), second);
    }
  }
  return wave;
};

/** Prepends the 7 preamble bytes and the start frame delimiter, IEEE 802.3 §4.2.5 and §4.2.6. */
export const withPreamble = (frame: Uint8Array): Uint8Array => {
  const stream = new Uint8Array(PREAMBLE_AND_DELIMITER.length + frame.length);
  stream.set(PREAMBLE_AND_DELIMITER);
  stream.set(frame, PREAMBLE_AND_DELIMITER.length);
  return stream;
};

const isDelimiterAt = (bits: readonly (Bit | null)[], start: number): boolean =>
  START_FRAME_DELIMITER.every((bit, place) => bits[start + place] === bit);

/** Index of the first bit of the frame: the one after the first 10101011 (IEEE 802.3 §3.2.2).
 *  A receiver may miss the first bits of the preamble. `undefined` when no delimiter is there. */
export const frameStart = (bits: readonly (Bit | null)[]): number | undefined => {
  for (let start = 0; start + START_FRAME_DELIMITER.length <= bits.length; start += 1) {
    if (isDelimiterAt(bits, start)) return start + START_FRAME_DELIMITER.length;
  }
  return undefined;
};

const bytesFrom = (bits: readonly (Bit | null)[], order: BitOrder): (number | null)[] =>
  Array.from({ length: Math.floor(bits.length / 8) }, (_, index) => {
    const eight = bits.slice(8 * index, 8 * index + 8).filter(bit => bit !== null);
    return eight.length === 8 ? byteOf(eight, order) : null;
  });

const lineIssue = (
  code: 'manchester/missing-edge' | 'manchester/half-bit-left' | 'manchester/bits-left',
  bitOffset: number,
  bitLength: number,
  rfc: string,
): Issue => ({ severity: 'error', code, path: 'manchester.bits', bitOffset, bitLength, rfc });

/** Reads a Manchester wave. Never throws: a bit whose two halves are equal has lost its mid-bit edge and is
 *  reported, as are a half bit and bits short of a byte at the end. `bitOffset` of an issue counts
 *  bits of data from the start of the wave; its level is in `given`. */
export const decodeManchester = (
  wave: readonly HalfBit[],
  convention: ManchesterConvention = 'ieee-802.3',
  order: BitOrder = 'least-significant-first',
): ManchesterReading => {
  const rfc = CONVENTION_SOURCE[convention];
  const bits: (Bit | null)[] = [];
  const issues: Issue[] = [];
  for (let index = 0; index + 1 < wave.length; index += 2) {
    const first = wave[index] ?? 0;
    const second = wave[index + 1] ?? 0;
    bits.push(first === second ? null : secondHalf(second, convention));
    if (first === second) {
      const issue = lineIssue('manchester/missing-edge', index / 2, 1, rfc);
      issues.push({ ...issue, given: first });
    }
  }
  if (wave.length % 2 === 1) {
    issues.push(lineIssue('manchester/half-bit-left', bits.length, 1, rfc));
  }
  const left = bits.length % 8;
  if (left > 0) issues.push(lineIssue('manchester/bits-left', bits.length - left, left, rfc));
  return { bits, bytes: bytesFrom(bits, order), issues };
};
