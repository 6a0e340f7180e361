import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Bit,
  bitsOf,
  encodeManchester,
  type ManchesterConvention,
  withPreamble,
} from '../../shared/protocols/line-code.ts';
import { LINE_CODES } from '../../shared/protocols/line-codes.ts';
import { sigrokBits, skipsSigrok } from './sigrok.ts';

const FRAMES: readonly (readonly [string, Uint8Array])[] = [
  ['bytes of all kinds', Uint8Array.of(0x02, 0, 0, 0xff, 0x5a, 0x01, 0x10, 0x33, 0xd5, 0xaa)],
  ['64 counted bytes', Uint8Array.from({ length: 64 }, (_, index) => index * 5)],
  ...fc
    .sample(fc.uint8Array({ minLength: 20, maxLength: 80 }), { numRuns: 3, seed: 7 })
    .map((bytes, index) => [`drawn bytes ${index + 1}`, bytes] as const),
];

/** The decoder says what was sent, but for a few bits with which it finds the beat; it may take the silence behind for
 *  one more bit. */
const expectSent = (read: string, sent: readonly Bit[], mayMiss: number): void => {
  const whole = sent.join('');
  const missed = Array.from({ length: mayMiss + 1 }, (_, count) => count).find(count =>
    read.startsWith(whole.slice(count)),
  );
  expect(whole.slice(missed ?? 0)).toBe(read.slice(0, whole.length - (missed ?? 0)));
};

const turned = <Value extends number>(values: readonly Value[], at: number): Value[] =>
  values.map((value, place) => (place === at ? ((1 - value) as Value) : value));

const asBits = (bytes: Uint8Array): Bit[] => Array.from(bytes).flatMap(byte => bitsOf(byte));

describe.skipIf(skipsSigrok)('sigrok reads our levels', () => {
  // Its Manchester is that of Thomas, in which a one falls; turned over, it is that of IEEE 802.3.
  const conventions: readonly (readonly [ManchesterConvention, string])[] = [
    ['ieee-802.3', 'yes'],
    ['thomas', 'no'],
  ];

  describe.each(conventions)('Manchester %s', (convention, invert) => {
    test.each(FRAMES)('%s', (_fact, frame) => {
      const sent = withPreamble(frame);
      const wave = encodeManchester(sent, convention);
      const read = sigrokBits(wave, { preamble: '1010', invert }, '1010');
      expectSent(read, asBits(sent), 2);
    });

    test('a bit turned over on the wire is read as such', () => {
      const sent = withPreamble(Uint8Array.of(0x5a, 0x0f, 0x33));
      const wave = encodeManchester(sent, convention);
      const at = wave.length - 20;
      wave.splice(at, 2, wave[at + 1] ?? 0, wave[at] ?? 0);
      const read = sigrokBits(wave, { preamble: '1010', invert }, '1010');
      expectSent(read, turned(asBits(sent), at / 2), 2);
    });
  });

  // Two ones in a row are two long pulses, which this decoder takes for an error, though the code has them.
  const withoutPairsOfOnes = (bytes: Uint8Array): Bit[] => [
    ...Array.from({ length: 8 }, (): Bit => 0),
    ...asBits(bytes).flatMap((bit): Bit[] => [bit, 0]),
  ];
  const differential = LINE_CODES['differential-manchester'];
  const asDifferential = { decodeas: 'Diff Manchester', diffmanvar: '0' };

  test.each(FRAMES)('differential Manchester: %s', (_fact, frame) => {
    const sent = withoutPairsOfOnes(frame);
    expectSent(sigrokBits(differential.encode(sent), asDifferential, 'diffman'), sent, 1);
  });

  test('differential Manchester: the opposite rule for the beginning of a bit is another reading', () => {
    const sent = withoutPairsOfOnes(Uint8Array.of(0x5a));
    const read = sigrokBits(
      differential.encode(sent),
      { ...asDifferential, diffmanvar: '1' },
      'diffman',
    );
    expect(read.length).toBeGreaterThan(sent.length - 2);
    expect(sent.join('')).not.toContain(read);
  });

  // Five equal levels end a reading, so each third bit is followed by its opposite.
  const steady = (frame: Uint8Array): Bit[] => [
    ...asBits(Uint8Array.of(0x55, 0x55)),
    ...asBits(frame).flatMap((bit, place): Bit[] =>
      place % 3 === 2 ? [bit, bit === 0 ? 1 : 0] : [bit],
    ),
    1,
  ];

  test.each(FRAMES)('NRZ: %s', (_fact, frame) => {
    const sent = steady(frame);
    const read = sigrokBits(LINE_CODES.nrz.encode(sent), { decodeas: 'NRZ' }, 'nrz');
    expectSent(read, sent, 2);
  });

  test('NRZ: a level turned over is read as such', () => {
    const sent = steady(Uint8Array.of(0x5a, 0x55));
    const levels = turned(LINE_CODES.nrz.encode(sent), 28);
    const read = sigrokBits(levels, { decodeas: 'NRZ' }, 'nrz');
    expectSent(read, turned(sent, 28), 2);
  });
});
