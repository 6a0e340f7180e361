import { crc32 as zlibCrc32 } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { utf8 } from '../../../shared/base/bytes.ts';
import {
  crc32,
  foldCarries,
  incrementalChecksum,
  internetChecksum,
  sumWords,
} from '../../../shared/protocols/checksum.ts';
import { hexBytes } from './hex-bytes.ts';

describe('the Internet checksum', () => {
  test.each([
    ['the example of RFC 1071 §3', '0001 f203 f4f5 f6f7', 0x220d],
    ['nothing', '', 0xffff],
    ['a lone byte is padded', '01', 0xfeff],
    ['an odd last byte is padded', '0001 02', 0xfdfe],
    ['carries wrap around', 'ffff 0001', 0xfffe],
    ['a header with its own checksum', '4500007300004000 4011b861 c0a80001c0a800c7', 0],
  ])('%s', (_fact, bytes, checksum) => {
    expect(internetChecksum(hexBytes(bytes))).toBe(checksum);
  });

  test('a large buffer folds more than once', () => {
    expect(internetChecksum(new Uint8Array(65534).fill(0xff))).toBe(0);
    expect(foldCarries(0x1ffff)).toBe(1);
    expect(foldCarries(0xffff_ffff_ffff)).toBe(0xffff);
  });

  test('a start value and a range are honoured', () => {
    const bytes = hexBytes('ffff 0102 0304 ffff');
    expect(sumWords(bytes, 2, 6, 10)).toBe(0x0102 + 0x0304 + 10);
    expect(internetChecksum(bytes, 2, 6)).toBe(~(0x0102 + 0x0304) & 0xffff);
  });

  test('the order of words does not matter, RFC 1071 §2(A)', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 0xffff })), words => {
        const bytesOf = (list: readonly number[]): Uint8Array =>
          Uint8Array.from(list.flatMap(word => [word >> 8, word & 255]));
        expect(internetChecksum(bytesOf(words))).toBe(
          internetChecksum(bytesOf(words.toReversed())),
        );
      }),
    );
  });
});

describe('the incremental checksum', () => {
  test('the example of RFC 1624 §4', () => {
    expect(incrementalChecksum(0xdd2f, 0x5555, 0x3285)).toBe(0x0000);
  });

  test('equals the checksum made anew', () => {
    const word = fc.integer({ min: 0, max: 0xffff });
    fc.assert(
      fc.property(fc.array(word, { minLength: 2, maxLength: 20 }), word, (words, changed) => {
        // A first word that stays and is not 0 keeps the sum away from the two zeros of RFC 1624 §3.
        const bytesOf = (first: number): Uint8Array =>
          Uint8Array.from([
            0x45,
            0,
            first >> 8,
            first & 255,
            ...words.flatMap(w => [w >> 8, w & 255]),
          ]);
        const before = internetChecksum(bytesOf(words[0] ?? 0));
        expect(incrementalChecksum(before, words[0] ?? 0, changed)).toBe(
          internetChecksum(bytesOf(changed)),
        );
      }),
    );
  });
});

describe('CRC-32', () => {
  test('the check value of the digits 1 to 9', () => {
    expect(crc32(utf8('123456789'))).toBe(0xcbf43926);
  });

  test('any range has the value that zlib gives it', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 4 }), bytes => {
        expect(crc32(bytes, 2, bytes.length - 1)).toBe(zlibCrc32(bytes.subarray(2, -1)));
      }),
    );
  });
});
