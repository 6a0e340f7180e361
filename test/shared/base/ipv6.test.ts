import { isIPv6, SocketAddress } from 'node:net';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseIpv4, parseMac } from '../../../shared/base/address.ts';
import {
  formatIpv6,
  formatIpv6Prefix,
  inIpv6Prefix,
  interfaceIdentifier,
  ipv6MaskOf,
  isIpv6Multicast,
  isLinkLocal,
  linkLocalOf,
  mappedIpv4,
  multicastMac,
  parseIpv6,
  parseIpv6Prefix,
  parseIpv6Strict,
  solicitedNode,
  UNSPECIFIED,
} from '../../../shared/base/ipv6.ts';

const ip = (text: string): bigint => {
  const parsed = parseIpv6Strict(text);
  if (!parsed.ok) throw new Error(`${text}: ${parsed.error.code}`);
  return parsed.value;
};

const mac = (text: string): number => {
  const parsed = parseMac(text);
  return parsed.ok ? parsed.value : Number.NaN;
};

describe('the text forms of RFC 4291 §2.2', () => {
  test.each([
    ['ABCD:EF01:2345:6789:ABCD:EF01:2345:6789', 0xabcdef0123456789abcdef0123456789n],
    ['2001:DB8:0:0:8:800:200C:417A', 0x20010db80000000000080800200c417an],
    ['2001:DB8::8:800:200C:417A', 0x20010db80000000000080800200c417an],
    ['FF01::101', 0xff010000000000000000000000000101n],
    ['::1', 1n],
    ['::', UNSPECIFIED],
    ['0:0:0:0:0:0:13.1.68.3', 0x0d014403n],
    ['::FFFF:129.144.52.38', 0xffff81903426n],
    ['1:2:3:4:5:6:7::', 0x00010002000300040005000600070000n],
  ])('%s', (text, address) => {
    expect(parseIpv6Strict(text)).toEqual({ ok: true, value: address });
  });

  test.each([
    ['', 'address/empty'],
    ['1:2:3:4:5:6:7', 'address/part-count'],
    ['1:2:3:4:5:6:7:8:9', 'address/part-count'],
    ['1:2:3:4:5:6:7:8::', 'address/part-count'],
    ['1::2::3', 'address/two-gaps'],
    [':::', 'address/part-not-a-number'],
    ['1:', 'address/part-not-a-number'],
    [':1::', 'address/part-not-a-number'],
    ['12345::', 'address/part-too-long'],
    ['g::', 'address/part-not-a-number'],
    [' ::1', 'address/part-not-a-number'],
    ['fe80::1%eth0', 'address/part-not-a-number'],
    ['::1.2.3', 'address/bad-ipv4-tail'],
    ['::01.2.3.4', 'address/bad-ipv4-tail'],
    ['1.2.3.4::', 'address/part-not-a-number'],
  ])('but not “%s”', (text, code) => {
    expect(parseIpv6Strict(text)).toMatchObject({ ok: false, error: { code } });
  });

  test.each([' ::1 ', '[::1]', '：：１'])('what a person types is forgiven: “%s”', typed => {
    expect(parseIpv6(typed)).toEqual({ ok: true, value: 1n });
  });

  test('the platform agrees on what is an address', () => {
    const part = fc.constantFrom('0', '1', 'ffff', '::', ':', '.', '1.2.3.4', '12345', 'g');
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), parts => {
        const text = parts.join('');
        expect(parseIpv6Strict(text).ok).toBe(isIPv6(text));
      }),
    );
  });
});

describe('the text that RFC 5952 recommends', () => {
  test.each([
    ['2001:0db8::0001', '2001:db8::1'],
    ['2001:db8:0:0:0:0:2:1', '2001:db8::2:1'],
    ['2001:db8:0:1:1:1:1:1', '2001:db8:0:1:1:1:1:1'],
    ['2001:0:0:1:0:0:0:1', '2001:0:0:1::1'],
    ['2001:db8:0:0:1:0:0:1', '2001:db8::1:0:0:1'],
    ['2001:DB8::AAAA', '2001:db8::aaaa'],
    ['0:0:0:0:0:0:0:0', '::'],
    ['1:0:0:0:0:0:0:0', '1::'],
    ['::ffff:c000:201', '::ffff:192.0.2.1'],
  ])('%s is written %s', (text, written) => {
    expect(formatIpv6(ip(text))).toBe(written);
  });

  test('reads back as what it was, and as the platform writes it', () => {
    const sparse = fc
      .array(fc.constantFrom(0n, 0n, 1n, 0xffffn), { minLength: 8, maxLength: 8 })
      .map(groups => groups.reduce<bigint>((address, group) => (address << 16n) | group, 0n));
    fc.assert(
      fc.property(fc.oneof(sparse, fc.bigInt(0n, (1n << 128n) - 1n)), address => {
        const written = formatIpv6(address);
        expect(parseIpv6Strict(written)).toEqual({ ok: true, value: address });
        // The platform still writes dotted decimal behind 96 zeros; RFC 5952 §5 does not ask for it.
        if (address >> 32n !== 0n) {
          expect(new SocketAddress({ address: written, family: 'ipv6' }).address).toBe(written);
        }
      }),
    );
  });
});

describe('a prefix', () => {
  test.each([
    ['2001:db8::/32', '2001:db8:ffff::1', true],
    ['2001:db8::/32', '2001:db9::', false],
    ['::/0', 'ffff::', true],
    ['2001:db8::1/128', '2001:db8::1', true],
    ['2001:db8::1/128', '2001:db8::2', false],
  ])('%s: %s is inside: %s', (text, address, inside) => {
    const prefix = parseIpv6Prefix(text);
    expect(prefix.ok && formatIpv6Prefix(prefix.value)).toBe(text);
    expect(prefix.ok && inIpv6Prefix(ip(address), prefix.value)).toBe(inside);
  });

  test.each([
    ['2001:db8::', 'prefix/no-length'],
    ['::/129', 'prefix/bad-length'],
    ['::/01', 'prefix/bad-length'],
    ['::/1/2', 'prefix/bad-length'],
    ['g::/1', 'address/part-not-a-number'],
    ['2001:db8::1/64', 'prefix/host-bits'],
  ])('is not %s', (text, code) => {
    expect(parseIpv6Prefix(text)).toMatchObject({ ok: false, error: { code } });
  });

  test('has a mask of leading ones', () => {
    expect([0, 1, 128].map(ipv6MaskOf)).toEqual([0n, 1n << 127n, (1n << 128n) - 1n]);
  });
});

describe('addresses made from others', () => {
  test('the interface identifier of RFC 4291 Appendix A', () => {
    expect(interfaceIdentifier(mac('34:56:78:9a:bc:de'))).toBe(0x365678fffe9abcden);
  });

  test('the link-local address of an interface, as in RFC 2464 §5', () => {
    expect(formatIpv6(linkLocalOf(mac('02:00:00:00:00:01')))).toBe('fe80::ff:fe00:1');
  });

  test('the group of a solicited node, RFC 4291 §2.7.1', () => {
    expect(formatIpv6(solicitedNode(ip('4037::01:800:200e:8c6c')))).toBe('ff02::1:ff0e:8c6c');
  });

  test('the frame address of a group, RFC 2464 §7', () => {
    expect(multicastMac(ip('ff02::1:ff0e:8c6c'))).toBe(0x3333ff0e8c6c);
  });

  test('an IPv4 address mapped into IPv6', () => {
    const address = parseIpv4('192.0.2.1');
    expect(address.ok && formatIpv6(mappedIpv4(address.value))).toBe('::ffff:192.0.2.1');
  });

  test.each([
    ['ff02::1', true, false],
    ['fe80::1', false, true],
    ['febf::1', false, true],
    ['fec0::1', false, false],
    ['2001:db8::1', false, false],
  ])('%s is a group: %s, is of one link: %s', (text, group, local) => {
    expect([isIpv6Multicast(ip(text)), isLinkLocal(ip(text))]).toEqual([group, local]);
  });
});
