import { concat } from '../base/bytes.ts';
import { type Ipv4Header, ipv4 } from '../protocols/ipv4.ts';
import type { ReadPacket } from './packets.ts';

/** Fragments begin at multiples of this many bytes, RFC 791 §3.1, RFC 8200 §4.5. */
export const UNIT_BYTES = 8;
/** Total length is a field of 16 bits. */
const LONGEST_PACKET_BYTES = 0xffff;
const COPIED = 0x80;
const END_OF_LIST = 0;
const NO_OPERATION = 1;

/** The header without what follows from the rest: lengths and sum are made anew. */
const given = ({ headerLength: _, totalLength: _1, headerChecksum: _2, ...rest }: Ipv4Header) =>
  rest;

/** Options that every fragment carries, RFC 791 §3.1; what cannot be read on is left out. */
const copiedOptions = (options: Uint8Array): Uint8Array => {
  const kept: Uint8Array[] = [];
  let at = 0;
  while (at < options.length) {
    const type = options[at] ?? END_OF_LIST;
    if (type === END_OF_LIST) break;
    const length = type === NO_OPERATION ? 1 : (options[at + 1] ?? 0);
    if (length < 1 || at + length > options.length) break;
    if ((type & COPIED) !== 0) kept.push(options.slice(at, at + length));
    at += length;
  }
  const joined = concat(...kept);
  const padding = new Uint8Array((4 - (joined.length % 4)) % 4);
  return concat(joined, padding);
};

/** Bytes that a fragment of at most `mtuBytes` carries behind its headers. */
export const roomFor = (mtuBytes: number, headerBytes: number): number =>
  Math.floor((mtuBytes - headerBytes) / UNIT_BYTES) * UNIT_BYTES;

/** Fragment offset of the second piece where a packet is cut to `mtuBytes`, in units of eight bytes, RFC 791 §3.1. */
export const secondOffset = (
  { fragmentOffset, headerLength }: Pick<Ipv4Header, 'fragmentOffset' | 'headerLength'>,
  mtuBytes: number,
): number => fragmentOffset + Math.max(0, roomFor(mtuBytes, headerLength * 4)) / UNIT_BYTES;

/**
 * The packets of at most `mtuBytes` that `packet` is cut into, in order, RFC 791 §3.2; itself where it fits or no
 * fragment could carry anything. A fragment is cut again as any packet is.
 */
export const fragmentsOf = (packet: ReadPacket, mtuBytes: number): readonly Uint8Array[] => {
  const { header, payload, bytes, headerBytes } = packet;
  const options = copiedOptions(header.options);
  const first = roomFor(mtuBytes, headerBytes);
  const later = roomFor(mtuBytes, 20 + options.length);
  if (bytes.length <= mtuBytes || first <= 0) return [bytes];
  const cuts: Uint8Array[] = [];
  for (let at = 0; at < payload.length; ) {
    const end = Math.min(payload.length, at + (at === 0 ? first : later));
    const values = {
      ...given(header),
      ...(at === 0 ? {} : { options }),
      fragmentOffset: header.fragmentOffset + at / UNIT_BYTES,
      moreFragments: end < payload.length ? 1 : header.moreFragments,
    };
    cuts.push(ipv4.encode(values, payload.slice(at, end)));
    at = end;
  }
  return cuts;
};

export const isFragment = ({
  moreFragments,
  fragmentOffset,
}: Pick<Ipv4Header, 'moreFragments' | 'fragmentOffset'>): boolean =>
  moreFragments === 1 || fragmentOffset > 0;

/** What tells that fragments belong together, RFC 791 §3.2. */
export const fragmentKey = (header: Ipv4Header): string =>
  [header.source, header.destination, header.protocol, header.identification].join(' ');

interface Piece {
  /** Bytes from the start of what the whole packet carries. */
  readonly start: number;
  readonly payload: Uint8Array;
}

/** Fragments of one packet that have come, in order of their place and without overlaps. */
export interface Gathering<First> {
  readonly pieces: readonly Piece[];
  /** The fragment at place 0: the whole packet gets its header. */
  readonly first: First | null;
  /** Bytes that the whole packet carries, known from its last fragment. */
  readonly totalBytes: number | null;
}

/** What a fragment makes of those before it. A refused packet is given up with all its fragments. */
export type Gathered<First> =
  | { readonly type: 'waits'; readonly gathering: Gathering<First> }
  | { readonly type: 'whole'; readonly packet: Uint8Array }
  | { readonly type: 'refused'; readonly why: 'overlap' | 'too-long' | 'uneven' };

const endOf = ({ start, payload }: Piece): number => start + payload.length;

const misfit = (
  { pieces, totalBytes }: Gathering<unknown>,
  piece: Piece,
  { isLast, longestBytes }: { readonly isLast: boolean; readonly longestBytes: number },
): Extract<Gathered<unknown>, { readonly type: 'refused' }>['why'] | null => {
  const end = endOf(piece);
  if (end > longestBytes) return 'too-long';
  if (piece.payload.length === 0) return 'uneven';
  if (!isLast && piece.payload.length % UNIT_BYTES !== 0) return 'uneven';
  const furthest = pieces.at(-1);
  const contradicts = isLast
    ? (totalBytes !== null && totalBytes !== end) ||
      (furthest !== undefined && endOf(furthest) > end)
    : totalBytes !== null && end > totalBytes;
  const overlaps = pieces.some(one => one.start < end && piece.start < endOf(one));
  return contradicts || overlaps ? 'overlap' : null;
};

const isRepeat = ({ pieces }: Gathering<unknown>, { start, payload }: Piece): boolean =>
  pieces.some(
    one =>
      one.start === start &&
      one.payload.length === payload.length &&
      one.payload.every((byte, index) => byte === payload[index]),
  );

/** What the whole packet carries; null while something is missing. */
const carriedBy = ({ pieces, first, totalBytes }: Gathering<unknown>): Uint8Array | null => {
  if (first === null || totalBytes === null) return null;
  let reached = 0;
  for (const piece of pieces) {
    if (piece.start !== reached) return null;
    reached = endOf(piece);
  }
  return reached === totalBytes ? concat(...pieces.map(piece => piece.payload)) : null;
};

/** One fragment, whichever version of IP it is of. */
export interface Fragment<First> {
  /** In bytes, from the start of what the whole packet carries. */
  readonly start: number;
  readonly payload: Uint8Array;
  readonly isLast: boolean;
  readonly packet: First;
  /** More the whole packet cannot carry. */
  readonly longestBytes: number;
  /** The whole packet, once all that it carries is there; null where it would be too long. */
  readonly join: (first: First, carried: Uint8Array) => Uint8Array | null;
}

/**
 * Adds a fragment to those before it, RFC 791 §3.2 and RFC 8200 §4.5. Fragments must not overlap, as RFC 5722 demands of
 * IPv6: two readings of one packet help only who wants to deceive a filter (RFC 1858). A repeated fragment changes nothing.
 */
export const gatherPiece = <First>(
  before: Gathering<First> = { pieces: [], first: null, totalBytes: null },
  fragment: Fragment<First>,
): Gathered<First> => {
  const { start, payload, isLast, packet, join } = fragment;
  const piece = { start, payload };
  if (isRepeat(before, piece)) return { type: 'waits', gathering: before };
  const why = misfit(before, piece, fragment);
  if (why !== null) return { type: 'refused', why };
  const gathering = {
    pieces: [...before.pieces, piece].sort((a, b) => a.start - b.start),
    first: start === 0 ? packet : before.first,
    totalBytes: isLast ? endOf(piece) : before.totalBytes,
  };
  const carried = carriedBy(gathering);
  const { first } = gathering;
  const whole = carried === null || first === null ? null : join(first, carried);
  return whole === null ? { type: 'waits', gathering } : { type: 'whole', packet: whole };
};

const joined = (first: ReadPacket, carried: Uint8Array): Uint8Array | null =>
  carried.length + first.headerBytes > LONGEST_PACKET_BYTES
    ? null
    : ipv4.encode({ ...given(first.header), moreFragments: 0, fragmentOffset: 0 }, carried);

/** Adds a fragment of IPv4 to those before it, RFC 791 §3.2. */
export const gather = (
  before: Gathering<ReadPacket> | undefined,
  fragment: ReadPacket,
): Gathered<ReadPacket> => {
  const { header, payload } = fragment;
  return gatherPiece(before, {
    start: header.fragmentOffset * UNIT_BYTES,
    payload,
    isLast: header.moreFragments === 0,
    packet: fragment,
    longestBytes: LONGEST_PACKET_BYTES - 20,
    join: joined,
  });
};
