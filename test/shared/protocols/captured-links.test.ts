import { describe, expect, test } from 'vitest';
import { concat } from '../../../shared/base/bytes.ts';
import { cooked, cooked2 } from '../../../shared/protocols/cooked.ts';
import { explainCaptured } from '../../../shared/protocols/explain-captured.ts';
import { ipv4 } from '../../../shared/protocols/ipv4.ts';
import { ipv6 } from '../../../shared/protocols/ipv6.ts';
import { loopback } from '../../../shared/protocols/loopback.ts';
import { stack } from '../../../shared/protocols/stack.ts';
import { udp } from '../../../shared/protocols/udp.ts';
import { hexBytes } from './hex-bytes.ts';
import { seeded } from './seeded.ts';
import { expectTiled } from './tiling.ts';

const PORTS = { sourcePort: 50_000, destinationPort: 50_001 };
const V4 = stack([
  [ipv4, { source: 0x7f000001, destination: 0x7f000001 }],
  [udp, PORTS],
]);
const V6 = stack([
  [ipv6, { source: 1n, destination: 1n }],
  [udp, PORTS],
]);

const read = (linkType: number, bytes: Uint8Array) => {
  const packet = { interfaceIndex: 0, timestampMicros: 0, bytes };
  const { layers, spans, issues } = explainCaptured({ name: '', linkType }, packet);
  expectTiled(spans, 0, bytes.length * 8);
  return { layers: layers.map(({ id }) => id).join(' '), codes: issues.map(({ code }) => code) };
};

const COOKED = '0000 0304 0006 000000000000 0000';
const COOKED_2 = '0000 00000001 0304 00 06 000000000000 0000';

describe('the payload is read on behind', () => {
  test.each<[string, number, string, Uint8Array, string]>([
    ['loopback, least significant byte first', 0, '02000000', V4, 'loopback ipv4 udp'],
    ['loopback, most significant byte first', 0, '00000002', V4, 'loopback ipv4 udp'],
    ['loopback of NetBSD', 0, '18000000', V6, 'loopback ipv6 udp'],
    ['loopback of FreeBSD', 0, '1c000000', V6, 'loopback ipv6 udp'],
    ['loopback of macOS', 0, '1e000000', V6, 'loopback ipv6 udp'],
    ['loopback of OpenBSD', 108, '00000018', V6, 'loopback ipv6 udp'],
    ['Linux cooked', 113, `${COOKED} 0800`, V4, 'cooked ipv4 udp'],
    ['Linux cooked with IPv6', 113, `${COOKED} 86dd`, V6, 'cooked ipv6 udp'],
    ['Linux cooked with a VLAN tag', 113, `${COOKED} 8100 0001 0800`, V4, 'cooked vlan ipv4 udp'],
    ['Linux cooked 2', 276, `0800 ${COOKED_2}`, V4, 'cooked2 ipv4 udp'],
    ['Linux cooked 2 with IPv6', 276, `86dd ${COOKED_2}`, V6, 'cooked2 ipv6 udp'],
    ['raw IP', 101, '', V4, 'ipv4 udp'],
    ['raw IP of version 6', 101, '', V6, 'ipv6 udp'],
    ['raw IP of most systems', 12, '', V6, 'ipv6 udp'],
    ['raw IP of OpenBSD', 14, '', V4, 'ipv4 udp'],
    ['IPv4 alone', 228, '', V4, 'ipv4 udp'],
    ['IPv6 alone', 229, '', V6, 'ipv6 udp'],
  ])('%s', (_fact, linkType, header, packet, layers) => {
    expect(read(linkType, concat(hexBytes(header), packet))).toEqual({ layers, codes: [] });
  });
});

describe('but not where', () => {
  test.each<[string, number, string, string]>([
    [
      'a cooked packet is a message of netlink',
      113,
      '0004 0338 0000 0000000000000000 0800',
      'cooked',
    ],
    ['a cooked frame has a length for a type', 113, `${COOKED} 0001`, 'cooked'],
    ['an EtherType is not known', 276, `88b5 ${COOKED_2}`, 'cooked2'],
  ])('%s', (_fact, linkType, header, layers) => {
    expect(read(linkType, concat(hexBytes(header), V4))).toEqual({ layers, codes: [] });
  });
});

describe('planted faults are found', () => {
  const at = (bytes: Uint8Array, index: number, value: number): Uint8Array => {
    const changed = bytes.slice();
    changed[index] = value;
    return changed;
  };
  const cookedWhole = concat(hexBytes(`${COOKED} 0800`), V4);
  const cooked2Whole = concat(hexBytes(`0800 ${COOKED_2}`), V4);
  const loopbackWhole = concat(hexBytes('02000000'), V4);
  test.each<[string, number, Uint8Array, readonly string[]]>([
    ['a family that nobody knows', 0, at(loopbackWhole, 0, 99), ['loopback/family']],
    ['one on OpenBSD', 108, at(loopbackWhole, 0, 99), ['loopback/family']],
    ['a loopback header cut short', 0, loopbackWhole.subarray(0, 3), ['header/truncated']],
    ['a packet type that nobody knows', 113, at(cookedWhole, 1, 9), ['cooked/packet-type']],
    ['a cooked header cut short', 113, cookedWhole.subarray(0, 15), ['header/truncated']],
    ['a packet type in version 2', 276, at(cooked2Whole, 10, 5), ['cooked/packet-type']],
    ['a reserved byte in version 2', 276, at(cooked2Whole, 3, 1), ['cooked/reserved']],
    ['version 2 cut short', 276, cooked2Whole.subarray(0, 19), ['header/truncated']],
    ['a checksum behind a loopback header', 0, at(loopbackWhole, 14, 1), ['ipv4/bad-checksum']],
    ['a checksum behind a cooked header', 113, at(cookedWhole, 26, 1), ['ipv4/bad-checksum']],
    ['a checksum behind version 2', 276, at(cooked2Whole, 30, 1), ['ipv4/bad-checksum']],
    ['a checksum in raw IP', 101, at(V4, 10, 1), ['ipv4/bad-checksum']],
    ['a version that is neither in raw IP', 101, at(V4, 0, 0x55), ['ipv4/bad-version']],
    ['IPv6 where only IPv4 can be', 228, V6, ['ipv4/bad-version']],
    ['IPv4 where only IPv6 can be', 229, concat(V4, V4), ['ipv6/bad-version']],
  ])('%s', (_fact, linkType, bytes, codes) => {
    expect(read(linkType, bytes).codes).toEqual(expect.arrayContaining([...codes]));
  });
});

test.each([
  ['loopback', 0, loopback],
  ['cooked', 113, cooked],
  ['cooked2', 276, cooked2],
] as const)(
  '%s: what is written is read equal, and whatever is changed is tiled',
  (_id, linkType, protocol) => {
    const random = seeded(`link ${linkType}`);
    for (let run = 0; run < 400; run++) {
      const bytes = protocol.encode(protocol.generate(random) as never, V4);
      const decoded = protocol.decode(bytes);
      if (!decoded.ok) throw new Error(decoded.error.code);
      expect(protocol.encode(decoded.value.header as never, V4)).toEqual(bytes);
      const changed = bytes.slice(0, Math.floor(random() * (bytes.length + 1)));
      if (changed.length > 0)
        changed[Math.floor(random() * changed.length)] = Math.floor(random() * 256);
      read(linkType, changed);
    }
  },
);
