import { read16 } from '../../base/bytes.ts';
import { incrementalChecksum } from '../../protocols/checksum.ts';
import { PROTOCOL_ICMP, PROTOCOL_TCP, PROTOCOL_UDP } from '../packets.ts';

/** Which end of a packet is written anew. */
export type End = 'source' | 'destination';

/** Offset of the header checksum, RFC 791 §3.1. */
export const CHECKSUM_AT = 10;
const ADDRESS_AT: Readonly<Record<End, number>> = { source: 12, destination: 16 };
const PORT_AT: Readonly<Record<End, number>> = { source: 0, destination: 2 };
const IDENTIFIER_AT = 4;

/** Offset of the transport checksum, by protocol number. */
const SUM_AT: Readonly<Record<number, number>> = {
  [PROTOCOL_ICMP]: 2,
  [PROTOCOL_TCP]: 16,
  [PROTOCOL_UDP]: 6,
};

/** Writes a number of 16 bits; of a packet that is cut short nothing is written behind its end. */
export const setWord = (bytes: Uint8Array, at: number, word: number): void => {
  if (at + 1 >= bytes.length) return;
  bytes[at] = word >>> 8;
  bytes[at + 1] = word & 0xff;
};

interface Change {
  readonly before: number;
  readonly after: number;
}

/** Brings a checksum up to date without reading all that it covers, RFC 1624 §3: a wrong one stays wrong. */
const amend = (bytes: Uint8Array, at: number, changes: readonly Change[]): void => {
  if (at + 1 >= bytes.length) return;
  const sum = changes.reduce(
    (so, { before, after }) => (before === after ? so : incrementalChecksum(so, before, after)),
    read16(bytes, at),
  );
  setWord(bytes, at, sum);
};

const change = (bytes: Uint8Array, at: number, word: number): Change => {
  const before = read16(bytes, at);
  setWord(bytes, at, word);
  return { before, after: word };
};

interface Changes {
  readonly addresses: readonly Change[];
  readonly ports: readonly Change[];
}

const amendTransport = (
  bytes: Uint8Array,
  payloadAt: number,
  protocol: number,
  { addresses, ports }: Changes,
): void => {
  const sumAt = payloadAt + (SUM_AT[protocol] ?? Number.MAX_SAFE_INTEGER);
  // 0 says that there is none, RFC 768; it stays so.
  if (protocol === PROTOCOL_UDP && read16(bytes, sumAt) === 0) return;
  // Only TCP and UDP count the addresses in: their pseudo header, RFC 768 and RFC 9293 §3.1.
  amend(bytes, sumAt, protocol === PROTOCOL_ICMP ? ports : [...addresses, ...ports]);
  if (protocol === PROTOCOL_UDP && read16(bytes, sumAt) === 0) setWord(bytes, sumAt, 0xffff);
};

/** What an end becomes; null leaves the port as it is. */
export interface NewEnd {
  readonly address: number;
  readonly port: number | null;
}

/** How far a rewriting goes: the IP header alone, ports too but no checksum behind that header, or all that covers them. */
export type Depth = 'header' | 'port' | 'all';

const payloadStart = (bytes: Uint8Array, start: number): number =>
  start + ((bytes[start] ?? 0) & 15) * 4;

/** Whether the packet at `start` has the header of a transport that is known here: later fragments have none. */
const hasTransport = (bytes: Uint8Array, start: number): boolean =>
  (read16(bytes, start + 6) & 0x1fff) === 0 && SUM_AT[bytes[start + 9] ?? 0] !== undefined;

/** Offset of the number that tells flows of one address apart, in the packet at `start`; null where it carries none. */
export const portOffset = (bytes: Uint8Array, start: number, end: End): number | null => {
  if (!hasTransport(bytes, start)) return null;
  const inPayload = bytes[start + 9] === PROTOCOL_ICMP ? IDENTIFIER_AT : PORT_AT[end];
  const portAt = payloadStart(bytes, start) + inPayload;
  return portAt + 1 < bytes.length ? portAt : null;
};

/**
 * Gives one end of the packet at `start` another address and port (the identifier of an ICMP question), and amends the
 * checksums that cover them, RFC 3022 §4.1; less where `depth` says so. Changes `bytes` in place; of a packet that is
 * cut short, what is there.
 */
export const rewriteEnd = (
  bytes: Uint8Array,
  start: number,
  end: End,
  { address, port }: NewEnd,
  depth: Depth = 'all',
): void => {
  const payloadAt = payloadStart(bytes, start);
  const protocol = bytes[start + 9] ?? 0;
  const addressAt = start + ADDRESS_AT[end];
  const addresses = [
    change(bytes, addressAt, address >>> 16),
    change(bytes, addressAt + 2, address & 0xffff),
  ];
  amend(bytes, start + CHECKSUM_AT, addresses);
  if (depth === 'header' || !hasTransport(bytes, start)) return;
  const portAt = portOffset(bytes, start, end);
  const ports = portAt === null || port === null ? [] : [change(bytes, portAt, port)];
  if (depth === 'all') amendTransport(bytes, payloadAt, protocol, { addresses, ports });
};

/** Words that differ between two texts of equal length, as an ICMP checksum sees them. */
const differences = (before: Uint8Array, after: Uint8Array, from: number): Change[] => {
  const changes: Change[] = [];
  for (let at = from; at < after.length; at += 2) {
    const change = { before: read16(before, at), after: read16(after, at) };
    if (change.before !== change.after) changes.push(change);
  }
  return changes;
};

/**
 * An ICMP error for another address: the packet that it quotes is written back to what it was on that side, and the
 * message's checksum follows, RFC 5508 §4. `end` is the end of the quoted packet that changes; the error itself goes
 * the other way.
 */
export const rewriteError = (
  bytes: Uint8Array,
  quoteOffset: number,
  end: End,
  to: NewEnd,
): void => {
  const before = bytes.slice();
  const messageAt = payloadStart(bytes, 0);
  rewriteEnd(bytes, messageAt + quoteOffset, end, to);
  amend(bytes, messageAt + 2, differences(before, bytes, messageAt + quoteOffset));
  const outer = end === 'source' ? 'destination' : 'source';
  rewriteEnd(bytes, 0, outer, to, 'header');
};
