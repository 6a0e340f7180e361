import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { concat } from '../../../shared/base/bytes.ts';
import { readPcapng } from '../../../shared/protocols/pcapng.ts';
import { padded, words32 } from '../../../shared/protocols/pcapng-blocks.ts';
import { hexBytes as bytesOf } from './hex-bytes.ts';

const SECTION = '0a0d0d0a 1c000000 4d3c2b1a 0100 0000 ffffffffffffffff 1c000000';
const ETHERNET = '01000000 14000000 0100 0000 00000000 14000000';
/** Three bytes at 1 700 000 000.000001 s. */
const PACKET = '06000000 24000000 00000000 240a0600 01401e18 03000000 03000000 aabbcc00 24000000';

const reading = (bytes: Uint8Array) => {
  const read = readPcapng(bytes);
  if (!read.ok) throw new Error(read.error.code);
  return read.value;
};

describe('blocks beside the usual ones', () => {
  const LIMITED = '01000000 14000000 0100 0000 02000000 14000000';
  const bytes = bytesOf('aabbcc');
  test.each<[string, string, object]>([
    ['a simple packet', `${ETHERNET} 03000000 14000000 03000000 aabbcc00 14000000`, { bytes }],
    [
      'a simple packet that was cut to what the interface keeps',
      `${LIMITED} 03000000 14000000 03000000 aabb0000 14000000`,
      { bytes: bytes.subarray(0, 2), originalLengthBytes: 3 },
    ],
    [
      'a packet of the old form, with what was lost before it',
      `${ETHERNET} 02000000 24000000 0000 0700 240a0600 01401e18 03000000 04000000 aabbcc00 24000000`,
      { bytes, timestampMicros: 1_700_000_000_000_001, originalLengthBytes: 4 },
    ],
  ])('%s is read', (_fact, hex, packet) => {
    const read = reading(bytesOf(SECTION + hex));
    expect(read.issues).toEqual([]);
    expect(read.packets).toEqual([{ interfaceIndex: 0, timestampMicros: 0, ...packet }]);
  });

  test.each([
    ['names', '04000000 1c000000 0100 0700 c0000201 686900 00 0000 0000 1c000000'],
    ['statistics', '05000000 18000000 00000000 240a0600 01401e18 18000000'],
    ['a block of a maker’s own', 'ad0b0000 14000000 01020304 05060708 14000000'],
    ['one that is not to be copied', 'ad0b0040 14000000 01020304 05060708 14000000'],
  ])('%s: nothing is objected to, and no packet made of it', (_fact, hex) => {
    const { packets, issues } = reading(bytesOf(SECTION + ETHERNET + hex + PACKET));
    expect({ packets: packets.length, issues }).toEqual({ packets: 1, issues: [] });
  });

  test.each<[string, string, string]>([
    [
      'a simple packet that lies about its length',
      `${ETHERNET} 03000000 14000000 05000000 aabbcc00 14000000`,
      'pcapng/packet-length',
    ],
    [
      'a simple packet without an interface',
      '03000000 14000000 03000000 aabbcc00 14000000',
      'pcapng/packet-interface',
    ],
    [
      'an old packet of an interface that is not there',
      `${ETHERNET} 02000000 24000000 0100 0700 240a0600 01401e18 03000000 04000000 aabbcc00 24000000`,
      'pcapng/packet-interface',
    ],
    [
      'a name that overruns',
      `${ETHERNET} 04000000 14000000 0100 0700 c0000201 14000000`,
      'pcapng/option-length',
    ],
    [
      'statistics of an interface that is not there',
      `${ETHERNET} 05000000 18000000 07000000 240a0600 01401e18 18000000`,
      'pcapng/packet-interface',
    ],
    [
      'statistics too short',
      `${ETHERNET} 05000000 10000000 00000000 10000000`,
      'pcapng/block-short',
    ],
  ])('%s is found', (_fact, hex, code) => {
    expect(reading(bytesOf(SECTION + hex)).issues.map(issue => issue.code)).toEqual([code]);
  });
});

test('whatever is in a block of any kind, the reader does not throw', () => {
  const bytes = fc.uint8Array({ maxLength: 60 });
  fc.assert(
    fc.property(fc.nat({ max: 12 }), bytes, (type, inside) => {
      const body = padded(inside);
      const length = words32(body.length + 12);
      const block = concat(words32(type), length, body, length);
      expect(readPcapng(concat(bytesOf(SECTION + ETHERNET), block))).toHaveProperty('ok', true);
    }),
    { numRuns: 5000 },
  );
});
