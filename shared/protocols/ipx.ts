import type { Field } from './field.ts';
import { tableProtocol } from './table-protocol.ts';

const RFC = 'Novell IPX Router Specification';
const HEADER_BYTES = 30;
const SOCKETS = { 1105: 'NCP', 1106: 'SAP', 1107: 'RIP', 1109: 'NetBIOS' };

const FIELDS = [
  {
    name: 'checksum',
    label: 'Checksum',
    bits: 16,
    kind: 'hex',
    default: 0xffff,
    samples: [0xffff],
    about: 'All ones: nobody made a sum, because Ethernet has one already.',
    rfc: RFC,
  },
  {
    name: 'length',
    label: 'Length',
    bits: 16,
    kind: 'number',
    derived: true,
    unit: 'bytes',
    about: 'How long header and data are together.',
    rfc: RFC,
  },
  {
    name: 'transportControl',
    label: 'Transport control',
    bits: 8,
    kind: 'number',
    samples: [0, 1, 15],
    about: 'How many routers the packet has passed; the sixteenth drops it.',
    rfc: RFC,
  },
  {
    name: 'packetType',
    label: 'Packet type',
    bits: 8,
    kind: 'number',
    names: { 0: 'unknown', 1: 'RIP', 4: 'PEP', 5: 'SPX', 17: 'NCP', 20: 'NetBIOS' },
    about: 'Which protocol the data belongs to.',
    rfc: RFC,
  },
  {
    name: 'destinationNetwork',
    label: 'Destination network',
    bits: 32,
    kind: 'hex',
    about: 'Which cable the packet goes to; 0 is the own one.',
    rfc: RFC,
  },
  {
    name: 'destinationNode',
    label: 'Destination node',
    bits: 48,
    kind: 'mac',
    about: 'Which station on that cable: its hardware address, so nobody has to ask for it.',
    rfc: RFC,
  },
  {
    name: 'destinationSocket',
    label: 'Destination socket',
    bits: 16,
    kind: 'hex',
    names: SOCKETS,
    about: 'Which program on the station the packet is for.',
    rfc: RFC,
  },
  {
    name: 'sourceNetwork',
    label: 'Source network',
    bits: 32,
    kind: 'hex',
    about: 'Which cable the packet comes from.',
    rfc: RFC,
  },
  {
    name: 'sourceNode',
    label: 'Source node',
    bits: 48,
    kind: 'mac',
    about: 'Which station on that cable sent it.',
    rfc: RFC,
  },
  {
    name: 'sourceSocket',
    label: 'Source socket',
    bits: 16,
    kind: 'hex',
    names: SOCKETS,
    about: 'Which program sent it.',
    rfc: RFC,
  },
] as const satisfies readonly Field[];

/** IPX packet: 30 bytes of header; each address is a network, a hardware address and a socket. */
export const ipx = tableProtocol({
  id: 'ipx',
  title: 'Internetwork Packet Exchange',
  rfc: RFC,
  carriedAs: 0x8137,
  fields: FIELDS,
  end: ({ length }, start, limit) => (length < HEADER_BYTES ? limit : start + length),
  derive: { length: ({ start, end }) => end - start },
  rules: [
    {
      code: 'old-stack/length-mismatch',
      severity: 'error',
      field: 'length',
      rfc: RFC,
      broken: ({ header, start, limit }) =>
        header.length < HEADER_BYTES || header.length > limit - start,
      expected: ({ start, limit }) => limit - start,
    },
  ],
});
