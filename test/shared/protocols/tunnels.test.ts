import { describe, expect, test } from 'vitest';
import { explain } from '../../../shared/protocols/explain.ts';
import { ipv4 } from '../../../shared/protocols/ipv4.ts';
import { ipv6 } from '../../../shared/protocols/ipv6.ts';
import type { Explainable } from '../../../shared/protocols/protocol.ts';
import { stack } from '../../../shared/protocols/stack.ts';
import { udp } from '../../../shared/protocols/udp.ts';
import { expectTiled } from './tiling.ts';

const NET = {
  source: 0x20010db8000000000000000000000001n,
  destination: 0x20010db8000000000000000000000002n,
};
const PORTS = { sourcePort: 50000, destinationPort: 7 };

const codesOf = (bytes: Uint8Array, first: Explainable = ipv6): readonly string[] => {
  const { spans, issues } = explain(bytes, first);
  expectTiled(spans, 0, bytes.length * 8);
  return issues.map(({ code }) => code);
};

describe('packets in packets', () => {
  const V4 = { source: 0x0a000001, destination: 0x0a000002 };
  test.each([
    [
      'IPv6 in IPv4 is protocol 41',
      stack([
        [ipv4, V4],
        [ipv6, NET],
        [udp, PORTS],
      ]),
      ipv4,
      9,
      41,
    ],
    [
      'IPv4 in IPv4 is protocol 4',
      stack([
        [ipv4, V4],
        [ipv4, V4],
        [udp, PORTS],
      ]),
      ipv4,
      9,
      4,
    ],
    [
      'IPv4 in IPv6 is next header 4',
      stack([
        [ipv6, NET],
        [ipv4, V4],
        [udp, PORTS],
      ]),
      ipv6,
      6,
      4,
    ],
  ] as const)('%s', (_fact, packet, first, at, number) => {
    expect(packet[at]).toBe(number);
    expect(codesOf(packet, first)).toEqual([]);
    expect(explain(packet, first).layers).toHaveLength(3);
  });

  test('are read to a depth and no further', () => {
    let packet = ipv6.encode(NET);
    for (let count = 0; count < 60; count++)
      packet = ipv6.encode({ ...NET, nextHeader: 41 }, packet);
    expect(codesOf(packet)).toEqual(['header/nested-too-deep']);
    expect(explain(packet, ipv6).layers.length).toBeLessThan(30);
  });
});
