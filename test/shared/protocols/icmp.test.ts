import { describe, expect, test } from 'vitest';
import { toHex } from '../../../shared/base/bytes.ts';
import { explain } from '../../../shared/protocols/explain.ts';
import {
  DESTINATION_UNREACHABLE,
  ECHO_REPLY,
  ECHO_REQUEST,
  icmp,
  icmpFieldsOf,
  TIME_EXCEEDED,
} from '../../../shared/protocols/icmp.ts';
import { hexBytes } from './hex-bytes.ts';

describe('an echo', () => {
  const values = { type: ECHO_REQUEST, identifier: 1, sequenceNumber: 2, data: hexBytes('6162') };

  test('is written with its checksum', () => {
    // 0800+0001+0002+6162 = 6965, its complement 969a.
    expect(toHex(icmp.encode(values))).toBe('0800969a000100026162');
  });

  test('is read with its data', () => {
    expect(icmp.decode(hexBytes('0800969a000100026162'))).toMatchObject({
      ok: true,
      value: { header: { ...values, checksum: 0x969a }, headerLength: 10, payloadEnd: 10 },
    });
  });

  test('may carry its data as a payload', () => {
    const { data, ...header } = values;
    expect(icmp.encode(header, data)).toEqual(icmp.encode(values));
  });
});

describe('an error', () => {
  test('has an unused word and the start of the packet that failed', () => {
    const message = icmp.encode({ type: TIME_EXCEEDED, data: hexBytes('4500') });
    expect(toHex(message)).toBe('0b00afff000000004500');
  });

  test('keeps a word that is given', () => {
    const message = icmp.encode({ type: DESTINATION_UNREACHABLE, code: 4, rest: 1400 });
    expect(icmp.decode(message)).toMatchObject({
      value: { header: { code: 4, rest: 1400, identifier: 0, sequenceNumber: 1400 } },
    });
  });
});

test('fields follow the type', () => {
  expect(icmpFieldsOf(ECHO_REPLY).map(field => field.name)).toContain('identifier');
  expect(icmpFieldsOf(TIME_EXCEEDED).map(field => field.name)).toContain('rest');
});

test.each([
  ['a good echo', '0800969a000100026162', []],
  ['a wrong checksum', '0800969b000100026162', ['icmp/bad-checksum']],
  ['an unknown type', 'c800 37ff 00000000', ['icmp/unknown-type']],
  ['seven bytes', '0800969a000100', ['header/truncated']],
])('%s', (_fact, bytes, codes) => {
  const message = hexBytes(bytes);
  expect(explain(message, icmp).issues.map(issue => issue.code)).toEqual(codes);
});

test('the right checksum is named', () => {
  const { issues } = explain(hexBytes('08001234000100026162'), icmp);
  expect(issues[0]).toMatchObject({ given: 0x1234, expected: 0x969a });
});

test('a quoted packet that hides its length ends where the quotation does', () => {
  const message = new Uint8Array(40);
  message.set([3], 0);
  message.set([0x45], 8);
  message.set([1], 17);
  expect(explain(message, icmp).layers).toHaveLength(1);
});
