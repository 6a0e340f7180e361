import { crc32 as zlibCrc32 } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { toHex } from '../../../shared/base/bytes.ts';
import { ethernet, isGroupMac } from '../../../shared/protocols/ethernet.ts';
import { explain } from '../../../shared/protocols/explain.ts';
import { hexBytes } from './hex-bytes.ts';

const HEADER = { destination: 0x020000000002, source: 0x020000000001, etherType: 0x88b5 };
const codesOf = (frame: Uint8Array): readonly string[] =>
  explain(frame, ethernet).issues.map(issue => issue.code);

describe('a frame', () => {
  test('has its fields in order, padding to 60 bytes and a frame check sequence', () => {
    const frame = ethernet.encode(HEADER, hexBytes('0102'));
    expect(toHex(frame.subarray(0, 17))).toBe('02000000000202000000000188b5010200');
    expect(frame.length).toBe(64);
    const check = new DataView(frame.buffer, frame.byteOffset).getUint32(60, true);
    expect(check).toBe(zlibCrc32(frame.subarray(0, 60)));
  });

  test('is not padded when it is long enough', () => {
    expect(ethernet.encode(HEADER, new Uint8Array(47)).length).toBe(14 + 47 + 4);
  });

  test('gives back header and payload with padding', () => {
    const frame = ethernet.encode(HEADER, hexBytes('0102'));
    expect(ethernet.decode(frame)).toMatchObject({
      ok: true,
      value: { header: HEADER, headerLength: 14, payloadStart: 14, payloadEnd: 60 },
    });
    expect(ethernet.view(frame, 0).etherType).toBe(0x88b5);
  });

  test('of the 802.3 kind ends where its length says', () => {
    const frame = ethernet.encode({ ...HEADER, etherType: 3 }, hexBytes('010203'));
    expect(ethernet.decode(frame)).toMatchObject({ value: { payloadEnd: 17 } });
    const paths = explain(frame, ethernet).spans.map(span => [span.path, span.bitLength]);
    expect(paths).toEqual([
      ['ethernet', 112],
      ['llc', 24],
      ['ethernet.padding', 43 * 8],
      ['ethernet.frameCheckSequence', 32],
    ]);
  });
});

test.each([
  ['17 bytes cannot be a frame', '00'.repeat(17), ['header/truncated']],
  [
    'a short frame',
    `${'02'.repeat(12)}88b5 0000 00000000`,
    ['ethernet/too-short', 'ethernet/bad-frame-check-sequence'],
  ],
])('%s', (_fact, bytes, codes) => {
  expect(codesOf(hexBytes(bytes))).toEqual(codes);
});

test.each([
  ['a good frame', {}, []],
  ['a group as source', { source: 0x01005e000001 }, ['ethernet/group-source']],
  ['a type between length and type', { etherType: 1501 }, ['ethernet/undefined-type']],
  ['a length longer than the frame', { etherType: 1500 }, ['ethernet/length-mismatch']],
  ['a wrong check', { frameCheckSequence: 7 }, ['ethernet/bad-frame-check-sequence']],
])('%s', (_fact, values, codes) => {
  expect(codesOf(ethernet.encode({ ...HEADER, ...values }, new Uint8Array(46)))).toEqual(codes);
});

test('an issue names the bits, what is there and what should be', () => {
  const right = ethernet.encode(HEADER);
  const wrong = ethernet.encode({ ...HEADER, frameCheckSequence: 7 });
  expect(explain(wrong, ethernet).issues).toEqual([
    {
      severity: 'error',
      code: 'ethernet/bad-frame-check-sequence',
      path: 'ethernet.frameCheckSequence',
      bitOffset: 480,
      bitLength: 32,
      given: 7,
      expected: new DataView(right.buffer, right.byteOffset).getUint32(60),
      rfc: 'IEEE 802.3 §3.2.9',
    },
  ]);
});

test.each([
  [0xffffffffffff, true],
  [0x01005e000001, true],
  [0x020000000001, false],
])('%i is a group: %s', (address, group) => {
  expect(isGroupMac(address)).toBe(group);
});
