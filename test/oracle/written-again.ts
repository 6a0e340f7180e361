import { arp } from '../../shared/protocols/arp.ts';
import { cooked, cooked2 } from '../../shared/protocols/cooked.ts';
import { dhcp } from '../../shared/protocols/dhcp.ts';
import { bareEthernet } from '../../shared/protocols/ethernet.ts';
import { icmp } from '../../shared/protocols/icmp.ts';
import {
  icmpv6Echo,
  icmpv6Error,
  neighborAdvertisement,
  neighborSolicitation,
  packetTooBig,
  parameterProblem,
  redirect,
  routerAdvertisement,
  routerSolicitation,
} from '../../shared/protocols/icmpv6.ts';
import { ipv4 } from '../../shared/protocols/ipv4.ts';
import { ipv6 } from '../../shared/protocols/ipv6.ts';
import {
  destinationOptions,
  fragment,
  hopByHop,
  routing,
} from '../../shared/protocols/ipv6-extensions.ts';
import { llcFrame, snap } from '../../shared/protocols/llc.ts';
import { loopback } from '../../shared/protocols/loopback.ts';
import type { Layer } from '../../shared/protocols/span.ts';
import { tcp } from '../../shared/protocols/tcp.ts';
import { udp } from '../../shared/protocols/udp.ts';
import { vlan } from '../../shared/protocols/vlan.ts';

const PROTOCOLS = [
  ...[bareEthernet, vlan, llcFrame, snap, cooked, cooked2, loopback, arp],
  ...[ipv4, icmp, ipv6, hopByHop, destinationOptions, routing, fragment, tcp, udp, dhcp],
] as const;
const ICMPV6 = [
  [1, icmpv6Error],
  [2, packetTooBig],
  [3, icmpv6Error],
  [4, parameterProblem],
  [128, icmpv6Echo],
  [129, icmpv6Echo],
  [133, routerSolicitation],
  [134, routerAdvertisement],
  [135, neighborSolicitation],
  [136, neighborAdvertisement],
  [137, redirect],
] as const;

/** The bytes of `layer` of `frame`, written from what was read in it; undefined for a protocol that is not compared so. */
export const writtenAgain = (
  { id, header, start, headerEnd, end }: Layer,
  frame: Uint8Array,
): Uint8Array | undefined => {
  const protocol =
    id === 'icmpv6'
      ? ICMPV6.find(([type]) => type === frame[start])?.[1]
      : PROTOCOLS.find(known => known.id === id);
  return protocol?.encode(header as never, frame.slice(headerEnd, end));
};
