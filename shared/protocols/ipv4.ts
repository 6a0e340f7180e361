import { LIMITED_BROADCAST } from '../base/address.ts';
import { internetChecksum } from './checksum.ts';
import type { HeaderOf } from './field.ts';
import { fragmentWords } from './fragment-words.ts';
import { IPV4_FIELDS } from './ipv4-fields.ts';
import { optionLengthRule, optionSpans } from './options.ts';
import type { Rule, Subject } from './protocol.ts';
import { withoutGiven } from './pseudo-header.ts';
import { tableProtocol } from './table-protocol.ts';
import type { TypeLengths } from './tlv-spans.ts';

export type Ipv4Header = HeaderOf<typeof IPV4_FIELDS>;

const FIXED_BYTES = 20;
const EXPERIMENT = 253;
const ROUTER_ALERT = Uint8Array.of(148, 4, 0, 0);

const checksumOfHeader = ({ bytes, start, headerEnd }: Subject<Ipv4Header>): number =>
  internetChecksum(bytes, start, headerEnd);

// Class D and the limited broadcast: nobody's own address. Class E is only reserved, RFC 1112.
const isGroupAddress = (address: number): boolean =>
  address >>> 28 === 0xe || address === LIMITED_BROADCAST;

const isRoute = (length: number): boolean => length >= 3 && length % 4 === 3;

/** RFC 791 §3.1 and RFC 2113; a timestamp has at least its pointer and flags. */
const OPTION_LENGTHS: TypeLengths = {
  7: isRoute,
  68: length => length >= 4,
  131: isRoute,
  137: isRoute,
  148: length => length === 4,
};

const RULES: readonly Rule<Ipv4Header>[] = [
  {
    code: 'ipv4/bad-version',
    severity: 'error',
    field: 'version',
    rfc: 'RFC 791 §3.1',
    broken: ({ header }) => header.version !== 4,
    expected: () => 4,
  },
  {
    code: 'ipv4/short-header-length',
    severity: 'error',
    field: 'headerLength',
    rfc: 'RFC 791 §3.1',
    broken: ({ header }) => header.headerLength < 5,
    expected: () => 5,
  },
  {
    code: 'ipv4/total-length-too-long',
    severity: 'error',
    field: 'totalLength',
    rfc: 'RFC 791 §3.1',
    broken: ({ header, start, limit }) => header.totalLength > limit - start,
    expected: ({ start, limit }) => limit - start,
  },
  {
    code: 'ipv4/total-length-too-short',
    severity: 'error',
    field: 'totalLength',
    rfc: 'RFC 791 §3.1',
    broken: ({ header, start, headerEnd }) =>
      header.totalLength !== 0 && header.totalLength < headerEnd - start,
  },
  {
    code: 'ipv4/total-length-zero',
    severity: 'note',
    field: 'totalLength',
    rfc: 'RFC 791 §3.1',
    broken: ({ header }) => header.totalLength === 0,
  },
  {
    code: 'ipv4/reserved-flag-set',
    severity: 'warning',
    field: 'reservedFlag',
    rfc: 'RFC 791 §3.1',
    broken: ({ header }) => header.reservedFlag === 1,
    expected: () => 0,
  },
  {
    code: 'ipv4/time-to-live-zero',
    severity: 'error',
    field: 'timeToLive',
    rfc: 'RFC 1122 §3.2.1.7',
    broken: ({ header }) => header.timeToLive === 0,
  },
  {
    code: 'ipv4/bad-checksum',
    severity: 'error',
    field: 'headerChecksum',
    rfc: 'RFC 791 §3.1',
    broken: subject => checksumOfHeader(subject) !== 0,
    expected: subject => withoutGiven(checksumOfHeader(subject), subject.header.headerChecksum),
  },
  {
    code: 'ipv4/group-source',
    severity: 'error',
    field: 'source',
    rfc: 'RFC 1122 §3.2.1.3',
    broken: ({ header }) => isGroupAddress(header.source),
  },
  optionLengthRule('ipv4', 'ipv4/bad-option-length', FIXED_BYTES, OPTION_LENGTHS, 'RFC 791 §3.1'),
];

/** IPv4 header, RFC 791 §3.1: 20 bytes and up to 40 of options (`options`: their bytes as on the
 *  wire, padded to whole words when written). `headerLength` counts 4-byte words. */
export const ipv4 = tableProtocol({
  id: 'ipv4',
  title: 'Internet Protocol version 4',
  rfc: 'RFC 791',
  carriedAs: 0x0800,
  fields: IPV4_FIELDS,
  headerLength: (bytes, start) => ((bytes[start] ?? 0) & 15) * 4,
  // No length at all: captured on a host that leaves the cutting to its interface.
  end: ({ totalLength }, start, limit) => (totalLength === 0 ? limit : start + totalLength),
  derive: {
    headerLength: ({ start, headerEnd }) => (headerEnd - start) / 4,
    totalLength: ({ start, end }) => end - start,
    protocol: ({ context }) => context.carries ?? EXPERIMENT,
    headerChecksum: ({ bytes, start, headerEnd }) => internetChecksum(bytes, start, headerEnd),
  },
  rules: RULES,
  opens: ({ header }) =>
    header.version === 4 &&
    header.headerLength >= 5 &&
    header.fragmentOffset === 0 &&
    header.moreFragments === 0,
  sealed: ({ header, headerEnd, end }) =>
    header.fragmentOffset > 0 || header.moreFragments === 1
      ? fragmentWords(header.fragmentOffset * 8, end - headerEnd)
      : undefined,
  tailSpans: optionSpans(
    'ipv4',
    {
      0: 'End of options',
      1: 'No operation',
      7: 'Record route',
      68: 'Timestamp',
      131: 'Loose source route',
      137: 'Strict source route',
      148: 'Router alert',
    },
    'RFC 791 §3.1',
  ),
  generateTail: random => (random() < 0.2 ? ROUTER_ALERT : new Uint8Array(0)),
});
