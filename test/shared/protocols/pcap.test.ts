import { describe, expect, test } from 'vitest';
import { concat } from '../../../shared/base/bytes.ts';
import { explainCaptured } from '../../../shared/protocols/explain-captured.ts';
import { ipv4 } from '../../../shared/protocols/ipv4.ts';
import { readCapture } from '../../../shared/protocols/read-capture.ts';
import { stack } from '../../../shared/protocols/stack.ts';
import { udp } from '../../../shared/protocols/udp.ts';
import { hexBytes } from './hex-bytes.ts';
import { expectTiled } from './tiling.ts';

const HEADER = 'd4c3b2a1 0200 0400 00000000 00000000 ffff0000 01000000';
const RECORD = '01000000 02000000 02000000 02000000 abcd';

const codeOf = (bytes: Uint8Array): string => {
  const read = readCapture(bytes);
  return read.ok ? read.value.issues.map(({ code }) => code).join(' ') : read.error.code;
};

describe('a classic capture file', () => {
  test.each([
    ['little-endian, microseconds', `${HEADER} ${RECORD}`, 1_000_002],
    [
      'big-endian, microseconds',
      'a1b2c3d4 0002 0004 00000000 00000000 0000ffff 00000001 00000001 00000002 00000002 00000002 abcd',
      1_000_002,
    ],
    [
      'little-endian, nanoseconds',
      `4d3cb2a1 0200 0400 00000000 00000000 ffff0000 01000000 01000000 d0070000 02000000 02000000 abcd`,
      1_000_002,
    ],
  ])('%s', (_form, hex, timestampMicros) => {
    expect(readCapture(hexBytes(hex))).toEqual({
      ok: true,
      value: {
        interfaces: [{ name: '', linkType: 1 }],
        packets: [{ interfaceIndex: 0, timestampMicros, bytes: hexBytes('abcd') }],
        issues: [],
      },
    });
  });

  test('may tell the length of the check sequence', () => {
    const read = readCapture(hexBytes(`${HEADER.slice(0, -8)}01000024`));
    expect(read.ok && read.value.interfaces[0]).toMatchObject({ linkType: 1, fcsLength: 4 });
  });

  test.each([
    ['nothing', '', 'pcap/no-file-header'],
    ['another file', '00'.repeat(40), 'pcap/no-file-header'],
    ['a file header cut short', HEADER.slice(0, 30), 'pcap/no-file-header'],
    ['a record cut short', `${HEADER} ${RECORD.slice(0, -2)}`, 'pcap/record-length'],
    ['a record header cut short', `${HEADER} 0100`, 'pcap/record-length'],
    ['no packets', HEADER, ''],
  ])('%s', (_fact, hex, code) => {
    expect(codeOf(hexBytes(hex))).toBe(code);
  });
});

describe('what was not captured', () => {
  const NET = { source: 0x0a000001, destination: 0x0a000002 };
  const packet = stack(
    [
      [ipv4, NET],
      [udp, { sourcePort: 50000, destinationPort: 7 }],
    ],
    new Uint8Array(60),
  );
  const frame = concat(hexBytes('020000000002 020000000001 0800'), packet);
  const read = (kept: number, originalLengthBytes = frame.length, linkType = 1) => {
    const bytes = (linkType === 1 ? frame : packet).subarray(0, kept);
    const packetRead = { interfaceIndex: 0, timestampMicros: 0, bytes, originalLengthBytes };
    const explained = explainCaptured({ name: '', linkType }, packetRead);
    expectTiled(explained.spans, 0, bytes.length * 8);
    return explained.issues.map(({ code, severity }) => `${severity} ${code}`);
  };

  test.each([
    ['all is there', frame.length, frame.length, []],
    ['the data is cut', 60, frame.length, []],
    ['the UDP header is cut', 38, frame.length, ['note header/not-captured']],
    ['the IP header is cut', 20, frame.length, ['note header/not-captured']],
    ['the frame header is cut', 5, frame.length, ['note header/not-captured']],
    [
      'the frame really was too short',
      38,
      38,
      ['error ipv4/total-length-too-long', 'error header/truncated'],
    ],
  ])('%s', (_fact, kept, original, found) => {
    expect(read(kept, original)).toEqual(found);
  });

  test.each([101, 228])('a packet without a frame is read too (link type %i)', linkType => {
    expect(read(packet.length, packet.length, linkType)).toEqual([]);
  });

  test('an unknown kind of link is left as bytes', () => {
    expect(read(packet.length, packet.length, 147)).toEqual([]);
  });
});
