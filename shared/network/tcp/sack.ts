import type { EarlySegment } from './connection.ts';
import type { SequenceRange } from './segment.ts';
import { advance, distance, isAtMost, isBefore } from './sequence.ts';

/** Blocks of one segment: four, or three beside timestamps, RFC 2018 §3. */
const MOST_BLOCKS = 4;
const MOST_BLOCKS_WITH_TIMESTAMPS = 3;

/** Ranges remembered of the other end's; further ones are sent again in vain. */
const MOST_RANGES = 256;

const rangeOf = ({ sequenceNumber: from, payload, fin }: EarlySegment): SequenceRange => ({
  from,
  to: advance(from, payload.length + (fin ? 1 : 0)),
});

/** Adds ranges in order of their beginnings to one list, those that touch made one. */
const joined = (ranges: readonly SequenceRange[]): SequenceRange[] => {
  const result: SequenceRange[] = [];
  for (const range of ranges) {
    const last = result.at(-1);
    if (last === undefined || isBefore(last.to, range.from)) result.push(range);
    else if (isBefore(last.to, range.to)) {
      result[result.length - 1] = { from: last.from, to: range.to };
    }
  }
  return result;
};

const holds = (range: SequenceRange, sequence: number): boolean =>
  isAtMost(range.from, sequence) && isBefore(sequence, range.to);

/**
 * The blocks to report, RFC 2018 §4: first the one with what has just come, then those reported last, then the rest.
 * `early` is in order of its sequence numbers.
 */
export const blocksToReport = (
  early: readonly EarlySegment[],
  arrivedAt: number,
  reported: readonly SequenceRange[],
  withTimestamps: boolean,
): readonly SequenceRange[] => {
  if (early.length === 0) return [];
  const blocks = joined(early.map(rangeOf));
  const wanted = [arrivedAt, ...reported.map(({ from }) => from)];
  const latest = wanted.flatMap(sequence => blocks.find(block => holds(block, sequence)) ?? []);
  const most = withTimestamps ? MOST_BLOCKS_WITH_TIMESTAMPS : MOST_BLOCKS;
  return [...new Set([...latest, ...blocks])].slice(0, most);
};

/** `known` and the other end's new `blocks`, as far as they lie in what we have sent: after `from`, up to `to`. */
export const withBlocks = (
  known: readonly SequenceRange[],
  blocks: readonly SequenceRange[],
  from: number,
  to: number,
): readonly SequenceRange[] => {
  const sentBytes = distance(from, to);
  const believed = [...known, ...blocks].filter(
    block =>
      distance(from, block.from) < distance(from, block.to) &&
      distance(from, block.to) <= sentBytes,
  );
  const sorted = believed.sort((a, b) => distance(from, a.from) - distance(from, b.from));
  return joined(sorted).slice(0, MOST_RANGES);
};

/** What is left of `ranges` from `from` on. */
export const rangesFrom = (
  ranges: readonly SequenceRange[],
  from: number,
): readonly SequenceRange[] =>
  ranges.length === 0 || !isBefore(ranges[0]?.from ?? from, from)
    ? ranges
    : ranges
        .filter(range => isBefore(from, range.to))
        .map(range => (isBefore(range.from, from) ? { from, to: range.to } : range));

/** A part of what we have sent that the other end has not reported. */
export interface Hole extends SequenceRange {
  /** IsLost of RFC 6675 §4. */
  readonly lost: boolean;
}

/** Gaps between SND.UNA, `sacked` and SND.NXT, in order; `threshold` ranges, or bytes past so many segments, above make one lost. */
export const holesIn = (
  sacked: readonly SequenceRange[],
  from: number,
  to: number,
  { threshold, segmentBytes }: { readonly threshold: number; readonly segmentBytes: number },
): readonly Hole[] => {
  const holes: Hole[] = [];
  let rangesAbove = 0;
  let bytesAbove = 0;
  let end = to;
  for (let index = sacked.length; index >= 0; index--) {
    const range = sacked[index - 1];
    const begin = range?.to ?? from;
    const lost = rangesAbove >= threshold || bytesAbove > (threshold - 1) * segmentBytes;
    if (isBefore(begin, end)) holes.push({ from: begin, to: end, lost });
    if (range === undefined) break;
    rangesAbove += 1;
    bytesAbove += distance(range.from, range.to);
    end = range.from;
  }
  return holes.reverse();
};
