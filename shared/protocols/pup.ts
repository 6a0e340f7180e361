import type { Field } from './field.ts';
import { tableProtocol } from './table-protocol.ts';

const RFC = 'Xerox PARC CSL-79-10';
/** Header and checksum of a packet without data. */
const LEAST_BYTES = 22;
const CHECKSUM_BYTES = 2;
const NO_CHECKSUM = 0xffff;

const FIELDS = [
  {
    name: 'length',
    label: 'Length',
    bits: 16,
    kind: 'number',
    derived: true,
    unit: 'bytes',
    about: 'How long header, data and checksum are together; 22 without data.',
    rfc: RFC,
  },
  {
    name: 'transportControl',
    label: 'Transport control',
    bits: 8,
    kind: 'hex',
    about: 'The upper four bits count the gateways that the packet has passed.',
    rfc: RFC,
  },
  {
    name: 'type',
    label: 'Type',
    bits: 8,
    kind: 'number',
    about: 'What the packet means to the program that gets it.',
    rfc: RFC,
  },
  {
    name: 'identifier',
    label: 'Identifier',
    bits: 32,
    kind: 'hex',
    about: 'A number by which the two programs tell packets apart, often a place in a stream.',
    rfc: RFC,
  },
  {
    name: 'destinationNetwork',
    label: 'Destination network',
    bits: 8,
    kind: 'number',
    about: 'Which of at most 255 networks the packet goes to; 0 when the sender does not know.',
    rfc: RFC,
  },
  {
    name: 'destinationHost',
    label: 'Destination host',
    bits: 8,
    kind: 'number',
    about: 'Which machine on that network: its hardware address; 0 means all of them.',
    rfc: RFC,
  },
  {
    name: 'destinationSocket',
    label: 'Destination socket',
    bits: 32,
    kind: 'hex',
    about: 'Which program on the machine the packet is for.',
    rfc: RFC,
  },
  {
    name: 'sourceNetwork',
    label: 'Source network',
    bits: 8,
    kind: 'number',
    about: 'Which network the packet comes from.',
    rfc: RFC,
  },
  {
    name: 'sourceHost',
    label: 'Source host',
    bits: 8,
    kind: 'number',
    about: 'Which machine on that network sent it.',
    rfc: RFC,
  },
  {
    name: 'sourceSocket',
    label: 'Source socket',
    bits: 32,
    kind: 'hex',
    about: 'Which program sent it.',
    rfc: RFC,
  },
  {
    name: 'checksum',
    label: 'Checksum',
    bits: 16,
    kind: 'hex',
    derived: true,
    trailer: true,
    about:
      'A sum over all words before it, turned by one bit at each step; all ones: none was made.',
    rfc: RFC,
  },
] as const satisfies readonly Field[];

/** Sum of the 16-bit words of `bytes[start, end)`, carries added at the bottom, turned left by one bit at each step. A
 *  result of all ones is written 0, because all ones means that there is none. */
const pupChecksum = (bytes: Uint8Array, start: number, end: number): number => {
  let sum = 0;
  for (let at = start; at < end; at += 2) {
    sum += ((bytes[at] ?? 0) << 8) | (at + 1 < end ? (bytes[at + 1] ?? 0) : 0);
    if (sum > 0xffff) sum -= 0xffff;
    sum = ((sum << 1) & 0xffff) | (sum >> 15);
  }
  return sum === NO_CHECKSUM ? 0 : sum;
};

/** Pup: 20 bytes of header, data, a checksum behind it. An odd byte of data is for the caller to pad. */
export const pup = tableProtocol({
  id: 'pup',
  title: 'PARC Universal Packet',
  rfc: RFC,
  carriedAs: 0x0a00,
  fields: FIELDS,
  derive: {
    length: ({ start, end }) => end - start + CHECKSUM_BYTES,
    checksum: ({ bytes, start, end }) => pupChecksum(bytes, start, end),
  },
  rules: [
    {
      code: 'old-stack/length-mismatch',
      severity: 'error',
      field: 'length',
      rfc: RFC,
      broken: ({ header, start, limit }) =>
        header.length < LEAST_BYTES || header.length > limit - start,
      expected: ({ start, limit }) => limit - start,
    },
    {
      code: 'old-stack/bad-checksum',
      severity: 'error',
      field: 'checksum',
      rfc: RFC,
      broken: ({ header, bytes, start, end }) =>
        header.checksum !== NO_CHECKSUM && header.checksum !== pupChecksum(bytes, start, end),
      expected: ({ bytes, start, end }) => pupChecksum(bytes, start, end),
    },
  ],
});
