import { isIpv6Multicast } from '../base/ipv6.ts';
import type { HeaderOf } from './field.ts';
import { IPV6_FIELDS } from './ipv6-fields.ts';
import type { Rule } from './protocol.ts';
import { tableProtocol } from './table-protocol.ts';

export type Ipv6Header = HeaderOf<typeof IPV6_FIELDS>;

/** Nothing follows, RFC 8200 §4.7. */
export const NO_NEXT_HEADER = 59;

const HEADER_BYTES = 40;
const HOP_BY_HOP = 0;
const TCP = 6;
const LEAST_SEGMENT_BYTES = 20;

/** A payload length of 0 before hop-by-hop options announces a jumbogram (RFC 2675 §3); before TCP it
 *  is a packet that the interface was left to cut. Otherwise there is no payload. */
const hasOwnLength = (
  { payloadLength, nextHeader }: Pick<Ipv6Header, 'payloadLength' | 'nextHeader'>,
  available: number,
): boolean =>
  payloadLength > 0 ||
  !(nextHeader === HOP_BY_HOP || (nextHeader === TCP && available >= LEAST_SEGMENT_BYTES));

const RULES: readonly Rule<Ipv6Header>[] = [
  {
    code: 'ipv6/bad-version',
    severity: 'error',
    field: 'version',
    rfc: 'RFC 8200 §3',
    broken: ({ header }) => header.version !== 6,
    expected: () => 6,
  },
  {
    code: 'ipv6/payload-length-too-long',
    severity: 'error',
    field: 'payloadLength',
    rfc: 'RFC 8200 §3',
    broken: ({ header, headerEnd, limit }) => header.payloadLength > limit - headerEnd,
    expected: ({ headerEnd, limit }) => limit - headerEnd,
  },
  {
    code: 'ipv6/payload-length-zero',
    severity: 'note',
    field: 'payloadLength',
    rfc: 'RFC 8200 §3',
    broken: ({ header, headerEnd, limit }) => !hasOwnLength(header, limit - headerEnd),
  },
  {
    // No router sends it on, but a host that it has reached takes it.
    code: 'ipv6/hop-limit-zero',
    severity: 'warning',
    field: 'hopLimit',
    rfc: 'RFC 8200 §3',
    broken: ({ header }) => header.hopLimit === 0,
  },
  {
    code: 'ipv6/group-source',
    severity: 'error',
    field: 'source',
    rfc: 'RFC 4291 §2.7',
    broken: ({ header }) => isIpv6Multicast(header.source),
  },
];

/** IPv6 header, RFC 8200 §3: 40 bytes; extension headers are protocols of their own. */
export const ipv6 = tableProtocol({
  id: 'ipv6',
  title: 'Internet Protocol version 6',
  rfc: 'RFC 8200',
  carriedAs: 0x86dd,
  fields: IPV6_FIELDS,
  end: (header, start, limit) =>
    hasOwnLength(header, limit - start - HEADER_BYTES)
      ? start + HEADER_BYTES + header.payloadLength
      : limit,
  derive: {
    payloadLength: ({ headerEnd, end }) => end - headerEnd,
    nextHeader: ({ context }) => context.carries ?? NO_NEXT_HEADER,
  },
  rules: RULES,
  opens: ({ header }) => header.version === 6 && header.nextHeader !== NO_NEXT_HEADER,
});
