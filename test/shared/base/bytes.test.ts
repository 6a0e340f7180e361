import { TextDecoder, TextEncoder } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  bytesEqual,
  concat,
  copyOf,
  freshBytes,
  fromHex,
  read16,
  text,
  toHex,
  utf8,
} from '../../../shared/base/bytes.ts';

describe('hex', () => {
  test.each([
    ['digits alone', '00ff10', [0x00, 0xff, 0x10]],
    ['colons between', '00:FF:10', [0x00, 0xff, 0x10]],
    ['blanks, dashes and a leading 0x', ' 0x00 ff-10\n', [0x00, 0xff, 0x10]],
    ['nothing', '', []],
  ])('%s are read', (_fact, typed, bytes) => {
    expect(fromHex(typed)).toEqual({ ok: true, value: Uint8Array.from(bytes) });
  });

  test.each([
    ['a sign that is no digit', '00fg', { code: 'hex/bad-digit', given: 'g', position: 3 }],
    ['half a byte', '00f', { code: 'hex/odd-length', given: '00f' }],
  ])('%s is refused', (_fact, typed, error) => {
    expect(fromHex(typed)).toEqual({ ok: false, error });
  });

  test('any bytes survive, with any separator', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.constantFrom('', ' ', ':', '-'), (bytes, separator) => {
        expect(fromHex(toHex(bytes, separator))).toEqual({ ok: true, value: bytes });
      }),
    );
  });
});

test('parts are joined in order', () => {
  const parts = [Uint8Array.of(1), new Uint8Array(0), Uint8Array.of(2, 3)];
  expect(concat(...parts)).toEqual(Uint8Array.of(1, 2, 3));
});

test.each([
  [[1, 2], [1, 2], true],
  [[1, 2], [1, 3], false],
  [[1, 2], [1], false],
  [[], [], true],
])('%j and %j: equal is %s', (a, b, equal) => {
  expect(bytesEqual(Uint8Array.from(a), Uint8Array.from(b))).toBe(equal);
});

describe('UTF-8', () => {
  test('any text is written as the platform writes it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), characters => {
        expect(utf8(characters)).toEqual(new Uint8Array(new TextEncoder().encode(characters)));
      }),
    );
  });

  test('a lone surrogate becomes U+FFFD', () => {
    expect(utf8('a\ud800')).toEqual(Uint8Array.of(0x61, 0xef, 0xbf, 0xbd));
  });

  test('what was written is read', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), characters => {
        expect(text(utf8(characters))).toBe(characters);
      }),
    );
  });

  test('bytes are refused exactly where the platform refuses them', () => {
    fc.assert(
      fc.property(fc.uint8Array(), bytes => {
        const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
        const valid = (): boolean => {
          try {
            strict.decode(bytes);
            return true;
          } catch {
            return false;
          }
        };
        if (valid()) expect(text(bytes)).toBe(strict.decode(bytes));
        else expect(text(bytes)).toContain('\ufffd');
      }),
    );
  });

  test.each([
    ['an overlong slash', [0xc0, 0xaf]],
    ['a surrogate', [0xed, 0xa0, 0x80]],
    ['a code point above the last', [0xf4, 0x90, 0x80, 0x80]],
    ['a sequence cut off', [0xe2, 0x82]],
  ])('%s is no character', (_fact, bytes) => {
    expect(text(Uint8Array.from(bytes))).toBe('\ufffd'.repeat(bytes.length));
  });
});

test.each([0, 1, 98, 2_048, 2_049, 20_000])('%i new bytes are zero and nobody else’s', length => {
  const first = freshBytes(length).fill(0xaa);
  const second = freshBytes(length);
  expect(second).toEqual(new Uint8Array(length));
  second.fill(0x55);
  expect(first).toEqual(new Uint8Array(length).fill(0xaa));
});

test('new bytes follow each other through many blocks and never overlap', () => {
  const pieces = Array.from({ length: 500 }, (_, index) => freshBytes(index).fill(index % 251));
  expect(pieces.every((piece, index) => piece.every(byte => byte === index % 251))).toBe(true);
});

test.each([
  ['the high byte comes first', 0, 0x0102],
  ['a byte behind the end counts as 0', 2, 0x0300],
  ['so do two', 3, 0],
])('of a number of 16 bits %s', (_fact, at, value) =>
  expect(read16(Uint8Array.of(1, 2, 3), at)).toBe(value),
);

test('a copy has the same bytes and may be changed', () => {
  const bytes = Uint8Array.of(1, 2, 3);
  const copy = copyOf(bytes);
  expect(copy).toEqual(bytes);
  copy[0] = 9;
  expect(bytes).toEqual(Uint8Array.of(1, 2, 3));
});
