import { arp } from '../../../shared/protocols/arp.ts';
import { dhcp } from '../../../shared/protocols/dhcp.ts';
import { dns } from '../../../shared/protocols/dns.ts';
import { ethernet } from '../../../shared/protocols/ethernet.ts';
import { generateBytes } from '../../../shared/protocols/generate.ts';
import { type IcmpHeader, icmp } from '../../../shared/protocols/icmp.ts';
import { ipv4 } from '../../../shared/protocols/ipv4.ts';
import { stack } from '../../../shared/protocols/stack.ts';
import { tcp } from '../../../shared/protocols/tcp.ts';
import { udp } from '../../../shared/protocols/udp.ts';
import { IPV6_KINDS } from './generate-ipv6.ts';

type Random = () => number;

const payload = (random: Random): Uint8Array =>
  generateBytes(random, [0, 1, 7, 40, 200, 1400][Math.floor(random() * 6)] ?? 0);

/** The packet that failed, as an error quotes it: its header and 8 bytes more. */
const QUOTE = stack([
  [ipv4, { source: 0xc0000201, destination: 0xc0000202 }],
  [udp, { sourcePort: 49152, destinationPort: 53 }],
]);

const NEWS: readonly Partial<IcmpHeader>[] = [
  { type: 3, code: 4, nextHopMtu: 1400, data: QUOTE },
  { type: 3, code: 1, data: QUOTE },
  { type: 5, code: 1, rest: 0xc6336401, data: QUOTE },
  { type: 11, data: QUOTE },
  { type: 12, rest: 0x14000000, data: QUOTE },
  { type: 13, data: new Uint8Array(12).fill(7) },
  { type: 17, identifier: 9, data: new Uint8Array(4).fill(0xff) },
];

const KINDS: readonly ((random: Random) => Uint8Array)[] = [
  ...IPV6_KINDS,
  random =>
    stack([
      [ethernet, ethernet.generate(random)],
      [arp, arp.generate(random)],
    ]),
  random =>
    stack([
      [ethernet, ethernet.generate(random)],
      [ipv4, ipv4.generate(random)],
      [icmp, icmp.generate(random)],
    ]),
  random =>
    stack([
      [ethernet, ethernet.generate(random)],
      [ipv4, ipv4.generate(random)],
      [icmp, NEWS[Math.floor(random() * NEWS.length)] ?? {}],
    ]),
  random =>
    stack(
      [
        [ethernet, ethernet.generate(random)],
        [ipv4, ipv4.generate(random)],
        [udp, udp.generate(random)],
      ],
      payload(random),
    ),
  random =>
    stack(
      [
        [ethernet, ethernet.generate(random)],
        [ipv4, ipv4.generate(random)],
        [tcp, { ...tcp.generate(random), urgentPointer: 0, urg: 0 }],
      ],
      payload(random),
    ),
  random =>
    stack([
      [ethernet, ethernet.generate(random)],
      [ipv4, ipv4.generate(random)],
      [udp, { ...udp.generate(random), destinationPort: 53 }],
      [dns, dns.generate(random)],
    ]),
  random =>
    stack([
      [ethernet, ethernet.generate(random)],
      [ipv4, ipv4.generate(random)],
      [udp, { ...udp.generate(random), sourcePort: 68, destinationPort: 67 }],
      [dhcp, dhcp.generate(random)],
    ]),
];

/** A well-formed frame with any of the protocols in it. */
export const generateFrame = (random: Random): Uint8Array =>
  (KINDS[Math.floor(random() * KINDS.length)] ?? payload)(random);
