import { concat } from '../../base/bytes.ts';
import { decodeRequest, decodeResponse } from '../../protocols/http.ts';
import { SYN } from '../segment-inside.ts';
import type { Carried } from './carried.ts';
import type { TapCopy } from './state.ts';

const isSameWay = (one: Carried, other: Carried): boolean =>
  one.protocol === other.protocol &&
  one.source === other.source &&
  one.destination === other.destination &&
  one.sourcePort === other.sourcePort &&
  one.destinationPort === other.destinationPort;

const isOtherWay = (one: Carried, other: Carried): boolean =>
  isSameWay(one, {
    ...other,
    source: other.destination,
    destination: other.source,
    sourcePort: other.destinationPort,
    destinationPort: other.sourcePort,
  });

/** One direction of a connection, as far as it has gone by. */
export interface Stream {
  /** Sequence number of the first byte, RFC 9293 §3.4: the one behind the SYN. */
  readonly start: number;
  readonly bytes: Uint8Array;
}

/** All that went by in one direction of a connection, in order, from its last SYN to the first gap. */
const streamOf = (
  carried: Carried,
  copies: readonly TapCopy[],
  isOurs: (one: Carried, other: Carried) => boolean,
): Stream | undefined => {
  const segments = copies
    .map(({ carried: one }) => one)
    .filter(one => one !== undefined)
    .filter(one => isOurs(carried, one));
  const opening = segments.findLastIndex(({ flags }) => (flags & SYN) !== 0);
  if (opening < 0) return undefined;
  const start = ((segments[opening]?.sequenceNumber ?? 0) + 1) >>> 0;
  const placed = segments
    .slice(opening + 1)
    .map(({ sequenceNumber, payload }) => ({ at: (sequenceNumber - start) >>> 0, payload }))
    .sort((a, b) => a.at - b.at);
  const pieces: Uint8Array[] = [];
  let reached = 0;
  for (const { at, payload } of placed) {
    if (at > reached) break;
    if (at + payload.length <= reached) continue;
    pieces.push(payload.subarray(reached - at));
    reached = at + payload.length;
  }
  return { start, bytes: concat(...pieces) };
};

/** Both directions of one connection. */
interface Streams {
  readonly own: Stream | undefined;
  readonly other: Stream | undefined;
}

/** The bytes of the stream that `carried` belongs to, and of the one that answers it. */
export const streamsOf = (carried: Carried, copies: readonly TapCopy[]): Streams => ({
  own: streamOf(carried, copies, isSameWay),
  other: streamOf(carried, copies, isOtherWay),
});

/** A TLS record of a handshake comes first, RFC 8446 §5.1. */
const HANDSHAKE = 22;
const MAJOR = 3;

const beginsSealed = (bytes: Uint8Array): boolean =>
  bytes[0] === HANDSHAKE && bytes[1] === MAJOR && bytes.length > 5;

/** Whether the connection of this segment is one over TLS, as its first bytes tell. */
export const isSealedStream = ({ payload }: Carried, { own, other }: Streams): boolean =>
  [own?.bytes, other?.bytes, payload].some(bytes => bytes !== undefined && beginsSealed(bytes));

/** Length of the message at the start of `bytes`; infinite while more of it is to come. */
const messageLength = (bytes: Uint8Array): number => {
  const request = decodeRequest(bytes);
  if (request.ok) return request.value.lengthBytes;
  const response = decodeResponse(bytes);
  return response.ok ? response.value.lengthBytes : Infinity;
};

/** Whether a whole HTTP message, and not a piece of one, lies in this segment. */
export const isWholeHere = (carried: Carried, own: Stream | undefined): boolean => {
  if (own === undefined) return messageLength(carried.payload) <= carried.payload.length;
  const from = (carried.sequenceNumber - own.start) >>> 0;
  const to = from + carried.payload.length;
  let at = 0;
  while (at < from) {
    const length = messageLength(own.bytes.subarray(at));
    if (at + length > from) return false;
    at += length;
  }
  return at === from && at + messageLength(own.bytes.subarray(at)) <= to;
};
