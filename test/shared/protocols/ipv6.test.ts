import { describe, expect, test } from 'vitest';
import { toHex } from '../../../shared/base/bytes.ts';
import { explain } from '../../../shared/protocols/explain.ts';
import { ipv6 } from '../../../shared/protocols/ipv6.ts';
import {
  destinationOptions,
  fragment,
  hopByHop,
  routing,
} from '../../../shared/protocols/ipv6-extensions.ts';
import type { Explainable } from '../../../shared/protocols/protocol.ts';
import { stack } from '../../../shared/protocols/stack.ts';
import { udp } from '../../../shared/protocols/udp.ts';
import { hexBytes } from './hex-bytes.ts';
import { expectTiled } from './tiling.ts';

const SOURCE = 0x20010db8000000000000000000000001n;
const DESTINATION = 0x20010db8000000000000000000000002n;
const NET = { source: SOURCE, destination: DESTINATION };
const PORTS = { sourcePort: 50000, destinationPort: 7 };

const codesOf = (bytes: Uint8Array, first: Explainable = ipv6): readonly string[] => {
  const { spans, issues } = explain(bytes, first);
  expectTiled(spans, 0, bytes.length * 8);
  return issues.map(({ code }) => code);
};
const layersOf = (bytes: Uint8Array): string =>
  explain(bytes, ipv6)
    .layers.map(({ id }) => id)
    .join(' ');

describe('a packet', () => {
  // Version 6, traffic class 0xb9 (46 and 1), flow label 0x12345, by hand from RFC 8200 §3.
  const BYTES = `6b912345 0002 3b 40 ${'20010db8000000000000000000000001'}${'20010db8000000000000000000000002'} 6869`;
  const HEADER = {
    version: 6,
    dscp: 46,
    ecn: 1,
    flowLabel: 0x12345,
    payloadLength: 2,
    nextHeader: 59,
    hopLimit: 64,
    ...NET,
  };

  test('has its fields in order', () => {
    const { version, payloadLength, nextHeader, hopLimit, ...chosen } = HEADER;
    expect(toHex(ipv6.encode(chosen, hexBytes('6869')))).toBe(BYTES.replaceAll(' ', ''));
  });

  test('gives them back', () => {
    expect(ipv6.decode(hexBytes(BYTES))).toMatchObject({
      ok: true,
      value: { header: HEADER, payloadStart: 40, payloadEnd: 42 },
    });
    expect(ipv6.view(hexBytes(BYTES), 0)).toMatchObject(HEADER);
  });

  test('shows addresses as RFC 5952 writes them', () => {
    const shown = explain(hexBytes(BYTES), ipv6).spans[0]?.children?.map(span => span.shown);
    expect(shown?.slice(-2)).toEqual(['2001:db8::1', '2001:db8::2']);
  });
});

describe('lengths that lie and bytes that are missing', () => {
  const packet = stack(
    [
      [ipv6, NET],
      [udp, PORTS],
    ],
    hexBytes('6869'),
  );
  test.each([
    ['a whole packet', packet, []],
    ['39 bytes', packet.subarray(0, 39), ['header/truncated']],
    [
      'a payload that ends too soon',
      packet.subarray(0, 49),
      ['ipv6/payload-length-too-long', 'udp/length-too-long'],
    ],
    ['another version', packet.with(0, 0x40), ['ipv6/bad-version']],
    ['no hops left', packet.with(7, 0), ['ipv6/hop-limit-zero']],
    [
      'a group that sends',
      ipv6.encode({ ...NET, source: 0xff02n << 112n }, hexBytes('00')),
      ['ipv6/group-source'],
    ],
    ['a changed address', packet.with(39, 3), ['udp/bad-checksum']],
    [
      'a datagram without checksum',
      stack(
        [
          [ipv6, NET],
          [udp, { ...PORTS, checksum: 0 }],
        ],
        hexBytes('6869'),
      ),
      ['udp/checksum-missing'],
    ],
    [
      'a length of 0 before TCP, left to the interface',
      ipv6.encode({ ...NET, payloadLength: 0, nextHeader: 6 }, new Uint8Array(20)),
      [
        'ipv6/payload-length-zero',
        'tcp/port-zero',
        'tcp/port-zero',
        'tcp/short-data-offset',
        'tcp/no-flags',
      ],
    ],
    ['no payload at all', ipv6.encode(NET), []],
  ])('%s', (_fact, bytes, codes) => {
    expect(codesOf(bytes)).toEqual(codes);
  });
});

describe('extension headers', () => {
  test.each([
    ['hop by hop', hopByHop, { options: hexBytes('05020000') }, '11 00 05020000 0000'],
    ['destination options', destinationOptions, {}, '11 00 000000000000'],
    ['routing', routing, { routingType: 4, data: hexBytes('00000000') }, '11 00 04 00 00000000'],
    [
      'fragment',
      fragment,
      { fragmentOffset: 185, moreFragments: 1, identification: 7 },
      '11 00 05c9 00000007',
    ],
  ] as const)('%s, by hand', (_name, header, values, bytes) => {
    const write: (values: object, payload: Uint8Array, context: object) => Uint8Array =
      header.encode;
    expect(toHex(write(values, new Uint8Array(0), { carries: 17 }))).toBe(
      bytes.replaceAll(' ', ''),
    );
  });

  test.each([
    ['a router alert of three bytes', '0503000000', 'hop-by-hop.options.0.length', 3 * 8],
    ['behind padding', '0100050000', 'hop-by-hop.options.1.length', 5 * 8],
    ['a length that leads out of the header', 'c20900000000', 'hop-by-hop.options.0', 2 * 8],
  ])('the option is named: %s', (_fact, options, path, bitOffset) => {
    const bytes = hopByHop.encode({ nextHeader: 59, options: hexBytes(options) });
    expect(explain(bytes, hopByHop).issues).toMatchObject([
      { code: 'ipv6/bad-option-length', path, bitOffset },
    ]);
  });

  test('name what follows and count into the length', () => {
    const packet = stack([
      [ipv6, NET],
      [hopByHop, {}],
      [destinationOptions, {}],
      [udp, PORTS],
    ]);
    expect(ipv6.view(packet, 0)).toMatchObject({ nextHeader: 0, payloadLength: 24 });
    expect(layersOf(packet)).toBe('ipv6 hop-by-hop destination-options udp');
    expect(codesOf(packet)).toEqual([]);
  });

  test('the checksum is made for the last node of the route', () => {
    const last = hexBytes(`00000000 20010db8000000000000000000000009`);
    const route = { routingType: 0, segmentsLeft: 1, data: last };
    const ahead = stack([
      [ipv6, NET],
      [routing, route],
      [udp, PORTS],
    ]);
    expect(codesOf(ahead)).toEqual(['ipv6/source-route', 'udp/bad-checksum']);
    const context = {
      sourceAddress: SOURCE,
      destinationAddress: 0x20010db8000000000000000000000009n,
    };
    const datagram = udp.encode(PORTS, new Uint8Array(0), context);
    expect(
      codesOf(
        stack(
          [
            [ipv6, NET],
            [routing, { ...route, nextHeader: 17 }],
          ],
          datagram,
        ),
      ),
    ).toEqual(['ipv6/source-route']);
  });

  test('an option that leads out of its header is found', () => {
    const packet = stack([
      [ipv6, NET],
      [hopByHop, { options: hexBytes('05090000') }],
      [udp, PORTS],
    ]);
    expect(codesOf(packet)).toEqual(['ipv6/bad-option-length']);
  });

  test('behind “no next header” nothing is read', () => {
    expect(layersOf(ipv6.encode(NET, hexBytes('0000')))).toBe('ipv6');
  });

  test('a fragment says what it is', () => {
    const packet = stack(
      [
        [ipv6, NET],
        [fragment, { fragmentOffset: 2, nextHeader: 17 }],
      ],
      hexBytes('6869'),
    );
    expect(explain(packet, ipv6).spans.at(-1)).toMatchObject({
      path: 'fragment.payload',
      label: 'Fragment',
      about: expect.stringContaining('Bytes 16 to 17'),
    });
  });

  test('a fragment with more behind it has whole blocks', () => {
    const packet = stack(
      [
        [ipv6, NET],
        [fragment, { moreFragments: 1 }],
      ],
      hexBytes('6869'),
    );
    expect(codesOf(packet)).toEqual(['ipv6/fragment-length']);
  });
});
