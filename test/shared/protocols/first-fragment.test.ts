import { expect, test } from 'vitest';
import { explain } from '../../../shared/protocols/explain.ts';
import { icmp } from '../../../shared/protocols/icmp.ts';
import { ipv4 } from '../../../shared/protocols/ipv4.ts';
import { ipv6 } from '../../../shared/protocols/ipv6.ts';
import { fragment } from '../../../shared/protocols/ipv6-extensions.ts';
import { stack } from '../../../shared/protocols/stack.ts';
import { tcp } from '../../../shared/protocols/tcp.ts';
import { udp } from '../../../shared/protocols/udp.ts';
import { expectTiled } from './tiling.ts';

const NET = { source: 0xc0000201, destination: 0xc0000202 };
const NET6 = { source: 1n, destination: 2n };
const FIRST = { fragmentOffset: 0, moreFragments: 1 };
const LATER = { fragmentOffset: 3, moreFragments: 1 };
const DATA = new Uint8Array(16).fill(7);
const DATAGRAM = { sourcePort: 50000, destinationPort: 53, length: 4008, checksum: 0x1234 };
const PLACE4 = [ipv4, { ...NET, ...FIRST }] as const;
const PLACE6 = [ipv6, NET6] as const;

test.each([
  ['UDP in IPv4', stack([PLACE4, [udp, DATAGRAM]], DATA), ['ipv4', 'udp']],
  [
    'ICMP in IPv4, whatever its checksum over the whole',
    stack([PLACE4, [icmp, { checksum: 1 }]], DATA),
    ['ipv4', 'icmp'],
  ],
  ['TCP in IPv4 whose header is cut', stack([PLACE4, [tcp, {}]]).subarray(0, 36), ['ipv4']],
  [
    'UDP in IPv6',
    stack([PLACE6, [fragment, FIRST], [udp, DATAGRAM]], DATA),
    ['ipv6', 'fragment', 'udp'],
  ],
  [
    'a later one is bytes',
    stack(
      [
        [ipv4, { ...NET, ...LATER }],
        [udp, DATAGRAM],
      ],
      DATA,
    ),
    ['ipv4'],
  ],
])('of a first fragment the transport header is read: %s', (_fact, packet, layers) => {
  const { issues, spans, layers: found } = explain(packet, packet[0] === 0x60 ? ipv6 : ipv4);
  expect(found.map(({ id }) => id)).toEqual(layers);
  expect(issues.filter(({ path }) => /udp|icmp|tcp|dns/.test(path))).toEqual([]);
  expect(spans.at(-1)?.label).toMatch(/ragment|Message Protocol/);
  expectTiled(spans, 0, packet.length * 8);
});
