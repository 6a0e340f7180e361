import { type ReadPacket, readPacket } from '../packets.ts';
import { numberAt, textAt, type Values } from '../values.ts';
import { type Passing, type PassingEnd, passingOf, QUOTE_OFFSET } from './passing.ts';
import {
  CHECKSUM_AT,
  type Depth,
  type End,
  portOffset,
  rewriteEnd,
  rewriteError,
  setWord,
} from './rewrite.ts';

/**
 * How much of a packet a translator writes anew: its IP header alone; ports too, but no checksum behind that header;
 * that checksum as well; and the packet that an ICMP error quotes, RFC 3022 §4.1 and §4.3.
 */
export const REWRITES = ['header', 'port', 'port-and-sum', 'quote'] as const;
export type Rewrite = (typeof REWRITES)[number];

/** out: it came from inside. */
export type Direction = 'in' | 'out';

const DEPTHS: Readonly<Record<Rewrite, Depth>> = {
  header: 'header',
  port: 'port',
  'port-and-sum': 'all',
  quote: 'all',
};

/** The end of a packet that lies inside: the one that a translator writes anew. */
export const ownEnd = (direction: Direction): End =>
  direction === 'out' ? 'source' : 'destination';

const farEnd = (direction: Direction): End => (direction === 'out' ? 'destination' : 'source');

/** The whole job for a packet: with a quote where it has one. */
export const wholeRewrite = ({ quoted, piece }: Passing): Rewrite => {
  if (quoted !== null) return 'quote';
  return piece === 'later' ? 'header' : 'port-and-sum';
};

/** The own end of what is translated as it came: of the quoted packet where there is one, which went the other way. */
export const cameAs = (passing: Passing, direction: Direction): PassingEnd => {
  const { quoted } = passing;
  if (quoted === null) return passing[ownEnd(direction)];
  return { address: passing[ownEnd(direction)].address, port: quoted[farEnd(direction)].port };
};

/** Offset of the number that `nat.port` stands for, null where there is none to be written. */
export const natPortOffset = (bytes: Uint8Array, direction: Direction): number | null => {
  const packet = readPacket(bytes);
  if (packet === undefined) return null;
  return passingOf(packet).quoted === null
    ? portOffset(bytes, 0, ownEnd(direction))
    : portOffset(bytes, packet.headerBytes + QUOTE_OFFSET, farEnd(direction));
};

const rewriteOf = (values: Values, passing: Passing): Rewrite => {
  const given = textAt(values, 'nat.rewrites', '');
  return REWRITES.find(one => one === given) ?? wholeRewrite(passing);
};

const rewriteOwn = (
  bytes: Uint8Array,
  passing: Passing,
  direction: Direction,
  end: PassingEnd,
  rewrite: Rewrite,
): void => {
  if (passing.quoted === null) rewriteEnd(bytes, 0, ownEnd(direction), end, DEPTHS[rewrite]);
  else if (rewrite === 'quote') rewriteError(bytes, QUOTE_OFFSET, farEnd(direction), end);
  else rewriteEnd(bytes, 0, ownEnd(direction), end, 'header');
};

/**
 * The packet as a translator sends it on. Of `values` it reads `ipv4.source`, `ipv4.destination`, `nat.port` (the port
 * of its own end, or the identifier of an ICMP question), `nat.rewrites` and `ipv4.headerChecksum`; what is not given
 * stays as it came or follows from the rest.
 */
export const translated = (
  packet: ReadPacket,
  direction: Direction,
  values: Values,
): Uint8Array => {
  const passing = passingOf(packet);
  const bytes = packet.bytes.slice();
  const own = ownEnd(direction);
  const far = farEnd(direction);
  const came = cameAs(passing, direction);
  const address = numberAt(values, `ipv4.${own}`, passing[own].address) % 2 ** 32;
  const port = numberAt(values, 'nat.port', came.port) % 0x10000;
  const rewrite = rewriteOf(values, passing);
  rewriteOwn(bytes, passing, direction, { address, port }, rewrite);
  const beyond = numberAt(values, `ipv4.${far}`, passing[far].address) % 2 ** 32;
  if (beyond !== passing[far].address) {
    const depth = passing.quoted === null ? DEPTHS[rewrite] : 'header';
    rewriteEnd(bytes, 0, far, { address: beyond, port: null }, depth);
  }
  const sum = numberAt(values, 'ipv4.headerChecksum', -1);
  if (sum >= 0) setWord(bytes, CHECKSUM_AT, sum % 0x10000);
  return bytes;
};
