import { err, ok, type Result } from './result.ts';
import { plainSigns } from './typed.ts';

/** 48 bits in a number, the first byte on the wire highest. */
export type MacAddress = number;
/** 32 bits in an unsigned number, the first byte on the wire highest. */
export type Ipv4Address = number;

/** `address/length`, RFC 4632 §3.1: the network of all addresses that share the first `length` bits. */
export interface Prefix {
  readonly address: Ipv4Address;
  readonly length: number;
}

/** Why a typed text is no address: what was typed, and the part that is wrong where there is one. */
export interface AddressProblem {
  readonly code:
    | 'address/empty'
    | 'address/part-count'
    | 'address/part-not-a-number'
    | 'address/part-out-of-range'
    | 'address/leading-zero'
    | 'prefix/no-length'
    | 'prefix/bad-length'
    | 'prefix/host-bits';
  readonly given: string;
  readonly part?: string;
  readonly expected?: number;
}

/** All ones: every host on the link; no router passes it on, RFC 919 §7. */
export const LIMITED_BROADCAST: Ipv4Address = 0xffffffff;

/** All ones: every station on the link, IEEE 802.3 §3.2.3. */
export const BROADCAST_MAC: MacAddress = 0xffffffffffff;

const octetProblem = (part: string): AddressProblem['code'] | undefined => {
  if (!/^\d+$/.test(part)) return 'address/part-not-a-number';
  if (part.length > 1 && part.startsWith('0')) return 'address/leading-zero';
  return Number(part) > 255 ? 'address/part-out-of-range' : undefined;
};

/** Four decimal numbers 0..255 with dots (or commas) between. `010.1.1.1` and `1.2.3` are refused,
 *  never guessed at. */
export const parseIpv4 = (typed: string): Result<Ipv4Address, AddressProblem> => {
  const given = plainSigns(typed);
  if (given === '') return err({ code: 'address/empty', given });
  const parts = given.split(/[.,]/);
  if (parts.length !== 4) return err({ code: 'address/part-count', given, expected: 4 });
  for (const part of parts) {
    const code = octetProblem(part);
    if (code !== undefined) return err({ code, given, part });
  }
  return ok(parts.reduce((address, part) => address * 256 + Number(part), 0));
};

/** Dotted decimal. */
export const formatIpv4 = (address: Ipv4Address): string =>
  `${address >>> 24}.${(address >>> 16) & 255}.${(address >>> 8) & 255}.${address & 255}`;

const MAC_PART = /^[0-9a-f]{2}$/i;

const macParts = (given: string): readonly string[] => {
  if (/^[0-9a-f]{12}$/i.test(given)) return given.match(/../g) ?? [];
  if (/^[0-9a-f]{4}\.[0-9a-f]{4}\.[0-9a-f]{4}$/i.test(given)) {
    return given.replaceAll('.', '').match(/../g) ?? [];
  }
  return given.split(/[:-]/);
};

/** Six bytes in hex with colons or dashes between; also `020000000001` and `0200.0000.0001`. */
export const parseMac = (typed: string): Result<MacAddress, AddressProblem> => {
  const given = plainSigns(typed);
  if (given === '') return err({ code: 'address/empty', given });
  const parts = macParts(given);
  if (parts.length !== 6) return err({ code: 'address/part-count', given, expected: 6 });
  const wrong = parts.find(part => !MAC_PART.test(part));
  if (wrong !== undefined) return err({ code: 'address/part-not-a-number', given, part: wrong });
  return ok(Number.parseInt(parts.join(''), 16));
};

/** Lower-case hex with colons. */
export const formatMac = (address: MacAddress): string =>
  address
    .toString(16)
    .padStart(12, '0')
    .replace(/..(?!$)/g, '$&:');

/** The mask with `length` leading ones, RFC 4632 §3.1. `length` is 0..32. */
export const maskOf = (length: number): number => (length === 0 ? 0 : (-1 << (32 - length)) >>> 0);

/** Whether the first `prefix.length` bits agree, RFC 4632 §5.1. */
export const inPrefix = (address: Ipv4Address, prefix: Prefix): boolean =>
  ((address ^ prefix.address) & maskOf(prefix.length)) === 0;

/** `10.60.0.0/16`; bits set after the first `length` ones are refused (`prefix/host-bits`). */
export const parsePrefix = (typed: string): Result<Prefix, AddressProblem> => {
  const given = plainSigns(typed);
  const [addressText = '', lengthText] = given.split('/');
  if (lengthText === undefined) return err({ code: 'prefix/no-length', given });
  if (!/^(?:\d|[12]\d|3[0-2])$/.test(lengthText) || given.split('/').length > 2) {
    return err({ code: 'prefix/bad-length', given, part: lengthText });
  }
  const address = parseIpv4(addressText);
  if (!address.ok) return address;
  const prefix = { address: address.value, length: Number(lengthText) };
  const network = (prefix.address & maskOf(prefix.length)) >>> 0;
  if (network !== prefix.address) {
    return err({ code: 'prefix/host-bits', given, expected: network });
  }
  return ok(prefix);
};

/** `10.60.0.0/16`. */
export const formatPrefix = ({ address, length }: Prefix): string =>
  `${formatIpv4(address)}/${length}`;
