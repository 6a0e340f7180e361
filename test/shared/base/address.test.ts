import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  BROADCAST_MAC,
  formatIpv4,
  formatMac,
  formatPrefix,
  inPrefix,
  maskOf,
  parseIpv4,
  parseMac,
  parsePrefix,
} from '../../../shared/base/address.ts';

describe('IPv4 addresses', () => {
  test.each([
    ['dots', '10.60.145.241', 0x0a3c91f1],
    ['commas', '10,60,145,241', 0x0a3c91f1],
    ['full-width digits and dots', '１０．６０．１４５．２４１', 0x0a3c91f1],
    ['blanks around', ' 10.60.145.241\t', 0x0a3c91f1],
    ['all ones', '255.255.255.255', 0xffffffff],
    ['zeros', '0.0.0.0', 0],
  ])('%s are understood', (_fact, typed, address) => {
    expect(parseIpv4(typed)).toEqual({ ok: true, value: address });
  });

  test.each([
    ['a part above 255', '10.60.145.999', { code: 'address/part-out-of-range', part: '999' }],
    ['a leading zero', '010.1.1.1', { code: 'address/leading-zero', part: '010' }],
    ['three parts', '1.2.3', { code: 'address/part-count', expected: 4 }],
    ['five parts', '1.2.3.4.5', { code: 'address/part-count', expected: 4 }],
    ['an empty part', '1..3.4', { code: 'address/part-not-a-number', part: '' }],
    ['hex', '0x0a.1.1.1', { code: 'address/part-not-a-number', part: '0x0a' }],
    ['blanks inside', '1. 2.3.4', { code: 'address/part-not-a-number', part: ' 2' }],
    ['nothing', '', { code: 'address/empty' }],
  ])('%s is refused', (_fact, typed, error) => {
    expect(parseIpv4(typed)).toEqual({ ok: false, error: { given: typed, ...error } });
  });

  test('what is shown is read back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 0xffffffff }), address => {
        expect(parseIpv4(formatIpv4(address))).toEqual({ ok: true, value: address });
      }),
    );
  });
});

describe('MAC addresses', () => {
  test.each([
    ['colons', '02:00:00:00:00:01', 0x020000000001],
    ['dashes', '02-00-00-00-00-01', 0x020000000001],
    ['nothing between', '020000000001', 0x020000000001],
    ['dots between fours', '0200.0000.0001', 0x020000000001],
    ['full-width digits', '０２：００：００：００：００：０１', 0x020000000001],
    ['capitals', 'FF:FF:FF:FF:FF:FF', BROADCAST_MAC],
  ])('%s are understood', (_fact, typed, address) => {
    expect(parseMac(typed)).toEqual({ ok: true, value: address });
  });

  test.each([
    ['five parts', '02:00:00:00:01', { code: 'address/part-count', expected: 6 }],
    ['half a byte', '2:00:00:00:00:01', { code: 'address/part-not-a-number', part: '2' }],
    [
      'a sign that is no digit',
      '0g:00:00:00:00:01',
      { code: 'address/part-not-a-number', part: '0g' },
    ],
    ['nothing', '  ', { code: 'address/empty', given: '' }],
  ])('%s is refused', (_fact, typed, error) => {
    expect(parseMac(typed)).toEqual({ ok: false, error: { given: typed, ...error } });
  });

  test('what is shown is read back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: BROADCAST_MAC }), address => {
        expect(parseMac(formatMac(address))).toEqual({ ok: true, value: address });
      }),
    );
  });
});

describe('prefixes', () => {
  test.each([
    [0, 0],
    [1, 0x80000000],
    [16, 0xffff0000],
    [31, 0xfffffffe],
    [32, 0xffffffff],
  ])('/%i has its mask', (length, mask) => {
    expect(maskOf(length)).toBe(mask);
  });

  test.each([
    ['10.60.145.241', '10.60.0.0/16', true],
    ['10.61.0.0', '10.60.0.0/16', false],
    ['200.1.1.1', '0.0.0.0/0', true],
    ['200.1.1.1', '200.1.1.1/32', true],
    ['200.1.1.0', '200.1.1.1/32', false],
  ])('%s in %s: %s', (address, prefix, inside) => {
    const host = parseIpv4(address);
    const network = parsePrefix(prefix);
    if (!host.ok || !network.ok) throw new Error('bad row');
    expect(inPrefix(host.value, network.value)).toBe(inside);
    expect(formatPrefix(network.value)).toBe(prefix);
  });

  test.each([
    ['no length', '10.60.0.0', { code: 'prefix/no-length' }],
    ['a length above 32', '10.60.0.0/33', { code: 'prefix/bad-length', part: '33' }],
    ['two lengths', '10.60.0.0/16/8', { code: 'prefix/bad-length', part: '16' }],
    ['bits of a host', '10.60.1.0/16', { code: 'prefix/host-bits', expected: 0x0a3c0000 }],
  ])('%s is refused', (_fact, typed, error) => {
    expect(parsePrefix(typed)).toEqual({ ok: false, error: { given: typed, ...error } });
  });
});
