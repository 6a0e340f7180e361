import { forwardIpv6Packet, unwrapIpv6Packet, wrapIpv6Frame, wrapIpv6Packet } from './automaton.ts';
import { composeIcmpv6, readIcmpv6 } from './automaton-icmpv6.ts';

/** How IPv6 itself decides, by sort of situation. */
export const IPV6_ROWS = {
  'wrap-ipv6-packet': wrapIpv6Packet,
  'unwrap-ipv6-packet': unwrapIpv6Packet,
  'forward-ipv6-packet': forwardIpv6Packet,
  'compose-icmpv6': composeIcmpv6,
  'read-icmpv6': readIcmpv6,
  'wrap-ipv6-frame': wrapIpv6Frame,
} as const;
