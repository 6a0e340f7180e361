import { describe, expect, test } from 'vitest';
import { toHex } from '../../../shared/base/bytes.ts';
import { explain } from '../../../shared/protocols/explain.ts';
import {
  icmpv6Echo,
  icmpv6Error,
  icmpv6MessageOf,
  neighborAdvertisement,
  neighborSolicitation,
  redirect,
  routerAdvertisement,
} from '../../../shared/protocols/icmpv6.ts';
import { ipv6 } from '../../../shared/protocols/ipv6.ts';
import {
  MTU,
  PREFIX_INFORMATION,
  RECURSIVE_DNS_SERVER,
  REDIRECTED_HEADER,
  readNdOptions,
  SOURCE_LINK_ADDRESS,
  TARGET_LINK_ADDRESS,
  writeNdOptions,
} from '../../../shared/protocols/nd-options.ts';
import { leavesOf } from '../../../shared/protocols/span.ts';
import { stack } from '../../../shared/protocols/stack.ts';
import { udp } from '../../../shared/protocols/udp.ts';
import { hexBytes } from './hex-bytes.ts';
import { expectTiled } from './tiling.ts';

const ONE = 0xfe80000000000000000000fffe000001n;
const TWO = 0xfe80000000000000000000fffe000002n;
const NET = { source: ONE, destination: TWO, hopLimit: 255 };

const codesOf = (packet: Uint8Array): readonly string[] => {
  const { issues, spans } = explain(packet, ipv6);
  expectTiled(spans, 0, packet.length * 8);
  return issues.map(({ code }) => code);
};
const shownOf = (packet: Uint8Array, path: string): string | undefined =>
  leavesOf(explain(packet, ipv6).spans).find(leaf => leaf.path === path)?.shown;

const linkAddress = (type: number) => ({ type, data: hexBytes('020000000001') });

describe('neighbour discovery', () => {
  const ask = stack([
    [ipv6, NET],
    [
      neighborSolicitation,
      { type: 135, target: TWO, options: writeNdOptions([linkAddress(SOURCE_LINK_ADDRESS)]) },
    ],
  ]);

  test('a solicitation, by hand from RFC 4861 §4.3', () => {
    const message = neighborSolicitation.encode({
      type: 135,
      target: TWO,
      options: hexBytes('0101020000000001'),
    });
    expect(toHex(message)).toBe('8700000000000000fe80000000000000000000fffe0000020101020000000001');
    expect(neighborSolicitation.decode(message)).toMatchObject({
      value: { header: { type: 135, target: TWO } },
    });
  });

  test.each([
    ['is as it should be', ask, []],
    ['has passed a router', ask.with(7, 254), ['icmpv6/hop-limit-not-255']],
    ['has a code', ask.with(41, 1), ['icmpv6/bad-checksum', 'icmpv6/bad-code']],
    [
      'has an option without length',
      ask.with(65, 0),
      ['icmpv6/bad-checksum', 'icmpv6/bad-option-length'],
    ],
    ['asks for a group', ask.with(48, 0xff), ['icmpv6/bad-checksum', 'icmpv6/group-target']],
    ['is cut', ask.subarray(0, 60), ['ipv6/payload-length-too-long', 'header/truncated']],
  ])('a solicitation that %s', (_fact, packet, codes) => {
    expect(codesOf(packet)).toEqual(codes);
  });

  test.each([
    ['half a prefix', '0302400000000000 0000000000000000', 'icmpv6.options.0.length'],
    ['an MTU of two blocks', '0502000000000000 0000000000000000', 'icmpv6.options.0.length'],
    ['no name server', '0101020000000001 1901000000000000', 'icmpv6.options.1.length'],
    ['no length at all', '0101020000000001 0300000000000000', 'icmpv6.options.1'],
  ])('the option is named: %s', (_fact, options, path) => {
    const message = routerAdvertisement.encode({ type: 134, options: hexBytes(options) });
    expect(explain(message, routerAdvertisement).issues).toMatchObject([
      { code: 'icmpv6/bad-option-length', path },
    ]);
  });

  test('the hop limit is named where it stands', () => {
    expect(explain(ask.with(7, 254), ipv6).issues).toMatchObject([
      { path: 'ipv6.hopLimit', bitOffset: 56, bitLength: 8, given: 254, expected: 255 },
    ]);
  });

  test('an advertisement has three flags and 29 bits without meaning', () => {
    const packet = stack([
      [ipv6, NET],
      [
        neighborAdvertisement,
        {
          type: 136,
          router: 1,
          override: 1,
          target: ONE,
          options: writeNdOptions([linkAddress(TARGET_LINK_ADDRESS)]),
        },
      ],
    ]);
    expect(toHex(packet.subarray(44, 48))).toBe('a0000000');
    expect(codesOf(packet)).toEqual([]);
    expect(shownOf(packet, 'icmpv6.options.0.linkAddress')).toBe('02:00:00:00:00:01');
  });

  test('a router tells its prefix, the MTU and a name server', () => {
    const options = writeNdOptions([
      {
        type: PREFIX_INFORMATION,
        data: hexBytes('40c000278d0000093a800000000020010db8000000000000000000000000'),
      },
      { type: MTU, data: hexBytes('0000000005dc') },
      {
        type: RECURSIVE_DNS_SERVER,
        data: hexBytes('00000000070820010db8000000000000000000000053'),
      },
    ]);
    const packet = stack([
      [ipv6, NET],
      [routerAdvertisement, { type: 134, routerLifetime: 1800, options }],
    ]);
    expect(codesOf(packet)).toEqual([]);
    expect(shownOf(packet, 'icmpv6.options.0.prefix')).toBe('2001:db8::');
    expect(shownOf(packet, 'icmpv6.options.0.validLifetime')).toBe('2592000');
    expect(shownOf(packet, 'icmpv6.options.1.mtu')).toBe('1500');
    expect(shownOf(packet, 'icmpv6.options.2.servers.0')).toBe('2001:db8::53');
    expect(readNdOptions(options).map(({ type }) => type)).toEqual([3, 5, 25]);
  });

  test('a router tells two name servers and a route', () => {
    const options = writeNdOptions([
      {
        type: RECURSIVE_DNS_SERVER,
        data: hexBytes(
          '00000000070820010db800000000000000000000005320010db8000000000000000000000054',
        ),
      },
      { type: 24, data: hexBytes('4008000007082001 0db800000000') },
    ]);
    const packet = stack([
      [ipv6, NET],
      [routerAdvertisement, { type: 134, options }],
    ]);
    expect(codesOf(packet)).toEqual([]);
    expect(shownOf(packet, 'icmpv6.options.0.servers.0')).toBe('2001:db8::53');
    expect(shownOf(packet, 'icmpv6.options.0.servers.1')).toBe('2001:db8::54');
    expect(shownOf(packet, 'icmpv6.options.1.prefixLength')).toBe('64');
    expect(shownOf(packet, 'icmpv6.options.1.routeLifetime')).toBe('1800');
  });

  test('a redirect quotes the packet that went astray', () => {
    const astray = stack([
      [ipv6, NET],
      [udp, { sourcePort: 50000, destinationPort: 7 }],
    ]);
    const data = hexBytes(`000000000000 ${toHex(astray)}`);
    const options = writeNdOptions([{ type: REDIRECTED_HEADER, data }]);
    const packet = stack([
      [ipv6, NET],
      [redirect, { type: 137, target: ONE, destination: TWO, options }],
    ]);
    expect(codesOf(packet)).toEqual([]);
    expect(shownOf(packet, 'icmpv6.options.0.packet.udp.destinationPort')).toBe('7 (echo)');
  });
});

describe('errors and echoes', () => {
  const failed = stack(
    [
      [ipv6, { ...NET, hopLimit: 1 }],
      [udp, { sourcePort: 50000, destinationPort: 7 }],
    ],
    new Uint8Array(100),
  );

  test('an error explains the start of the packet that it quotes, without objections', () => {
    const packet = stack([
      [ipv6, NET],
      [icmpv6Error, { type: 3, data: failed.subarray(0, 50) }],
    ]);
    expect(codesOf(packet)).toEqual([]);
    expect(shownOf(packet, 'icmpv6.data.ipv6.hopLimit')).toBe('1 hops');
    expect(shownOf(packet, 'icmpv6.data.udp.destinationPort')).toBe('7 (echo)');
    expect(explain(packet, ipv6).layers.map(({ id }) => id)).toEqual(['ipv6', 'icmpv6']);
  });

  test('an echo goes round', () => {
    const header = {
      type: 129,
      code: 0,
      identifier: 7,
      sequenceNumber: 1,
      data: hexBytes('616263'),
    };
    const packet = stack([
      [ipv6, NET],
      [icmpv6Echo, header],
    ]);
    expect(codesOf(packet)).toEqual([]);
    expect(icmpv6Echo.decode(packet, 40)).toMatchObject({ value: { header } });
    expect(codesOf(packet.with(48, 0))).toEqual(['icmpv6/bad-checksum']);
  });

  test('a type that nobody knows keeps its bytes', () => {
    const packet = stack([
      [ipv6, NET],
      [icmpv6Echo, { type: 200 }],
    ]);
    expect(codesOf(packet)).toEqual(['icmpv6/unknown-type']);
    expect(icmpv6MessageOf(200).fields.map(({ name }) => name)).toEqual([
      'type',
      'code',
      'checksum',
      'data',
    ]);
  });
});
