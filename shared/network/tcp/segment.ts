import type { SegmentPurpose } from '../task.ts';
import { advance } from './sequence.ts';

/** What TCP reads and writes of a segment, RFC 9293 §3.1; ports and checksum belong to whoever puts it into bytes. */
export interface Segment {
  readonly sequenceNumber: number;
  readonly acknowledgmentNumber: number;
  /** Control bits in the order of `flagsOf`: 'SYN', 'SYN ACK', 'ACK', 'PSH ACK', 'FIN ACK', 'RST', 'RST ACK'. */
  readonly flags: string;
  readonly window: number;
  readonly payload: Uint8Array;
  /** Value of the maximum segment size option in bytes, RFC 9293 §3.7.1, or null without it. */
  readonly maximumSegmentSize: number | null;
  /** Further options, if any. */
  readonly options?: SegmentOptions;
}

/** Sequence numbers from `from` up to, not with, `to`. */
export interface SequenceRange {
  readonly from: number;
  readonly to: number;
}

/** Options beyond the maximum segment size, RFC 7323 §2.2 and §3.2, RFC 2018 §2 and §3. */
export interface SegmentOptions {
  readonly windowShift?: number;
  readonly sackPermitted?: boolean;
  readonly sackBlocks?: readonly SequenceRange[];
  /** TSval and TSecr, 32 bits each. */
  readonly timestamps?: { readonly value: number; readonly echo: number };
}

export interface SegmentOut extends Segment {
  readonly purpose: SegmentPurpose;
}

export type ControlBit = 'SYN' | 'ACK' | 'FIN' | 'RST' | 'PSH' | 'URG';

export const hasFlag = (segment: Segment, bit: ControlBit): boolean => segment.flags.includes(bit);

/** Sequence numbers that a segment takes up: its data, and one each for SYN and FIN, RFC 9293 §3.4. */
export const sequenceLength = (segment: Segment): number =>
  segment.payload.length + (hasFlag(segment, 'SYN') ? 1 : 0) + (hasFlag(segment, 'FIN') ? 1 : 0);

export const NO_BYTES = new Uint8Array();

/**
 * The reset that answers `segment` where no connection is, RFC 9293 §3.10.7.1. Never call it for a segment that
 * carries RST: a reset is not answered.
 */
export const resetFor = (segment: Segment): SegmentOut => {
  const common = {
    purpose: 'reset',
    window: 0,
    payload: NO_BYTES,
    maximumSegmentSize: null,
  } as const;
  if (hasFlag(segment, 'ACK')) {
    return {
      ...common,
      sequenceNumber: segment.acknowledgmentNumber,
      acknowledgmentNumber: 0,
      flags: 'RST',
    };
  }
  return {
    ...common,
    sequenceNumber: 0,
    acknowledgmentNumber: advance(segment.sequenceNumber, sequenceLength(segment)),
    flags: 'RST ACK',
  };
};
