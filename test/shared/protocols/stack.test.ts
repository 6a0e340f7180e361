import { expect, test } from 'vitest';
import { arp } from '../../../shared/protocols/arp.ts';
import { ethernet } from '../../../shared/protocols/ethernet.ts';
import { generateBytes } from '../../../shared/protocols/generate.ts';
import { icmp } from '../../../shared/protocols/icmp.ts';
import { ipv4 } from '../../../shared/protocols/ipv4.ts';
import { stack } from '../../../shared/protocols/stack.ts';
import { tcp } from '../../../shared/protocols/tcp.ts';
import { udp } from '../../../shared/protocols/udp.ts';
import { seeded } from './seeded.ts';

const LINK = { destination: 0x020000000002, source: 0x020000000001 };
const NET = { source: 0x0a000001, destination: 0x0a000002 };

test.each([
  [
    'arp',
    () =>
      stack([
        [ethernet, LINK],
        [arp, {}],
      ]),
    0x0806,
  ],
  [
    'ipv4',
    () =>
      stack([
        [ethernet, LINK],
        [ipv4, NET],
      ]),
    0x0800,
  ],
])('a frame that carries %s says so', (_fact, encode, etherType) => {
  expect(ethernet.view(encode(), 0).etherType).toBe(etherType);
});

test.each([
  [
    'icmp',
    () =>
      stack([
        [ipv4, NET],
        [icmp, {}],
      ]),
    1,
  ],
  [
    'tcp',
    () =>
      stack([
        [ipv4, NET],
        [tcp, {}],
      ]),
    6,
  ],
  [
    'udp',
    () =>
      stack([
        [ipv4, NET],
        [udp, {}],
      ]),
    17,
  ],
  ['nothing known', () => stack([[ipv4, NET]]), 253],
])('a packet that carries %s says so', (_fact, encode, protocol) => {
  expect(ipv4.view(encode(), 0).protocol).toBe(protocol);
});

test('a stack is what its layers are, one wrapped in the other', () => {
  const random = seeded('stack');
  const context = { sourceAddress: NET.source, destinationAddress: NET.destination };
  for (let run = 0; run < 200; run++) {
    const segment = tcp.generate(random);
    const payload = generateBytes(random, Math.floor(random() * 90));
    const inner = tcp.encode(segment, payload, context);
    const packet = ipv4.encode(NET, inner, { carries: 6 });
    const frame = ethernet.encode(LINK, packet, { carries: 0x0800 });
    expect(
      stack(
        [
          [ethernet, LINK],
          [ipv4, NET],
          [tcp, segment],
        ],
        payload,
      ),
    ).toEqual(frame);
  }
});

test('a wrong value given to any layer survives', () => {
  const frame = stack([
    [ethernet, { ...LINK, etherType: 0x86dd, frameCheckSequence: 1 }],
    [ipv4, { ...NET, totalLength: 7, headerChecksum: 2 }],
    [udp, { length: 3, checksum: 4 }],
  ]);
  expect(ethernet.view(frame, 0).etherType).toBe(0x86dd);
  expect(ethernet.decode(frame)).toMatchObject({ value: { header: { frameCheckSequence: 1 } } });
  expect(ipv4.view(frame, 14)).toMatchObject({ totalLength: 7, headerChecksum: 2 });
  expect(udp.view(frame, 34)).toMatchObject({ length: 3, checksum: 4 });
});
