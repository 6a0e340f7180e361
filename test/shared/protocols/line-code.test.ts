import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type {
  Bit,
  BitOrder,
  HalfBit,
  ManchesterConvention,
} from '../../../shared/protocols/line-code.ts';
import {
  bitsOf,
  byteOf,
  decodeManchester,
  encodeManchester,
  frameStart,
  withPreamble,
} from '../../../shared/protocols/line-code.ts';

const bitsOfText = (signs: string): Bit[] => Array.from(signs, sign => (sign === '1' ? 1 : 0));
const wave = (signs: string): HalfBit[] => bitsOfText(signs.replaceAll(' ', ''));
const conventions = fc.constantFrom<ManchesterConvention>('ieee-802.3', 'thomas');
const orders = fc.constantFrom<BitOrder>('least-significant-first', 'most-significant-first');

describe('bit order', () => {
  test.each<[string, number, BitOrder, string]>([
    ['Ethernet sends the least significant bit first', 0x01, 'least-significant-first', '10000000'],
    ['the other order starts with the highest bit', 0x01, 'most-significant-first', '00000001'],
    ['the group bit of a MAC address leads', 0xc1, 'least-significant-first', '10000011'],
    ['a letter, highest bit first', 0x41, 'most-significant-first', '01000001'],
    ['the start frame delimiter ends in two ones', 0xd5, 'least-significant-first', '10101011'],
    ['a preamble byte alternates', 0x55, 'least-significant-first', '10101010'],
  ])('%s', (_fact, byte, order, bits) => {
    expect(bitsOf(byte, order)).toEqual(bitsOfText(bits));
    expect(byteOf(bitsOfText(bits), order)).toBe(byte);
  });
});

describe('Manchester waves', () => {
  test.each<[string, number, ManchesterConvention, BitOrder, string]>([
    [
      '802.3: 1 rises, 0 falls',
      0x0f,
      'ieee-802.3',
      'least-significant-first',
      '01 01 01 01 10 10 10 10',
    ],
    [
      'Thomas: 1 falls, 0 rises',
      0x0f,
      'thomas',
      'least-significant-first',
      '10 10 10 10 01 01 01 01',
    ],
    [
      '802.3, highest bit first',
      0x41,
      'ieee-802.3',
      'most-significant-first',
      '10 01 10 10 10 10 10 01',
    ],
    [
      'a preamble byte is a square wave',
      0x55,
      'ieee-802.3',
      'least-significant-first',
      '01 10 01 10 01 10 01 10',
    ],
  ])('%s', (_fact, byte, convention, order, levels) => {
    expect(encodeManchester([byte], convention, order)).toEqual(wave(levels));
  });

  test('whatever is sent is read back, in each convention and order', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 40 }),
        conventions,
        orders,
        (bytes, convention, order) => {
          const reading = decodeManchester(
            encodeManchester(bytes, convention, order),
            convention,
            order,
          );
          expect(reading.bytes).toEqual([...bytes]);
          expect(reading.issues).toEqual([]);
        },
      ),
    );
  });

  test('the wrong convention reads every bit inverted, without an edge missing', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), bytes => {
        const reading = decodeManchester(encodeManchester(bytes, 'ieee-802.3'), 'thomas');
        expect(reading.bytes).toEqual(Array.from(bytes, byte => byte ^ 0xff));
        expect(reading.issues).toEqual([]);
      }),
    );
  });

  test('each missing mid-bit edge is reported with its bit and level, and nothing is guessed', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 1, maxLength: 20 }),
        fc.nat(),
        fc.nat({ max: 1 }),
        (bytes, place, half) => {
          const levels = encodeManchester(bytes);
          const bit = place % (levels.length / 2);
          const flipped = 2 * bit + half;
          levels[flipped] = levels[flipped] === 1 ? 0 : 1;
          const reading = decodeManchester(levels);
          expect(reading.bits[bit]).toBeNull();
          expect(reading.bytes).toEqual(
            Array.from(bytes, (byte, index) => (index === Math.floor(bit / 8) ? null : byte)),
          );
          expect(reading.issues).toMatchObject([
            {
              code: 'manchester/missing-edge',
              bitOffset: bit,
              bitLength: 1,
              given: levels[2 * bit],
            },
          ]);
        },
      ),
    );
  });

  test.each<[string, string, readonly string[], number]>([
    ['an empty wave', '', [], 0],
    ['half a bit', '1', ['manchester/half-bit-left'], 0],
    ['three bits', '01 10 01', ['manchester/bits-left'], 3],
    [
      'a silent line',
      '00 00',
      ['manchester/missing-edge', 'manchester/missing-edge', 'manchester/bits-left'],
      2,
    ],
    ['a bit and a half', '01 1', ['manchester/half-bit-left', 'manchester/bits-left'], 1],
  ])('%s', (_fact, levels, codes, bits) => {
    const reading = decodeManchester(wave(levels));
    expect(reading.issues.map(issue => issue.code)).toEqual(codes);
    expect(reading.bits).toHaveLength(bits);
    expect(reading.bytes).toEqual([]);
  });

  test('any wave whatever is read without a throw, with one place for each bit', () => {
    const levels = fc.array(fc.constantFrom<HalfBit>(0, 1), { maxLength: 200 });
    fc.assert(
      fc.property(levels, conventions, orders, (any, convention, order) => {
        const { bits, bytes, issues } = decodeManchester(any, convention, order);
        expect(bits).toHaveLength(Math.floor(any.length / 2));
        expect(bytes).toHaveLength(Math.floor(bits.length / 8));
        const missing = issues.filter(issue => issue.code === 'manchester/missing-edge');
        expect(missing.map(issue => issue.bitOffset)).toEqual(
          bits.flatMap((bit, index) => (bit === null ? [index] : [])),
        );
      }),
    );
  });
});

describe('where the frame starts', () => {
  const frame = Uint8Array.of(0xff, 0xab, 0xd5, 0x55);
  const stream = Array.from(withPreamble(frame)).flatMap(byte => bitsOf(byte));

  test.each([0, 1, 2, 7, 31, 56])('%d bits of the preamble may be lost', lost => {
    expect(frameStart(stream.slice(lost))).toBe(64 - lost);
  });

  test.each<[string, readonly (Bit | null)[]]>([
    ['nothing', []],
    ['a preamble without end', bitsOfText('10'.repeat(40))],
    ['a delimiter cut short', bitsOfText('1010101')],
    ['a delimiter with noise in it', [1, 0, 1, null, 1, 0, 1, 1]],
    ['the preamble read in the wrong convention', bitsOfText('01'.repeat(28))],
  ])('%s has no start', (_fact, bits) => expect(frameStart(bits)).toBeUndefined());
});
