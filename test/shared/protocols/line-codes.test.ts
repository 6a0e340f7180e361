import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  decodeFourFive,
  encodeFourFive,
  FOUR_FIVE_CONTROL,
  FOUR_FIVE_DATA,
  withIdle,
} from '../../../shared/protocols/four-five.ts';
import { type Bit, bitsOf, withPreamble } from '../../../shared/protocols/line-code.ts';
import {
  type Level,
  LINE_CODES,
  type LineCode,
  type LineCodeName,
} from '../../../shared/protocols/line-codes.ts';

const CODES = Object.entries(LINE_CODES) as readonly (readonly [LineCodeName, LineCode])[];
const SIGNS: Readonly<Record<string, Level>> = { '+': 1, '0': 0, '1': 1, '-': -1 };
const levels = (signs: string): Level[] =>
  Array.from(signs.replaceAll(' ', ''), sign => SIGNS[sign] ?? 0);
const bits = (signs: string): Bit[] => Array.from(signs, sign => (sign === '1' ? 1 : 0));
const anyBits = fc.array(fc.constantFrom<Bit>(0, 1), { maxLength: 200 });

describe('levels of 1 0 1 1 0 0 1 1 1', () => {
  test.each<[LineCodeName, string]>([
    ['nrz', '101100111'],
    ['nrzi', '110111010'],
    ['differential-manchester', '01 01 10 01 01 01 10 01 10'],
    ['mlt-3', '++0---0+0'],
  ])('%s', (name, signs) => {
    expect(LINE_CODES[name].encode(bits('101100111'))).toEqual(levels(signs));
  });
});

describe('MLT-3', () => {
  test.each([
    ['zeros keep the wire at rest', '0000', '0000'],
    ['ones go the whole round: up, zero, down, zero', '11111111', '+0-0+0-0'],
    ['a zero in the middle of the round waits', '10110', '++0--'],
    ['the side is kept over a rest at zero', '1101001', '+0 0- - -0'],
    ['idle symbols of 4B5B', '11111', '+0-0+'],
    ['start of a frame, J K', '1100010001', '+0000----0'],
    ['end of a frame, T R', '0110100111', '0+00---0+0'],
  ])('%s', (_fact, data, signs) => {
    expect(LINE_CODES['mlt-3'].encode(bits(data))).toEqual(levels(signs));
    expect(LINE_CODES['mlt-3'].decode(levels(signs))).toEqual({ bits: bits(data), issues: [] });
  });
});

describe.each(CODES)('%s', (_name, code) => {
  test('what is sent is read back without a finding', () => {
    fc.assert(
      fc.property(anyBits, sent => {
        const wave = code.encode(sent);
        expect(wave.length).toBe(sent.length * code.levelsPerBit);
        expect(code.decode(wave)).toEqual({ bits: sent, issues: [] });
      }),
    );
  });

  test('any levels are read', () => {
    const level = fc.constantFrom<Level>(-1, 0, 1);
    fc.assert(
      fc.property(fc.array(level), wave => {
        expect(code.decode(wave).bits.length).toBe(Math.floor(wave.length / code.levelsPerBit));
      }),
    );
  });
});

test.each(['nrzi', 'differential-manchester'] as const)(
  '%s says the same with the wires swapped, but for the first bit',
  name => {
    fc.assert(
      fc.property(anyBits, sent => {
        const code = LINE_CODES[name];
        const swapped = code.encode(sent).map((level): Level => (level === 0 ? 1 : 0));
        expect(code.decode(swapped).bits.slice(1)).toEqual(sent.slice(1));
      }),
    );
  },
);

test.each<[string, LineCodeName, string, string, number]>([
  [
    'a bit without an edge in its middle',
    'differential-manchester',
    '01 11 01',
    'line/missing-edge',
    1,
  ],
  ['half a bit', 'differential-manchester', '01 0', 'line/half-bit-left', 1],
  ['a leap from up to down', 'mlt-3', '0+-0', 'line/jump', 2],
  ['a step back up', 'mlt-3', '+0+', 'line/wrong-direction', 2],
  ['a first step down', 'mlt-3', '0-', 'line/wrong-direction', 1],
])('%s is found', (_fact, name, signs, code, bitOffset) => {
  expect(LINE_CODES[name].decode(levels(signs)).issues).toMatchObject([{ code, bitOffset }]);
});

describe('4B5B', () => {
  // IEEE 802.3 table 24-1.
  test.each(
    [
      ...['11110', '01001', '10100', '10101', '01010', '01011', '01110', '01111'],
      ...['10010', '10011', '10110', '10111', '11010', '11011', '11100', '11101'],
    ].map((symbol, value) => [value.toString(16).toUpperCase(), symbol, value] as const),
  )('%s is %s', (_digit, symbol, value) => expect(FOUR_FIVE_DATA[value]).toBe(symbol));

  test.each([
    ['I', '11111'],
    ['J', '11000'],
    ['K', '10001'],
    ['T', '01101'],
    ['R', '00111'],
    ['H', '00100'],
    ['Q', '00000'],
  ] as const)('%s is %s', (name, symbol) => expect(FOUR_FIVE_CONTROL[name]).toBe(symbol));

  test('no data symbol has more than one zero in front or two behind, and none is there twice', () => {
    for (const symbol of FOUR_FIVE_DATA) expect(symbol).toMatch(/^(?!00)[01]{5}(?<!000)$/);
    const all = [...FOUR_FIVE_DATA, ...Object.values(FOUR_FIVE_CONTROL)];
    expect(new Set(all).size).toBe(all.length);
  });

  test('a frame begins with J K in place of the first preamble byte and ends with T R', () => {
    const code = encodeFourFive(Uint8Array.of(0x1e)).join('');
    expect(code).toBe(`1100010001${'0101101011'.repeat(6)}0101111011${'1110001001'}0110100111`);
  });

  test('a frame among idle symbols is read back, wherever it starts', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), fc.nat(7), (frame, idle) => {
        const { bytes, issues } = decodeFourFive(withIdle(encodeFourFive(frame), idle));
        expect(bytes).toEqual([...withPreamble(frame)]);
        expect(issues).toEqual([]);
      }),
    );
  });

  test('never more than three zeros follow each other in a frame', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), frame => {
        expect(encodeFourFive(frame).join('').slice(10)).not.toContain('0000');
      }),
    );
  });

  test.each<[string, string, readonly string[]]>([
    ['nothing', '', ['4b5b/no-start']],
    ['idle only', '1111111111', ['4b5b/no-start']],
    ['a frame without its end', '1100010001 01011 01011', ['4b5b/no-end']],
    ['a halt symbol inside', '1100010001 00100 01011 01101 00111', ['4b5b/bad-symbol']],
    ['three symbols', '1100010001 01011 01011 01011 01101 00111', ['4b5b/half-byte']],
  ])('%s is found', (_fact, code, codes) => {
    const read = decodeFourFive(bits(code.replaceAll(' ', '')));
    expect(read.issues.map(issue => issue.code)).toEqual(codes);
  });

  test('any bits are read', () => {
    fc.assert(
      fc.property(anyBits, code => {
        expect(decodeFourFive(code).bytes.length).toBeLessThan(30);
      }),
    );
  });

  test('goes onto copper by MLT-3 and comes back', () => {
    const frame = Uint8Array.from({ length: 64 }, (_, index) => index * 5);
    const wave = LINE_CODES['mlt-3'].encode(encodeFourFive(frame));
    const read = LINE_CODES['mlt-3'].decode(wave).bits.map((bit): Bit => bit ?? 0);
    expect(decodeFourFive(read).bytes.slice(8)).toEqual([...frame]);
  });
});

test('a byte goes out lowest bit first in the codes that have no symbols', () => {
  expect(LINE_CODES.nrz.encode(bitsOf(0x01))).toEqual(levels('10000000'));
});
