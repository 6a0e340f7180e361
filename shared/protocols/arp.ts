import { isGroupMac } from './ethernet.ts';
import type { HeaderOf } from './field.ts';
import { plainSpan } from './header-spans.ts';
import { ETHER_TYPES } from './iana.ts';
import type { Dissection } from './protocol.ts';
import { tableProtocol } from './table-protocol.ts';

/** ARP operations, RFC 826. */
export const ARP_REQUEST = 1;
export const ARP_REPLY = 2;

const FIELDS = [
  {
    name: 'hardwareType',
    label: 'Hardware type',
    bits: 16,
    kind: 'number',
    default: 1,
    names: { 1: 'Ethernet' },
    about: 'Which kind of link the hardware addresses belong to.',
    rfc: 'RFC 826',
    samples: [1],
  },
  {
    name: 'protocolType',
    label: 'Protocol type',
    bits: 16,
    kind: 'hex',
    default: 0x0800,
    names: ETHER_TYPES,
    about: 'Which kind of address is looked up, by its EtherType.',
    rfc: 'RFC 826',
    samples: [0x0800],
  },
  {
    name: 'hardwareLength',
    label: 'Hardware length',
    bits: 8,
    kind: 'number',
    default: 6,
    unit: 'bytes',
    about: 'How long a hardware address is.',
    rfc: 'RFC 826',
    samples: [6],
  },
  {
    name: 'protocolLength',
    label: 'Protocol length',
    bits: 8,
    kind: 'number',
    default: 4,
    unit: 'bytes',
    about: 'How long a protocol address is.',
    rfc: 'RFC 826',
    samples: [4],
  },
  {
    name: 'operation',
    label: 'Operation',
    bits: 16,
    kind: 'number',
    default: ARP_REQUEST,
    names: {
      [ARP_REQUEST]: 'request',
      [ARP_REPLY]: 'reply',
      3: 'request of RARP',
      4: 'reply of RARP',
      8: 'request of InARP',
      9: 'reply of InARP',
    },
    about: 'Whether somebody asks for an address or answers.',
    rfc: 'RFC 826',
    samples: [ARP_REQUEST, ARP_REPLY],
  },
  {
    name: 'senderHardware',
    label: 'Sender hardware address',
    bits: 48,
    kind: 'mac',
    about: 'The hardware address of whoever sends this.',
    rfc: 'RFC 826',
    samples: [0x020000000001, 0x020000000002],
  },
  {
    name: 'senderProtocol',
    label: 'Sender protocol address',
    bits: 32,
    kind: 'ipv4',
    about: 'The IPv4 address of whoever sends this.',
    rfc: 'RFC 826',
  },
  {
    name: 'targetHardware',
    label: 'Target hardware address',
    bits: 48,
    kind: 'mac',
    about: 'The address that is looked for: not known yet in a request, so zero there.',
    rfc: 'RFC 826',
  },
  {
    name: 'targetProtocol',
    label: 'Target protocol address',
    bits: 32,
    kind: 'ipv4',
    about: 'The IPv4 address whose owner is looked for.',
    rfc: 'RFC 826',
  },
] as const;

export type ArpHeader = HeaderOf<typeof FIELDS>;

const PACKET_BYTES = 28;
const ADDRESSES_AT = 8;

/** The last operation that has a meaning, IANA "Address Resolution Protocol Parameters". */
const LAST_OPERATION = 25;

const hasOurLengths = ({
  hardwareLength,
  protocolLength,
}: Pick<ArpHeader, 'hardwareLength' | 'protocolLength'>): boolean =>
  hardwareLength === 6 && protocolLength === 4;

const table = tableProtocol({
  id: 'arp',
  title: 'Address Resolution Protocol',
  rfc: 'RFC 826',
  carriedAs: 0x0806,
  fields: FIELDS,
  end: (_header, start) => start + PACKET_BYTES,
  rules: [
    {
      code: 'arp/not-ethernet',
      severity: 'warning',
      field: 'hardwareType',
      rfc: 'RFC 826',
      broken: ({ header }) => header.hardwareType !== 1,
      expected: () => 1,
    },
    {
      code: 'arp/not-ipv4',
      severity: 'warning',
      field: 'protocolType',
      rfc: 'RFC 826',
      broken: ({ header }) => header.protocolType !== 0x0800,
      expected: () => 0x0800,
    },
    {
      code: 'arp/bad-hardware-length',
      severity: 'error',
      field: 'hardwareLength',
      rfc: 'RFC 826',
      broken: ({ header }) => header.hardwareType === 1 && header.hardwareLength !== 6,
      expected: () => 6,
    },
    {
      code: 'arp/bad-protocol-length',
      severity: 'error',
      field: 'protocolLength',
      rfc: 'RFC 826',
      broken: ({ header }) => header.protocolType === 0x0800 && header.protocolLength !== 4,
      expected: () => 4,
    },
    {
      code: 'arp/unknown-operation',
      severity: 'error',
      field: 'operation',
      rfc: 'RFC 826',
      broken: ({ header: { operation } }) => operation === 0 || operation > LAST_OPERATION,
    },
    {
      code: 'arp/unknown-operation',
      severity: 'note',
      field: 'operation',
      rfc: 'RFC 826',
      broken: ({ header: { operation } }) => operation > ARP_REPLY && operation <= LAST_OPERATION,
    },
    {
      code: 'arp/group-sender',
      severity: 'error',
      field: 'senderHardware',
      rfc: 'RFC 1812 §3.3.2',
      broken: ({ header }) => hasOurLengths(header) && isGroupMac(header.senderHardware),
    },
  ],
});

/** Addresses of other lengths stand elsewhere than ours do, and are one piece. */
const withForeignAddresses = (part: Dissection, bytes: Uint8Array): Dissection => {
  const { layer, spans } = part;
  if (layer === undefined || hasOurLengths(layer.header as ArpHeader)) return part;
  const from = layer.start + ADDRESSES_AT;
  const label = 'Addresses of other lengths';
  return {
    ...part,
    spans: [
      ...spans.filter(({ bitOffset }) => bitOffset < from * 8),
      ...plainSpan('arp.addresses', label, bytes, from, layer.headerEnd),
    ],
  };
};

/** ARP for IPv4 over Ethernet, RFC 826: 28 bytes, no payload. */
export const arp: typeof table = {
  ...table,
  dissect: (bytes, start, limit, context) =>
    withForeignAddresses(table.dissect(bytes, start, limit, context), bytes),
};
