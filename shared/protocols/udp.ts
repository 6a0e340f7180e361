import type { HeaderOf } from './field.ts';
import { PORTS } from './iana.ts';
import type { Unit } from './protocol.ts';
import { transportChecksum, withoutGiven } from './pseudo-header.ts';
import { tableProtocol } from './table-protocol.ts';

const PROTOCOL_NUMBER = 17;
const HEADER_BYTES = 8;

const FIELDS = [
  {
    name: 'sourcePort',
    label: 'Source port',
    bits: 16,
    kind: 'number',
    names: PORTS,
    about: 'Where an answer should go back to; 0 when none is wanted.',
    rfc: 'RFC 768',
    samples: [1024, 49152, 50000, 60321, 65535],
  },
  {
    name: 'destinationPort',
    label: 'Destination port',
    bits: 16,
    kind: 'number',
    names: PORTS,
    about: 'Which program on the destination host the datagram is for.',
    rfc: 'RFC 768',
    samples: [1, 7, 9, 5000, 40000, 65535],
  },
  {
    name: 'length',
    label: 'Length',
    bits: 16,
    kind: 'number',
    derived: true,
    unit: 'bytes',
    about: 'How long header and data are together; a datagram without data has 8.',
    rfc: 'RFC 768',
  },
  {
    name: 'checksum',
    label: 'Checksum',
    bits: 16,
    kind: 'hex',
    derived: true,
    about: 'Guards header, data and both addresses; 0 means that the sender made none.',
    rfc: 'RFC 768',
  },
] as const;

export type UdpHeader = HeaderOf<typeof FIELDS>;

// A computed 0 is sent as 0xffff: 0 means "no checksum" (RFC 768).
const sentAs = (checksum: number): number => (checksum === 0 ? 0xffff : checksum);

const checksumOf = (unit: Unit): number => {
  const checksum = transportChecksum(unit, PROTOCOL_NUMBER);
  return checksum === undefined ? 0 : sentAs(checksum);
};

/** UDP datagram, RFC 768: 8 bytes of header. Without addresses in the context no checksum is made (0). */
export const udp = tableProtocol({
  id: 'udp',
  title: 'User Datagram Protocol',
  rfc: 'RFC 768',
  carriedAs: PROTOCOL_NUMBER,
  fields: FIELDS,
  end: ({ length }, start, limit) => (length < HEADER_BYTES ? limit : start + length),
  derive: { length: ({ start, end }) => end - start, checksum: checksumOf },
  rules: [
    {
      code: 'udp/destination-port-zero',
      severity: 'warning',
      field: 'destinationPort',
      rfc: 'RFC 6335 §6',
      broken: ({ header }) => header.destinationPort === 0,
    },
    {
      code: 'udp/length-too-short',
      severity: 'error',
      field: 'length',
      rfc: 'RFC 768',
      broken: ({ header }) => header.length < HEADER_BYTES,
      expected: ({ start, limit }) => limit - start,
    },
    {
      code: 'udp/length-too-long',
      severity: 'error',
      field: 'length',
      rfc: 'RFC 768',
      broken: ({ header, start, limit }) => header.length > limit - start,
      expected: ({ start, limit }) => limit - start,
    },
    {
      code: 'udp/checksum-missing',
      severity: 'error',
      field: 'checksum',
      rfc: 'RFC 8200 §8.1',
      broken: ({ header, context }) =>
        header.checksum === 0 && typeof context.destinationAddress === 'bigint',
    },
    {
      code: 'udp/bad-checksum',
      severity: 'error',
      field: 'checksum',
      rfc: 'RFC 768',
      broken: subject => {
        const { header, start, limit } = subject;
        if (header.checksum === 0 || header.length > limit - start) return false;
        return (transportChecksum(subject, PROTOCOL_NUMBER) ?? 0) !== 0;
      },
      expected: subject => {
        const checksum = transportChecksum(subject, PROTOCOL_NUMBER) ?? 0;
        return sentAs(withoutGiven(checksum, subject.header.checksum));
      },
    },
  ],
});
