import type { EarlySegment } from './connection.ts';
import { advance, distance, isAtMost, isBefore } from './sequence.ts';

export interface Reassembled {
  readonly receiveNext: number;
  readonly early: readonly EarlySegment[];
  /** New bytes in order. */
  readonly pieces: readonly Uint8Array[];
  /** True if the other end's FIN has had its turn. */
  readonly finished: boolean;
}

const inOrder = (early: readonly EarlySegment[], arrived: EarlySegment): EarlySegment[] => {
  const at = early.findIndex(other => isBefore(arrived.sequenceNumber, other.sequenceNumber));
  return at < 0 ? [...early, arrived] : [...early.slice(0, at), arrived, ...early.slice(at)];
};

const keep = (
  early: readonly EarlySegment[],
  arrived: EarlySegment,
  most: number,
): readonly EarlySegment[] => {
  const known = early.some(
    other =>
      other.sequenceNumber === arrived.sequenceNumber &&
      other.payload.length >= arrived.payload.length &&
      (other.fin || !arrived.fin),
  );
  return known || early.length >= most ? early : inOrder(early, arrived);
};

/** The part of `segment` past `receiveNext`, or null if there is none. */
const unread = (segment: EarlySegment, receiveNext: number): Uint8Array | null => {
  const known = distance(segment.sequenceNumber, receiveNext);
  return known > segment.payload.length ? null : segment.payload.subarray(known);
};

/**
 * Takes in what has its turn, cut to what is new, and keeps the rest, RFC 9293 §3.10.7.4 (seventh and eighth check).
 * `arrived` overlaps the receive window. Past `mostEarly` segments ahead of their turn, further ones are dropped and come
 * again.
 */
export const reassemble = (
  receiveNext: number,
  early: readonly EarlySegment[],
  arrived: EarlySegment,
  mostEarly: number,
): Reassembled => {
  if (isBefore(receiveNext, arrived.sequenceNumber)) {
    return { receiveNext, early: keep(early, arrived, mostEarly), pieces: [], finished: false };
  }
  const pieces: Uint8Array[] = [];
  let next = receiveNext;
  let finished = false;
  const queue = [arrived, ...early];
  let head = queue[0];
  while (head !== undefined && !finished && isAtMost(head.sequenceNumber, next)) {
    const piece = unread(head, next);
    if (piece !== null) {
      if (piece.length > 0) pieces.push(piece);
      finished = head.fin;
      next = advance(next, piece.length + (finished ? 1 : 0));
    }
    queue.shift();
    head = queue[0];
  }
  return { receiveNext: next, early: finished ? [] : queue, pieces, finished };
};
