import { swapped32 } from '../base/bytes.ts';
import { crc32 } from './checksum.ts';
import type { Field, HeaderOf } from './field.ts';
import { ETHER_TYPES } from './iana.ts';
import type { Rule } from './protocol.ts';
import { tableProtocol } from './table-protocol.ts';

const HEADER_FIELDS = [
  {
    name: 'destination',
    label: 'Destination address',
    bits: 48,
    kind: 'mac',
    about: 'Who on this link shall take the frame; all ones means everybody.',
    rfc: 'IEEE 802.3 §3.2.4',
  },
  {
    name: 'source',
    label: 'Source address',
    bits: 48,
    kind: 'mac',
    about: 'Which interface sent the frame; a switch learns from it where that interface is.',
    rfc: 'IEEE 802.3 §3.2.5',
    samples: [0x020000000001, 0x020000000002, 0x00005e005301],
  },
  {
    name: 'etherType',
    label: 'EtherType',
    bits: 16,
    kind: 'hex',
    derived: true,
    default: 0x0800,
    names: ETHER_TYPES,
    about: 'What the frame carries; a value up to 1500 is a length instead.',
    rfc: 'IEEE 802.3 §3.2.6',
  },
] as const satisfies readonly Field[];

const FIELDS = [
  ...HEADER_FIELDS,
  {
    name: 'frameCheckSequence',
    label: 'Frame check sequence',
    bits: 32,
    kind: 'hex',
    derived: true,
    trailer: true,
    about: 'A CRC-32 over the whole frame, by which the receiver notices damaged bits.',
    rfc: 'IEEE 802.3 §3.2.9',
  },
] as const;

export type EthernetHeader = HeaderOf<typeof FIELDS>;

const HEADER_BYTES = 14;
const FRAME_CHECK_BYTES = 4;
const LONGEST_LENGTH = 1500;
const SHORTEST_FRAME = 64;

/** The frame check sequence of `bytes[start, end)` as the four bytes on the wire read in order,
 *  IEEE 802.3 §3.2.9: the CRC-32 with its least significant byte first. */
export const frameCheckSequenceOf = (bytes: Uint8Array, start = 0, end = bytes.length): number =>
  swapped32(crc32(bytes, start, end));

/** What a frame carries, IEEE 802.3 §3.2.6: numbers of the EtherType field. */
export const ETHER_TYPE = { ipv4: 0x0800, arp: 0x0806, ipv6: 0x86dd } as const;

/** Whether a group of stations is meant: the first bit on the wire is one, IEEE 802.3 §3.2.3. */
export const isGroupMac = (address: number): boolean => Math.floor(address / 2 ** 40) % 2 === 1;

type BareHeader = HeaderOf<typeof HEADER_FIELDS>;

/** A number that is a length must fit what is there, with `trailerBytes` behind the payload. */
export const lengthRule = <Header extends Pick<BareHeader, 'etherType'>>(
  trailerBytes: number,
): Rule<Header> => ({
  code: 'ethernet/length-mismatch',
  severity: 'error',
  field: 'etherType',
  rfc: 'IEEE 802.3 §3.2.6',
  broken: ({ header, headerEnd, limit }) =>
    header.etherType <= LONGEST_LENGTH && header.etherType > limit - headerEnd - trailerBytes,
  expected: ({ headerEnd, limit }) => limit - headerEnd - trailerBytes,
});

/** What any frame must keep to, with `trailerBytes` behind its payload. */
const headerRules = <Header extends BareHeader>(trailerBytes: number): readonly Rule<Header>[] => [
  {
    // Switches and hosts carry such a frame all the same: they only must not learn from it.
    code: 'ethernet/group-source',
    severity: 'warning',
    field: 'source',
    rfc: 'IEEE 802.3 §3.2.3',
    broken: ({ header }) => isGroupMac(header.source),
  },
  {
    code: 'ethernet/undefined-type',
    severity: 'error',
    field: 'etherType',
    rfc: 'IEEE 802.3 §3.2.6',
    broken: ({ header }) => header.etherType > LONGEST_LENGTH && header.etherType < 0x0600,
  },
  lengthRule(trailerBytes),
];

const endOf =
  (trailerBytes: number) =>
  ({ etherType }: BareHeader, start: number, limit: number): number =>
    etherType <= LONGEST_LENGTH ? start + HEADER_BYTES + etherType + trailerBytes : limit;

const SHARED = {
  id: 'ethernet',
  title: 'Ethernet',
  rfc: 'IEEE 802.3 §3.1.1',
} as const;

/** Ethernet frame without padding and check sequence, as most captures hold it: the interface that
 *  took the frame has checked the sequence and kept it. */
export const bareEthernet = tableProtocol({
  ...SHARED,
  fields: HEADER_FIELDS,
  end: endOf(0),
  derive: { etherType: ({ context }) => context.carries ?? 0x0800 },
  rules: headerRules(0),
});

/** Ethernet II frame with its frame check sequence: 14 bytes of header, a payload padded with zeros
 *  to 46 bytes, 4 bytes of trailer. IEEE 802.3 §3, RFC 894. */
export const ethernet = tableProtocol({
  ...SHARED,
  fields: FIELDS,
  minimumPayload: 46,
  end: endOf(FRAME_CHECK_BYTES),
  derive: {
    etherType: ({ context }) => context.carries ?? 0x0800,
    frameCheckSequence: ({ bytes, start, end }) => frameCheckSequenceOf(bytes, start, end),
  },
  rules: [
    ...headerRules<EthernetHeader>(FRAME_CHECK_BYTES),
    {
      code: 'ethernet/too-short',
      severity: 'error',
      field: 'frameCheckSequence',
      rfc: 'IEEE 802.3 §3.2.8',
      broken: ({ start, limit }) => limit - start < SHORTEST_FRAME,
    },
    {
      code: 'ethernet/bad-frame-check-sequence',
      severity: 'error',
      field: 'frameCheckSequence',
      rfc: 'IEEE 802.3 §3.2.9',
      broken: ({ header, bytes, start, limit }) =>
        header.frameCheckSequence !== frameCheckSequenceOf(bytes, start, limit - FRAME_CHECK_BYTES),
      expected: ({ bytes, start, limit }) =>
        frameCheckSequenceOf(bytes, start, limit - FRAME_CHECK_BYTES),
    },
  ],
});
