import { describe, expect, test } from 'vitest';
import { toHex } from '../../../shared/base/bytes.ts';
import { explain } from '../../../shared/protocols/explain.ts';
import { udp } from '../../../shared/protocols/udp.ts';
import { hexBytes } from './hex-bytes.ts';

const CONTEXT = { sourceAddress: 0x0a000001, destinationAddress: 0x0a000002 };
const PORTS = { sourcePort: 1000, destinationPort: 2000 };
const DATA = hexBytes('6869');

const codesOf = (datagram: Uint8Array): readonly string[] =>
  explain(datagram, udp, { context: CONTEXT }).issues.map(issue => issue.code);

describe('a datagram', () => {
  test('is written with length and checksum', () => {
    // 0a00+0001+0a00+0002+0011+000a + 03e8+07d0+000a+6869 = 8849, its complement 77b6.
    expect(toHex(udp.encode(PORTS, DATA, CONTEXT))).toBe('03e807d0000a77b66869');
  });

  test('has no checksum when nobody knows the addresses', () => {
    expect(toHex(udp.encode(PORTS, DATA))).toBe('03e807d0000a00006869');
  });

  test('with a computed checksum of 0 carries 0xffff', () => {
    // The sum without the last word is 1fe0: e01f makes it ffff, and its complement 0.
    const datagram = udp.encode(PORTS, hexBytes('e01f'), CONTEXT);
    expect(toHex(datagram.subarray(6, 8))).toBe('ffff');
    expect(codesOf(datagram)).toEqual([]);
  });

  test('of odd length is summed with a zero behind it', () => {
    // 8849 with a length of 9 twice and 6800 for 6869: 87de, its complement 7821.
    expect(toHex(udp.encode(PORTS, hexBytes('68'), CONTEXT))).toBe('03e807d00009782168');
  });

  test('is read to the end that its length says', () => {
    expect(udp.decode(hexBytes('03e807d0000900006869'))).toEqual({
      ok: true,
      value: {
        header: { ...PORTS, length: 9, checksum: 0 },
        headerLength: 8,
        payloadStart: 8,
        payloadEnd: 9,
      },
    });
  });
});

test.each([
  ['a good datagram', '03e807d0000a77b66869', []],
  ['no checksum', '03e807d0000a00006869', []],
  ['a wrong checksum', '03e807d0000a77b76869', ['udp/bad-checksum']],
  ['a length below its header', '03e807d0000700006869', ['udp/length-too-short']],
  ['a length beyond the end', '03e807d0000b77b66869', ['udp/length-too-long']],
  ['port 0', '03e80000000a00006869', ['udp/destination-port-zero']],
  ['seven bytes', '03e807d0000a77', ['header/truncated']],
])('%s', (_fact, bytes, codes) => {
  expect(codesOf(hexBytes(bytes))).toEqual(codes);
});

test('the right checksum is named', () => {
  const { issues } = explain(hexBytes('03e807d0000a12346869'), udp, { context: CONTEXT });
  expect(issues[0]).toMatchObject({ given: 0x1234, expected: 0x77b6 });
});
