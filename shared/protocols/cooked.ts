import type { HeaderOf } from './field.ts';
import { ETHER_TYPES } from './iana.ts';
import type { Rule } from './protocol.ts';
import { tableProtocol } from './table-protocol.ts';

const RFC = 'LINKTYPE_LINUX_SLL, www.tcpdump.org/linktypes';
const SECOND_FORMAT = 'LINKTYPE_LINUX_SLL2, www.tcpdump.org/linktypes';

const PACKET_TYPES = {
  0: 'to this host',
  1: 'to everybody',
  2: 'to a group',
  3: 'to another host',
  4: 'from this host',
} as const;

const packetType = <const Bits extends 8 | 16>(bits: Bits, rfc: string) =>
  ({
    name: 'packetType',
    label: 'Packet type',
    bits,
    kind: 'number',
    names: PACKET_TYPES,
    samples: [0, 1, 2, 3, 4],
    about: 'Whom the packet was for, as the capturing machine saw it.',
    rfc,
  }) as const;

const hardwareType = (rfc: string) =>
  ({
    name: 'hardwareType',
    label: 'Hardware type',
    bits: 16,
    kind: 'number',
    default: 1,
    names: { 1: 'Ethernet', 512: 'PPP', 768: 'IP tunnel', 772: 'loopback', 65534: 'none' },
    about: 'What kind of link it was, by the numbers of Linux.',
    rfc,
  }) as const;

const addressLength = <const Bits extends 8 | 16>(bits: Bits, rfc: string) =>
  ({
    name: 'addressLength',
    label: 'Address length',
    bits,
    kind: 'number',
    default: 6,
    unit: 'bytes',
    about: 'How many bytes of the address count.',
    rfc,
  }) as const;

const address = (rfc: string) =>
  [
    {
      name: 'address',
      label: 'Sender’s link address',
      bits: 48,
      kind: 'mac',
      about: 'The link address of the sender, as far as the address length says.',
      rfc,
    },
    {
      name: 'unused',
      label: 'Rest of the address',
      bits: 16,
      kind: 'hex',
      about: 'Room for an address of eight bytes; means nothing for a shorter one.',
      rfc,
    },
  ] as const;

const protocol = (rfc: string) =>
  ({
    name: 'protocol',
    label: 'Protocol',
    bits: 16,
    kind: 'hex',
    derived: true,
    default: 0x0800,
    names: ETHER_TYPES,
    about: 'What the packet is, nearly always by an EtherType.',
    rfc,
  }) as const;

const FIELDS = [
  packetType(16, RFC),
  hardwareType(RFC),
  addressLength(16, RFC),
  ...address(RFC),
  protocol(RFC),
] as const;

const FIELDS_2 = [
  protocol(SECOND_FORMAT),
  {
    name: 'reserved',
    label: 'Reserved',
    bits: 16,
    kind: 'hex',
    about: 'Always zero.',
    rfc: SECOND_FORMAT,
    samples: [0],
  },
  {
    name: 'interface',
    label: 'Interface',
    bits: 32,
    kind: 'number',
    about: 'Which interface of the capturing machine it was.',
    rfc: SECOND_FORMAT,
  },
  hardwareType(SECOND_FORMAT),
  packetType(8, SECOND_FORMAT),
  addressLength(8, SECOND_FORMAT),
  ...address(SECOND_FORMAT),
] as const;

export type CookedHeader = HeaderOf<typeof FIELDS>;
export type Cooked2Header = HeaderOf<typeof FIELDS_2>;

const knownType = (rfc: string): Rule<Pick<CookedHeader, 'packetType'>> => ({
  code: 'cooked/packet-type',
  severity: 'warning',
  field: 'packetType',
  rfc,
  broken: ({ header }) => !(header.packetType in PACKET_TYPES),
});

// Netlink, and links whose packets begin with a header of their own: ARPHRD_ numbers of Linux.
const OTHER_NUMBERS = [770, 778, 803, 824];

/** The EtherType of what is carried; undefined where the protocol is a number of another kind. */
export const cookedEtherType = ({
  protocol: number,
  hardwareType: hardware,
}: Pick<CookedHeader, 'protocol' | 'hardwareType'>): number | undefined =>
  OTHER_NUMBERS.includes(hardware) || number <= 1500 ? undefined : number;

/** What Linux puts before a packet that was captured on all interfaces at once, instead of the header of its link: link
 *  type 113 of capture files. On a real wire it is never seen. */
export const cooked = tableProtocol({
  id: 'cooked',
  title: 'Linux cooked capture',
  rfc: RFC,
  fields: FIELDS,
  derive: { protocol: ({ context }) => context.carries ?? 0x0800 },
  rules: [knownType(RFC)],
});

/** The same in its second version, which tells the interface: link type 276. */
export const cooked2 = tableProtocol({
  id: 'cooked2',
  title: 'Linux cooked capture 2',
  rfc: SECOND_FORMAT,
  fields: FIELDS_2,
  derive: { protocol: ({ context }) => context.carries ?? 0x0800 },
  rules: [
    knownType(SECOND_FORMAT),
    {
      code: 'cooked/reserved',
      severity: 'warning',
      field: 'reserved',
      rfc: SECOND_FORMAT,
      broken: ({ header }) => header.reserved !== 0,
      expected: () => 0,
    },
  ],
});
