import { ethernet } from '../../../shared/protocols/ethernet.ts';
import { generateBytes } from '../../../shared/protocols/generate.ts';
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
} from '../../../shared/protocols/icmpv6.ts';
import { ipv4 } from '../../../shared/protocols/ipv4.ts';
import { ipv6 } from '../../../shared/protocols/ipv6.ts';
import {
  destinationOptions,
  fragment,
  hopByHop,
  routing,
} from '../../../shared/protocols/ipv6-extensions.ts';
import { llc, snap } from '../../../shared/protocols/llc.ts';
import { stack } from '../../../shared/protocols/stack.ts';
import { tcp } from '../../../shared/protocols/tcp.ts';
import { udp } from '../../../shared/protocols/udp.ts';
import { vlan } from '../../../shared/protocols/vlan.ts';

type Random = () => number;

const data = (random: Random): Uint8Array => generateBytes(random, Math.floor(random() * 200));

const frame = (random: Random) => [ethernet, ethernet.generate(random)] as const;
const packet = (random: Random) => [ipv6, ipv6.generate(random)] as const;
const neighbourly = (random: Random) =>
  [ipv6, { ...ipv6.generate(random), hopLimit: 255 }] as const;
const datagram = (random: Random) => [udp, udp.generate(random)] as const;
const segment = (random: Random) =>
  [tcp, { ...tcp.generate(random), urgentPointer: 0, urg: 0 }] as const;

const quoted = (random: Random): Uint8Array =>
  stack([packet(random), datagram(random)], data(random));

/** Well-formed frames with IPv6, its extensions, its messages, tags and tunnels in them. */
export const IPV6_KINDS: readonly ((random: Random) => Uint8Array)[] = [
  random => stack([frame(random), packet(random), datagram(random)], data(random)),
  random => stack([frame(random), packet(random), segment(random)], data(random)),
  random =>
    stack([
      frame(random),
      packet(random),
      [icmpv6Echo, { ...icmpv6Echo.generate(random), type: 128 + Math.floor(random() * 2) }],
    ]),
  random =>
    stack([
      frame(random),
      packet(random),
      [icmpv6Error, { type: random() < 0.5 ? 1 : 3, data: quoted(random) }],
    ]),
  random =>
    stack([
      frame(random),
      packet(random),
      [packetTooBig, { ...packetTooBig.generate(random), type: 2, data: quoted(random) }],
    ]),
  random =>
    stack([
      frame(random),
      packet(random),
      [parameterProblem, { ...parameterProblem.generate(random), type: 4, data: quoted(random) }],
    ]),
  random =>
    stack([
      frame(random),
      neighbourly(random),
      [routerSolicitation, { ...routerSolicitation.generate(random), type: 133 }],
    ]),
  random =>
    stack([
      frame(random),
      neighbourly(random),
      [routerAdvertisement, { ...routerAdvertisement.generate(random), type: 134 }],
    ]),
  random =>
    stack([
      frame(random),
      neighbourly(random),
      [neighborSolicitation, { ...neighborSolicitation.generate(random), type: 135 }],
    ]),
  random =>
    stack([
      frame(random),
      neighbourly(random),
      [neighborAdvertisement, { ...neighborAdvertisement.generate(random), type: 136 }],
    ]),
  random =>
    stack([
      frame(random),
      neighbourly(random),
      [redirect, { ...redirect.generate(random), type: 137 }],
    ]),
  random =>
    stack(
      [
        frame(random),
        packet(random),
        [hopByHop, hopByHop.generate(random)],
        [destinationOptions, destinationOptions.generate(random)],
        [routing, routing.generate(random)],
        datagram(random),
      ],
      data(random),
    ),
  random =>
    stack(
      [
        frame(random),
        packet(random),
        [fragment, { ...fragment.generate(random), nextHeader: 17, moreFragments: 1 }],
      ],
      generateBytes(random, 8 * Math.floor(1 + random() * 20)),
    ),
  random =>
    stack(
      [frame(random), [vlan, vlan.generate(random)], packet(random), datagram(random)],
      data(random),
    ),
  random =>
    stack(
      [
        [ethernet, { ...ethernet.generate(random), etherType: 0x88a8 }],
        [vlan, vlan.generate(random)],
        [vlan, vlan.generate(random)],
        [ipv4, ipv4.generate(random)],
        segment(random),
      ],
      data(random),
    ),
  random =>
    stack(
      [frame(random), [ipv4, ipv4.generate(random)], packet(random), datagram(random)],
      data(random),
    ),
  random =>
    stack(
      [frame(random), packet(random), [ipv4, ipv4.generate(random)], datagram(random)],
      data(random),
    ),
  random => {
    const inside = stack(
      [[llc, {}], [snap, snap.generate(random)], [ipv4, ipv4.generate(random)], datagram(random)],
      data(random),
    );
    return ethernet.encode({ ...ethernet.generate(random), etherType: inside.length }, inside);
  },
];
