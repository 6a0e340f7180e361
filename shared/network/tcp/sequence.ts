/** Sequence numbers count modulo 2^32, so they are compared by their distance, RFC 9293 §3.4. */

/** `sequence` moved on by `count` bytes, unsigned. */
export const advance = (sequence: number, count: number): number => (sequence + count) >>> 0;

/** Bytes from `from` forward to `to`, 0..2^32-1. */
export const distance = (from: number, to: number): number => (to - from) >>> 0;

/** True if `a` comes before `b`, for numbers less than 2^31 apart. */
export const isBefore = (a: number, b: number): boolean => ((a - b) | 0) < 0;

export const isAtMost = (a: number, b: number): boolean => ((a - b) | 0) <= 0;

/** True if `sequence` is one of the `sizeBytes` numbers from `first` on. */
const isInWindow = (sequence: number, first: number, sizeBytes: number): boolean =>
  distance(first, sequence) < sizeBytes;

/**
 * Acceptance test of a segment that takes up `length` sequence numbers (data, SYN and FIN), RFC 9293 §3.4, table 5.
 */
export const isAcceptable = (
  sequence: number,
  length: number,
  receiveNext: number,
  windowBytes: number,
): boolean => {
  if (length === 0) {
    return sequence === receiveNext || isInWindow(sequence, receiveNext, windowBytes);
  }
  return (
    isInWindow(sequence, receiveNext, windowBytes) ||
    isInWindow(advance(sequence, length - 1), receiveNext, windowBytes)
  );
};
