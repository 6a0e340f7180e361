import { concat, toHex } from '../base/bytes.ts';
import { formatIpv6 } from '../base/ipv6.ts';
import type { Span } from './span.ts';
import {
  type OptionLength,
  type OptionPart,
  type OptionWords,
  optionPlacesOf,
  shownNumber,
  type TypeLengths,
  tlvSpans,
  wrongLength,
} from './tlv-spans.ts';

/** Types of options, RFC 4861 §4.6, RFC 4191 §2.3, RFC 8106 §5.1 and §5.2. */
export const SOURCE_LINK_ADDRESS = 1;
export const TARGET_LINK_ADDRESS = 2;
export const PREFIX_INFORMATION = 3;
export const REDIRECTED_HEADER = 4;
export const MTU = 5;
const ROUTE_INFORMATION = 24;
export const RECURSIVE_DNS_SERVER = 25;
const DNS_SEARCH_LIST = 31;

const RFC = 'RFC 4861 §4.6';

/** The length byte counts blocks of 8 bytes, RFC 4861 §4.6; 0 is not allowed. */
const lengthAt: OptionLength = (bytes, at) => (bytes[at + 1] ?? 0) * 8;

const shownMac = (bytes: Uint8Array, from: number, to: number): string =>
  toHex(bytes.subarray(from, to), ':');

const shownAddress = (bytes: Uint8Array, from: number, to: number): string =>
  to - from === 16
    ? formatIpv6(BigInt(`0x${toHex(bytes.subarray(from, to))}`))
    : toHex(bytes.subarray(from, to), ' ');

const seconds = { bytes: 4, shown: shownNumber } as const;

const LINK_ADDRESS: OptionPart = {
  name: 'linkAddress',
  label: 'Hardware address',
  bytes: 6,
  shown: shownMac,
};

/** How an option about a prefix begins. */
const PREFIX_START: readonly OptionPart[] = [
  { name: 'prefixLength', label: 'Prefix length', bytes: 1, shown: shownNumber },
  { name: 'flags', label: 'Flags', bytes: 1 },
];

/** How an option about names begins, RFC 8106 §5. */
const NAMES_START: readonly OptionPart[] = [
  { name: 'reserved', label: 'Reserved', bytes: 2 },
  { name: 'lifetime', label: 'Valid for, in seconds', ...seconds },
];

const WORDS: Readonly<Record<number, OptionWords>> = {
  [SOURCE_LINK_ADDRESS]: {
    label: 'Hardware address of the sender',
    rfc: 'RFC 4861 §4.6.1',
    parts: [LINK_ADDRESS],
  },
  [TARGET_LINK_ADDRESS]: {
    label: 'Hardware address of the target',
    rfc: 'RFC 4861 §4.6.1',
    parts: [LINK_ADDRESS],
  },
  [PREFIX_INFORMATION]: {
    label: 'Prefix',
    rfc: 'RFC 4861 §4.6.2',
    parts: [
      ...PREFIX_START,
      { name: 'validLifetime', label: 'Valid for, in seconds', ...seconds },
      { name: 'preferredLifetime', label: 'Preferred for, in seconds', ...seconds },
      { name: 'reserved', label: 'Reserved', bytes: 4 },
      { name: 'prefix', label: 'Prefix', bytes: 16, shown: shownAddress },
    ],
  },
  [REDIRECTED_HEADER]: {
    label: 'Start of the packet that went astray',
    rfc: 'RFC 4861 §4.6.3',
    parts: [
      { name: 'reserved', label: 'Reserved', bytes: 6 },
      { name: 'packet', label: 'Packet', bytes: 0 },
    ],
  },
  [MTU]: {
    label: 'MTU of the link',
    rfc: 'RFC 4861 §4.6.4',
    parts: [
      { name: 'reserved', label: 'Reserved', bytes: 2 },
      { name: 'mtu', label: 'MTU', bytes: 4, shown: shownNumber },
    ],
  },
  [ROUTE_INFORMATION]: {
    label: 'Route',
    rfc: 'RFC 4191 §2.3',
    parts: [
      ...PREFIX_START,
      { name: 'routeLifetime', label: 'Valid for, in seconds', ...seconds },
      { name: 'prefix', label: 'Prefix', bytes: 0, shown: shownAddress },
    ],
  },
  [RECURSIVE_DNS_SERVER]: {
    label: 'Name servers',
    rfc: 'RFC 8106 §5.1',
    parts: [
      ...NAMES_START,
      { name: 'servers', label: 'Name server', bytes: 16, repeats: true, shown: shownAddress },
    ],
  },
  [DNS_SEARCH_LIST]: {
    label: 'Search list of names',
    rfc: 'RFC 8106 §5.2',
    parts: [...NAMES_START, { name: 'names', label: 'Names', bytes: 0 }],
  },
};

/** One option of neighbour discovery: `data` without type and length. */
export interface NdOption {
  readonly type: number;
  readonly data: Uint8Array;
}

/** The options in `bytes`; one whose length cannot be right ends the list, RFC 4861 §4.6. */
export const readNdOptions = (bytes: Uint8Array): readonly NdOption[] =>
  optionPlacesOf(bytes, 0, bytes.length, lengthAt)
    .filter(({ broken }) => !broken)
    .map(({ type, data, to }) => ({ type, data: bytes.slice(data, to) }));

/** The bytes of `options`, each padded with zeros to whole blocks of 8 bytes. */
export const writeNdOptions = (options: readonly NdOption[]): Uint8Array =>
  concat(
    ...options.map(({ type, data }) => {
      const blocks = Math.ceil((data.length + 2) / 8);
      const bytes = new Uint8Array(blocks * 8);
      bytes.set([type, blocks]);
      bytes.set(data, 2);
      return bytes;
    }),
  );

/** In whole, with type and length: RFC 4861 §4.6.2 and §4.6.4, RFC 4191 §2.3, RFC 8106 §5.1 and §5.2. */
const LENGTHS: TypeLengths = {
  [PREFIX_INFORMATION]: length => length === 32,
  [MTU]: length => length === 8,
  [ROUTE_INFORMATION]: length => length <= 24,
  [RECURSIVE_DNS_SERVER]: length => length >= 24 && length % 16 === 8,
  [DNS_SEARCH_LIST]: length => length >= 16,
};

/** The first option in bytes `[start, end)` that has no length, one that leads out of the message, or one that does not
 *  suit its type. */
export const wrongNdOption = (bytes: Uint8Array, start: number, end: number) =>
  wrongLength('icmpv6', bytes, [start, end], lengthAt, LENGTHS);

/** Spans of the options of a neighbour discovery message. */
export const ndOptionSpans = (bytes: Uint8Array, start: number, end: number): readonly Span[] =>
  tlvSpans('icmpv6.options', WORDS, bytes, optionPlacesOf(bytes, start, end, lengthAt), RFC);
