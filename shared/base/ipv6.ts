import { formatIpv4, type Ipv4Address, type MacAddress, parseIpv4 } from './address.ts';
import { err, ok, type Result } from './result.ts';
import { plainSigns } from './typed.ts';

/** 128 bits, the first byte on the wire highest. */
export type Ipv6Address = bigint;

/** `address/length`, RFC 4291 §2.3. */
export interface Ipv6Prefix {
  readonly address: Ipv6Address;
  readonly length: number;
}

/** Why a typed text is no IPv6 address: what was typed, and the part that is wrong where there is one. */
export interface Ipv6Problem {
  readonly code:
    | 'address/empty'
    | 'address/part-count'
    | 'address/part-not-a-number'
    | 'address/part-too-long'
    | 'address/two-gaps'
    | 'address/bad-ipv4-tail'
    | 'prefix/no-length'
    | 'prefix/bad-length'
    | 'prefix/host-bits';
  readonly given: string;
  readonly part?: string;
  readonly expected?: number | string;
}

type Groups = Result<readonly number[], Ipv6Problem>;

const GROUPS = 8;
const WHOLE = (1n << 128n) - 1n;

/** The two groups of an IPv4 address in the last 32 bits, RFC 4291 §2.2(3). */
const tailGroups = (part: string, given: string): Groups => {
  const tail = /^[\d.]+$/.test(part) ? parseIpv4(part) : undefined;
  return tail?.ok
    ? ok([Math.floor(tail.value / 0x10000), tail.value % 0x10000])
    : err({ code: 'address/bad-ipv4-tail', given, part });
};

const partGroups = (part: string, given: string, mayBeIpv4: boolean): Groups => {
  if (mayBeIpv4 && part.includes('.')) return tailGroups(part, given);
  if (!/^[0-9a-f]+$/i.test(part)) return err({ code: 'address/part-not-a-number', given, part });
  if (part.length > 4) return err({ code: 'address/part-too-long', given, part });
  return ok([Number.parseInt(part, 16)]);
};

const groupsOf = (side: string, given: string, mayEndInIpv4: boolean): Groups => {
  if (side === '') return ok([]);
  const groups: number[] = [];
  const parts = side.split(':');
  for (const [index, part] of parts.entries()) {
    const read = partGroups(part, given, mayEndInIpv4 && index === parts.length - 1);
    if (!read.ok) return read;
    groups.push(...read.value);
  }
  return ok(groups);
};

const fromGroups = (groups: readonly number[]): Ipv6Address =>
  groups.reduce((address, group) => (address << 16n) | BigInt(group), 0n);

/** Exactly the text forms of RFC 4291 §2.2: eight groups of one to four hex digits; one `::` for one
 *  or more groups of zeros; the last 32 bits as an IPv4 address. No blanks, no zone, no brackets. */
export const parseIpv6Strict = (given: string): Result<Ipv6Address, Ipv6Problem> => {
  if (given === '') return err({ code: 'address/empty', given });
  const [before = '', after, ...more] = given.split('::');
  if (more.length > 0) return err({ code: 'address/two-gaps', given });
  const left = groupsOf(before, given, after === undefined);
  if (!left.ok) return left;
  const right = groupsOf(after ?? '', given, true);
  if (!right.ok) return right;
  const zeros = GROUPS - left.value.length - right.value.length;
  if (after === undefined ? zeros !== 0 : zeros < 1) {
    return err({ code: 'address/part-count', given, expected: GROUPS });
  }
  return ok(fromGroups([...left.value, ...new Array<number>(zeros).fill(0), ...right.value]));
};

/** As `parseIpv6Strict`, but blanks around it, full-width signs and the brackets of a URL
 *  (RFC 3986 §3.2.2) are forgiven. */
export const parseIpv6 = (typed: string): Result<Ipv6Address, Ipv6Problem> =>
  parseIpv6Strict(plainSigns(typed).replace(/^\[(.*)\]$/, '$1'));

/** The first of the longest runs of zero groups, two at least, RFC 5952 §4.2. */
const longestGap = (groups: readonly number[]): { from: number; to: number } => {
  let best = { from: GROUPS, to: GROUPS };
  let from = 0;
  for (let at = 0; at <= GROUPS; at++) {
    if (groups[at] === 0) continue;
    if (at - from > Math.max(1, best.to - best.from)) best = { from, to: at };
    from = at + 1;
  }
  return best;
};

const MAPPED = 0xffffn;

/** The one text form that RFC 5952 §4 recommends: lower case, no leading zeros, `::` for the longest
 *  run of zeros. An IPv4-mapped address ends in dotted decimal, §5. */
export const formatIpv6 = (address: Ipv6Address): string => {
  if (address >> 32n === MAPPED) return `::ffff:${formatIpv4(Number(address & 0xffffffffn))}`;
  const groups = Array.from({ length: GROUPS }, (_, index) =>
    Number((address >> BigInt(16 * (GROUPS - 1 - index))) & 0xffffn),
  );
  const hex = (from: number, to: number): string =>
    groups
      .slice(from, to)
      .map(group => group.toString(16))
      .join(':');
  const gap = longestGap(groups);
  return gap.from === GROUPS ? hex(0, GROUPS) : `${hex(0, gap.from)}::${hex(gap.to, GROUPS)}`;
};

/** The mask with `length` leading ones; `length` is 0..128. */
export const ipv6MaskOf = (length: number): bigint => WHOLE ^ (WHOLE >> BigInt(length));

/** Whether the first `prefix.length` bits agree. */
export const inIpv6Prefix = (address: Ipv6Address, prefix: Ipv6Prefix): boolean =>
  ((address ^ prefix.address) & ipv6MaskOf(prefix.length)) === 0n;

/** `2001:db8::/32`, RFC 4291 §2.3; bits set after the first `length` are refused (`prefix/host-bits`). */
export const parseIpv6Prefix = (typed: string): Result<Ipv6Prefix, Ipv6Problem> => {
  const given = plainSigns(typed);
  const [addressText = '', lengthText, ...more] = given.split('/');
  if (lengthText === undefined) return err({ code: 'prefix/no-length', given });
  const length = Number(lengthText);
  if (!/^(?:0|[1-9]\d{0,2})$/.test(lengthText) || length > 128 || more.length > 0) {
    return err({ code: 'prefix/bad-length', given, part: lengthText });
  }
  const address = parseIpv6(addressText);
  if (!address.ok) return address;
  const network = address.value & ipv6MaskOf(length);
  return network === address.value
    ? ok({ address: network, length })
    : err({ code: 'prefix/host-bits', given, expected: formatIpv6(network) });
};

/** `2001:db8::/32`. */
export const formatIpv6Prefix = ({ address, length }: Ipv6Prefix): string =>
  `${formatIpv6(address)}/${length}`;

/** `::`, the address of who has none yet, RFC 4291 §2.5.2. */
export const UNSPECIFIED: Ipv6Address = 0n;

/** Whether a group is meant: ff00::/8, RFC 4291 §2.7. */
export const isIpv6Multicast = (address: Ipv6Address): boolean => address >> 120n === 0xffn;

/** Whether it holds on one link only: fe80::/10, RFC 4291 §2.5.6. */
export const isLinkLocal = (address: Ipv6Address): boolean => address >> 118n === 0x3fan;

/** The group in which the owner of `address` listens for questions, RFC 4291 §2.7.1:
 *  ff02::1:ff00:0/104 and the last 24 bits. */
export const solicitedNode = (address: Ipv6Address): Ipv6Address =>
  (0xff0200000000000000000001ffn << 24n) | (address & 0xffffffn);

/** The Ethernet address of an IPv6 group, RFC 2464 §7: 33:33 and its last four bytes. */
export const multicastMac = (group: Ipv6Address): MacAddress =>
  0x333300000000 + Number(group & 0xffffffffn);

/** The modified EUI-64 identifier of an interface, RFC 4291 Appendix A: ff:fe in the middle of the MAC
 *  address and the universal/local bit turned over. */
export const interfaceIdentifier = (mac: MacAddress): bigint => {
  const whole = BigInt(mac);
  return (((whole >> 24n) << 40n) | 0xfffe000000n | (whole & 0xffffffn)) ^ (1n << 57n);
};

/** The link-local address that an interface gives itself, RFC 4862 §5.3. */
export const linkLocalOf = (mac: MacAddress): Ipv6Address =>
  (0xfe80n << 112n) | interfaceIdentifier(mac);

/** `::ffff:a.b.c.d`, RFC 4291 §2.5.5.2. */
export const mappedIpv4 = (address: Ipv4Address): Ipv6Address => (MAPPED << 32n) | BigInt(address);
