import { isIpv6Multicast } from '../../base/ipv6.ts';
import { ipv6 } from '../../protocols/ipv6.ts';
import { lastKept } from '../last-kept.ts';
import { PROTOCOL_TCP, PROTOCOL_UDP } from '../packets.ts';

export const PROTOCOL_ICMPV6 = 58;
export const FRAGMENT_HEADER = 44;

/** Headers between the first one and what is carried that a host without special roles skips, RFC 8200 §4.1. */
const SKIPPED: ReadonlySet<number> = new Set([0, 43, 60]);
const HEADER_BYTES = 40;
/** More extension headers than this no sender has a reason for. */
const MOST_EXTENSIONS = 8;

/** Every link carries packets of this size, RFC 8200 §5. */
export const LEAST_IPV6_MTU_BYTES = 1280;

/** An IPv6 packet whose lengths agree with what is there. */
export interface Ipv6Packet {
  readonly fixed: ReturnType<typeof ipv6.view>;
  /** Without padding behind it, in place. */
  readonly bytes: Uint8Array;
  /** Upper-layer protocol, or that of an extension header that cannot be skipped. */
  readonly protocol: number;
  /** Where what it carries begins, and where the number stands that named it. */
  readonly payloadStart: number;
  readonly namedAt: number;
}

const readAnew = (unit: Uint8Array): Ipv6Packet | undefined => {
  if (unit.length < HEADER_BYTES) return undefined;
  const fixed = ipv6.view(unit, 0);
  const end = HEADER_BYTES + fixed.payloadLength;
  if (fixed.version !== 6 || end > unit.length) return undefined;
  let protocol: number = fixed.nextHeader;
  let payloadStart = HEADER_BYTES;
  let namedAt = 6;
  for (let skipped = 0; SKIPPED.has(protocol) && skipped < MOST_EXTENSIONS; skipped += 1) {
    const lengthBytes = ((unit[payloadStart + 1] ?? 0) + 1) * 8;
    if (payloadStart + lengthBytes > end) return undefined;
    protocol = unit[payloadStart] ?? 0;
    namedAt = payloadStart;
    payloadStart += lengthBytes;
  }
  return { fixed, bytes: unit.subarray(0, end), protocol, payloadStart, namedAt };
};

/** Reads a packet and skips its extension headers; undefined if version or lengths cannot be right, RFC 8200 §3 and §4. */
export const readIpv6Packet = lastKept<Uint8Array, void, Ipv6Packet | undefined>(readAnew);

/** What the packet carries, in place. */
export const ipv6PayloadOf = ({ bytes, payloadStart }: Ipv6Packet): Uint8Array =>
  bytes.subarray(payloadStart);

const PACKET_TOO_BIG = 2;
const FIRST_INFORMATIONAL = 128;
const REDIRECT = 137;

/**
 * No error is sent about an error or a redirect, nor to nobody or a group; about what went to a group only that it was
 * too big, RFC 4443 §2.4(e).
 */
export const deservesIpv6Error = (
  { fixed, protocol, bytes, payloadStart }: Ipv6Packet,
  errorType: number,
): boolean => {
  const type = bytes[payloadStart] ?? 0;
  const isError = protocol === PROTOCOL_ICMPV6 && (type < FIRST_INFORMATIONAL || type === REDIRECT);
  const isFromOne = fixed.source !== 0n && !isIpv6Multicast(fixed.source);
  const isToOne = !isIpv6Multicast(fixed.destination) || errorType === PACKET_TOO_BIG;
  return !isError && isFromOne && isToOne;
};

/** As much of a packet as an error about it may hold without being too long itself, RFC 4443 §3.1. */
export const ipv6QuoteOf = ({ bytes }: Ipv6Packet): Uint8Array =>
  bytes.slice(0, LEAST_IPV6_MTU_BYTES - HEADER_BYTES - 8);

/** Which layer takes what a packet carries. */
export const IPV6_HANDED_TO: Readonly<Record<number, string>> = {
  [PROTOCOL_ICMPV6]: 'icmpv6',
  [PROTOCOL_TCP]: 'tcp',
  [PROTOCOL_UDP]: 'udp',
};
