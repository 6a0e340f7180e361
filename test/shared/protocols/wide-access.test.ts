import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toHex } from '../../../shared/base/bytes.ts';
import { bitPlace, getterAt, readBits, writeBits } from '../../../shared/protocols/bit-access.ts';
import { tableProtocol } from '../../../shared/protocols/table-protocol.ts';
import { readWide, wideGetterAt, writeWide } from '../../../shared/protocols/wide-access.ts';
import { hexBytes } from './hex-bytes.ts';

const SIXTEEN = hexBytes('000102030405060708090a0b0c0d0eff');

describe('wide numbers', () => {
  test.each([
    [64, 0x0001020304050607n],
    [128, 0x000102030405060708090a0b0c0d0effn],
  ])('%i bits are read with the first byte highest', (bits, value) => {
    const place = bitPlace(0, bits);
    expect(readWide(SIXTEEN, 0, place)).toBe(value);
    expect(wideGetterAt(place).call({ bytes: SIXTEEN, start: 0 })).toBe(value);
  });

  test('what is written is read again, anywhere', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(64, 128),
        fc.nat(5),
        fc.bigInt(0n, 2n ** 130n),
        (bits, at, value) => {
          const bytes = new Uint8Array(30).fill(0xee);
          const place = bitPlace(8 * at, bits);
          writeWide(bytes, 3, place, value);
          expect(readWide(bytes, 3, place)).toBe(BigInt.asUintN(bits, value));
          expect(toHex(bytes.subarray(0, 3 + at)) + toHex(bytes.subarray(3 + at + bits / 8))).toBe(
            'ee'.repeat(30 - bits / 8),
          );
        },
      ),
    );
  });
});

describe('parts of up to four bytes', () => {
  test.each([
    [12, 20, '0fffff', 0xfffff],
    [0, 24, 'ffffff', 0xffffff],
    [3, 29, '1fffffff', 0x1fffffff],
    [1, 31, '7fffffff', 0x7fffffff],
  ])('from bit %i, %i bits wide', (offset, bits, written, value) => {
    const place = bitPlace(offset, bits);
    const bytes = new Uint8Array(4);
    writeBits(bytes, 0, place, value);
    expect(toHex(bytes)).toContain(written.replace(/^0+/, ''));
    expect(readBits(bytes, 0, place)).toBe(value);
    expect(getterAt(place).call({ bytes, start: 0 })).toBe(value);
    const full = new Uint8Array(4).fill(255);
    writeBits(full, 0, place, 0);
    expect(readBits(full, 0, place)).toBe(0);
  });

  test('more than four bytes in part are a mistake in a table', () => {
    expect(() => bitPlace(4, 32)).toThrow('no access to 32 bits at bit 4');
  });
});

test('a table holds bigints beside numbers', () => {
  const words = { about: 'A number.', rfc: 'RFC 1' } as const;
  const wide = tableProtocol({
    id: 'wide',
    title: 'Wide',
    rfc: 'RFC 1',
    fields: [
      { name: 'small', label: 'Small', bits: 8, kind: 'number', ...words },
      { name: 'address', label: 'Address', bits: 128, kind: 'ipv6', ...words },
      { name: 'time', label: 'Time', bits: 64, kind: 'wide', ...words },
    ],
    rules: [],
  });
  const header = { small: 7, address: 1n, time: 2n ** 63n };
  const bytes = wide.encode(header);
  expect(wide.decode(bytes)).toMatchObject({ ok: true, value: { header } });
  expect(wide.view(bytes, 0).address).toBe(1n);
  expect(
    wide.dissect(bytes, 0, bytes.length, {}).spans.map(({ shown, value }) => [shown, value]),
  ).toEqual([
    ['7', 7],
    ['::1', '::1'],
    ['0x8000000000000000', '0x8000000000000000'],
  ]);
});
