import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toHex } from '../../../shared/base/bytes.ts';
import { ethernet } from '../../../shared/protocols/ethernet.ts';
import { explain } from '../../../shared/protocols/explain.ts';
import { impLeader, impLongLeader } from '../../../shared/protocols/imp.ts';
import { ipx } from '../../../shared/protocols/ipx.ts';
import { lapb, lapbInformation } from '../../../shared/protocols/lapb.ts';
import type { Explainable, Protocol } from '../../../shared/protocols/protocol.ts';
import { pup } from '../../../shared/protocols/pup.ts';
import { leavesOf } from '../../../shared/protocols/span.ts';
import { stack } from '../../../shared/protocols/stack.ts';
import { x25, x25Call, x25Clear, x25Data } from '../../../shared/protocols/x25.ts';
import { hexBytes } from './hex-bytes.ts';
import { seeded } from './seeded.ts';
import { expectTiled } from './tiling.ts';

type Codec = Pick<
  Protocol<Record<string, unknown>>,
  'id' | 'encode' | 'decode' | 'generate' | 'dissect'
>;

const PROTOCOLS = [
  ...[impLeader, impLongLeader, ipx, lapbInformation],
  ...[pup, x25Call, x25Clear, x25Data],
].map(protocol => [protocol.id, protocol as unknown as Codec & Explainable] as const);

describe('known bytes', () => {
  test.each([
    [
      'an IMP leader of 32 bits: from anywhere to host 1 at IMP 2, link 5',
      impLeader.encode({ host: 1, imp: 2, link: 5 }),
      '00 42 05 00',
    ],
    ['the highest host of the highest IMP', impLeader.encode({ host: 3, imp: 63 }), '00 ff 00 00'],
    [
      'an IMP leader of 96 bits: to host 2 at IMP 20, message 7',
      impLongLeader.encode({ host: 2, imp: 20, messageId: 7 }),
      '0f 00 00 00 00 02 00 14 00 70 00 00',
    ],
    [
      'IPX to all stations of the own cable, RIP',
      ipx.encode(
        {
          packetType: 1,
          destinationNode: 0xffffffffffff,
          destinationSocket: 0x0453,
          sourceNode: 0x02000000000a,
          sourceSocket: 0x0453,
        },
        hexBytes('0001 ffffffff ffff ffff'),
      ),
      'ffff0028 00 01 00000000 ffffffffffff 0453 00000000 02000000000a 0453 0001ffffffffffffffff',
    ],
    [
      // 0016 turned is 002c, with 0001 and turned 005a, then eight turns over words of zero.
      'Pup without data, all fields zero but type 1',
      pup.encode({ type: 1 }),
      '0016 0001 00000000 00000000 0000 00000000 0000 5a00',
    ],
    [
      'an X.25 call from 4321 to 12345 without facilities',
      x25Call.encode({
        channel: 1,
        callingLength: 4,
        calledLength: 5,
        addresses: hexBytes('12 34 54 32 10 00'),
      }),
      '10 01 0b 45 12345432 10 00',
    ],
    [
      'X.25 data 3, expecting 2',
      x25Data.encode({ channel: 1, receiveSequence: 2, sendSequence: 3 }),
      '10 01 46',
    ],
    ['an X.25 call that ends', x25Clear.encode({ channel: 1 }), '10 01 13 00 00'],
    [
      'an LAPB frame 1, expecting 2',
      lapbInformation.encode({ receiveSequence: 2, sendSequence: 1 }),
      '01 42',
    ],
  ])('%s', (_fact, bytes, hex) => expect(toHex(bytes)).toBe(hex.replaceAll(' ', '')));
});

describe.each(PROTOCOLS)('%s', (_id, protocol) => {
  test('what is generated comes back', () => {
    fc.assert(
      fc.property(fc.string(), seed => {
        const values = protocol.generate(seeded(seed));
        const decoded = protocol.decode(protocol.encode(values));
        expect(decoded).toMatchObject({ ok: true, value: { header: values } });
      }),
      { numRuns: 100 },
    );
  });

  test('any bytes are read and each bit is named once', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), bytes => {
        expectTiled(explain(bytes, protocol).spans, 0, bytes.length * 8);
      }),
      { numRuns: 200 },
    );
  });
});

test.each([
  ['x25', x25],
  ['lapb', lapb],
] as const)('%s: any bytes are read and each bit is named once', (_name, protocol) => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), bytes => {
      expectTiled(explain(bytes, protocol).spans, 0, bytes.length * 8);
    }),
  );
});

test('an X.25 call is found inside LAPB', () => {
  const call = hexBytes('10 01 0b 45 12345432 10 00 c0 de');
  const { layers, spans, issues } = explain(lapbInformation.encode({}, call), lapb);
  expect(layers.map(({ id }) => id)).toEqual(['lapb', 'x25-call']);
  expect(issues).toEqual([]);
  expect(leavesOf(spans).map(({ shown }) => shown)).toContain('12 34 54 32 10');
});

test.each([
  ['ipx', ipx],
  ['pup', pup],
] as const)('%s is found inside Ethernet', (id, protocol) => {
  const frame = stack(
    [
      [ethernet, {}],
      [protocol, {}],
    ],
    new Uint8Array(40),
  );
  const { layers, issues } = explain(frame, ethernet);
  expect(layers.map(layer => layer.id)).toEqual(['ethernet', id]);
  expect(issues).toEqual([]);
});

test.each([
  ['IPX that says 29 bytes', ipx.encode({ length: 29 }), ipx, 'old-stack/length-mismatch'],
  ['IPX that says 31 bytes', ipx.encode({ length: 31 }), ipx, 'old-stack/length-mismatch'],
  [
    'Pup that says 21 bytes',
    pup.encode({ length: 21, checksum: 0xffff }),
    pup,
    'old-stack/length-mismatch',
  ],
  ['Pup with another sum', pup.encode({ checksum: 1 }), pup, 'old-stack/bad-checksum'],
  ['an IMP leader cut short', new Uint8Array(3), impLeader, 'header/truncated'],
])('%s is found', (_fact, bytes, protocol, code) => {
  expect(explain(bytes, protocol).issues).toMatchObject([{ code }]);
});

test('Pup without a checksum is accepted', () => {
  expect(explain(pup.encode({ checksum: 0xffff }), pup).issues).toEqual([]);
});

test.each([1, 2, 10])('Pup of which %i bytes were not captured is not objected to', cutBytes => {
  const whole = pup.encode({}, new Uint8Array(40).fill(7));
  const bytes = whole.subarray(0, whole.length - cutBytes);
  const { spans, issues } = explain(bytes, pup, { context: { cutBytes } });
  expect(issues).toEqual([]);
  expectTiled(spans, 0, bytes.length * 8);
});
