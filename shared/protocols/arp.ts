import { isGroupMac } from './ethernet.ts';
import type { HeaderOf } from './field.ts';
import { ETHER_TYPES } from './iana.ts';
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
    names: { [ARP_REQUEST]: 'request', [ARP_REPLY]: 'reply' },
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

/** ARP for IPv4 over Ethernet, RFC 826: 28 bytes, no payload. */
export const arp = tableProtocol({
  id: 'arp',
  title: 'Address Resolution Protocol',
  rfc: 'RFC 826',
  carriedAs: 0x0806,
  fields: FIELDS,
  end: (_header, start) => start + PACKET_BYTES,
  rules: [
    {
      code: 'arp/not-ethernet',
      severity: 'error',
      field: 'hardwareType',
      rfc: 'RFC 826',
      broken: ({ header }) => header.hardwareType !== 1,
      expected: () => 1,
    },
    {
      code: 'arp/not-ipv4',
      severity: 'error',
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
      broken: ({ header }) => header.hardwareLength !== 6,
      expected: () => 6,
    },
    {
      code: 'arp/bad-protocol-length',
      severity: 'error',
      field: 'protocolLength',
      rfc: 'RFC 826',
      broken: ({ header }) => header.protocolLength !== 4,
      expected: () => 4,
    },
    {
      code: 'arp/unknown-operation',
      severity: 'error',
      field: 'operation',
      rfc: 'RFC 826',
      broken: ({ header }) => header.operation !== ARP_REQUEST && header.operation !== ARP_REPLY,
    },
    {
      code: 'arp/group-sender',
      severity: 'error',
      field: 'senderHardware',
      rfc: 'RFC 1812 §3.3.2',
      broken: ({ header }) => isGroupMac(header.senderHardware),
    },
  ],
});
