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
import { leavesOf } from '../../../shared/protocols/span.ts';
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
    const message = icmp.encode({ type: DESTINATION_UNREACHABLE, code: 4, nextHopMtu: 1400 });
    expect(icmp.decode(message)).toMatchObject({
      value: { header: { code: 4, rest: 1400, nextHopMtu: 1400 } },
    });
  });
});

test('fields follow the type', () => {
  expect(icmpFieldsOf(ECHO_REPLY, 0).map(field => field.name)).toContain('identifier');
  expect(icmpFieldsOf(TIME_EXCEEDED, 0).map(field => field.name)).toContain('rest');
});

test.each([
  ['a packet too long', { type: 3, code: 4, nextHopMtu: 1400 }, 'icmp.nextHopMtu', 1400],
  ['a host that is not there', { type: 3, code: 1, rest: 7 }, 'icmp.rest', 7],
  ['a redirect', { type: 5, gateway: 0xc6336401 }, 'icmp.gateway', 0xc6336401],
  ['a redirect from a whole word', { type: 5, rest: 0xc6336401 }, 'icmp.gateway', 0xc6336401],
  ['a parameter problem', { type: 12, pointer: 20 }, 'icmp.pointer', 20],
  ['a timestamp', { type: 13, originateTimestamp: 5 }, 'icmp.originateTimestamp', 5],
  ['a question for a mask', { type: 17, identifier: 9 }, 'icmp.identifier', 9],
  ['a mask', { type: 18, addressMask: 0xffffff00 }, 'icmp.addressMask', 0xffffff00],
])('%s has the field of its type', (_fact, values, path, value) => {
  const { spans } = explain(icmp.encode(values), icmp);
  expect(leavesOf(spans).find(leaf => leaf.path === path)?.value).toBe(value);
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

test('what is quoted and is no packet of IPv4 stays one piece', () => {
  const message = icmp.encode({ type: TIME_EXCEEDED, data: hexBytes('65000014000000004001') });
  expect(leavesOf(explain(message, icmp).spans).at(-1)?.path).toBe('icmp.data');
});

test('a quoted packet that hides its length ends where the quotation does', () => {
  const message = new Uint8Array(40);
  message.set([3], 0);
  message.set([0x45], 8);
  message.set([1], 17);
  expect(explain(message, icmp).layers).toHaveLength(1);
});
