import type { HeaderOf } from './field.ts';
import {
  type HeaderOption,
  optionLengthRule,
  optionSpans,
  writeOptions,
  wrongPadding,
} from './options.ts';
import type { Rule, Subject } from './protocol.ts';
import { transportChecksum, withoutGiven } from './pseudo-header.ts';
import { tableProtocol } from './table-protocol.ts';
import { TCP_FIELDS } from './tcp-fields.ts';
import type { TypeLengths } from './tlv-spans.ts';

export type TcpHeader = HeaderOf<typeof TCP_FIELDS>;

const PROTOCOL_NUMBER = 6;
const FIXED_BYTES = 20;
const RFC = 'RFC 9293 §3.1';

/** Kind of the option that carries the maximum segment size, RFC 9293 §3.7.1. */
export const MAXIMUM_SEGMENT_SIZE = 2;

/** The eight control bits, RFC 9293 §3.1. */
export const CONTROL_BITS = ['cwr', 'ece', 'urg', 'ack', 'psh', 'rst', 'syn', 'fin'] as const;
export type ControlBit = (typeof CONTROL_BITS)[number];

const SPOKEN: readonly ControlBit[] = ['syn', 'fin', 'rst', 'psh', 'ack', 'urg', 'ece', 'cwr'];

/** Control bits by the value of their byte in the header, as people say them. */
const SAID: readonly string[] = Array.from({ length: 256 }, (_, byte) =>
  SPOKEN.filter(bit => (byte >> (7 - CONTROL_BITS.indexOf(bit))) & 1)
    .map(bit => bit.toUpperCase())
    .join(' '),
);

/** The control bits that are set, as people say them: `SYN ACK`; empty when none is. */
export const flagsOf = (header: Readonly<Record<ControlBit, number>>): string => {
  let byte = 0;
  for (const bit of CONTROL_BITS) byte = byte * 2 + (header[bit] === 1 ? 1 : 0);
  return SAID[byte] ?? '';
};

/** RFC 9293 §3.2, RFC 7323 §2.2 and §3.2, RFC 2018 §2 and §3. */
const OPTION_LENGTHS: TypeLengths = {
  [MAXIMUM_SEGMENT_SIZE]: length => length === 4,
  3: length => length === 3,
  4: length => length === 2,
  5: length => length >= 10 && length % 8 === 2,
  8: length => length === 10,
};

const paddingOf = ({ bytes, start, headerEnd }: Subject<TcpHeader>) =>
  wrongPadding(bytes, start + FIXED_BYTES, headerEnd);

const RULES: readonly Rule<TcpHeader>[] = [
  {
    code: 'tcp/port-zero',
    severity: 'warning',
    field: 'sourcePort',
    rfc: 'RFC 6335 §6',
    broken: ({ header }) => header.sourcePort === 0,
  },
  {
    code: 'tcp/port-zero',
    severity: 'warning',
    field: 'destinationPort',
    rfc: 'RFC 6335 §6',
    broken: ({ header }) => header.destinationPort === 0,
  },
  {
    code: 'tcp/acknowledgment-without-ack',
    severity: 'note',
    field: 'acknowledgmentNumber',
    rfc: RFC,
    broken: ({ header }) => header.ack === 0 && header.acknowledgmentNumber !== 0,
  },
  {
    code: 'tcp/short-data-offset',
    severity: 'error',
    field: 'dataOffset',
    rfc: RFC,
    broken: ({ header }) => header.dataOffset < 5,
    expected: () => 5,
  },
  {
    code: 'tcp/reserved-bits-set',
    severity: 'warning',
    field: 'reserved',
    rfc: RFC,
    broken: ({ header }) => header.reserved !== 0,
    expected: () => 0,
  },
  {
    code: 'tcp/syn-with-rst',
    severity: 'warning',
    field: 'rst',
    rfc: RFC,
    broken: ({ header }) => header.syn === 1 && header.rst === 1,
  },
  {
    code: 'tcp/syn-with-fin',
    severity: 'warning',
    field: 'syn',
    rfc: RFC,
    broken: ({ header }) => header.syn === 1 && header.fin === 1,
  },
  {
    code: 'tcp/no-flags',
    severity: 'warning',
    field: 'ack',
    rfc: RFC,
    broken: ({ header }) => CONTROL_BITS.every(bit => header[bit] === 0),
  },
  {
    code: 'tcp/bad-checksum',
    severity: 'error',
    field: 'checksum',
    rfc: RFC,
    broken: subject => (transportChecksum(subject, PROTOCOL_NUMBER) ?? 0) !== 0,
    expected: subject =>
      withoutGiven(transportChecksum(subject, PROTOCOL_NUMBER) ?? 0, subject.header.checksum),
  },
  {
    code: 'tcp/urgent-pointer-without-urg',
    severity: 'note',
    field: 'urgentPointer',
    rfc: RFC,
    broken: ({ header }) => header.urg === 0 && header.urgentPointer !== 0,
  },
  optionLengthRule('tcp', 'tcp/bad-option-length', FIXED_BYTES, OPTION_LENGTHS, RFC),
  {
    code: 'tcp/padding-not-zero',
    severity: 'warning',
    field: 'options',
    rfc: RFC,
    broken: subject => paddingOf(subject) !== undefined,
    place: subject => {
      const { from, to } = paddingOf(subject) ?? { from: subject.headerEnd, to: subject.headerEnd };
      return { path: 'tcp.options', bitOffset: from * 8, bitLength: (to - from) * 8 };
    },
  },
];

const SAMPLE_OPTIONS: readonly (readonly HeaderOption[])[] = [
  [],
  [],
  [{ kind: MAXIMUM_SEGMENT_SIZE, data: Uint8Array.of(0x05, 0xb4) }],
  [
    { kind: 4, data: new Uint8Array(0) },
    { kind: 3, data: Uint8Array.of(7) },
  ],
  [
    { kind: 1, data: new Uint8Array(0) },
    { kind: 1, data: new Uint8Array(0) },
    { kind: 8, data: Uint8Array.of(0, 0, 0, 1, 0, 0, 0, 2) },
  ],
];

/** TCP header, RFC 9293 §3.1: 20 bytes and up to 40 of options (`options`: their bytes as on the
 *  wire, padded to whole words when written). Without addresses in the context the checksum is 0. */
export const tcp = tableProtocol({
  id: 'tcp',
  title: 'Transmission Control Protocol',
  rfc: 'RFC 9293',
  carriedAs: PROTOCOL_NUMBER,
  fields: TCP_FIELDS,
  headerLength: (bytes, start) => ((bytes[start + 12] ?? 0) >> 4) * 4,
  derive: {
    dataOffset: ({ start, headerEnd }) => (headerEnd - start) / 4,
    checksum: unit => transportChecksum(unit, PROTOCOL_NUMBER) ?? 0,
  },
  rules: RULES,
  opens: ({ header }) => header.dataOffset >= 5,
  tailSpans: optionSpans(
    'tcp',
    {
      0: 'End of options',
      1: 'No operation',
      2: 'Maximum segment size',
      3: 'Window scale',
      4: 'Selective acknowledgment permitted',
      5: 'Selective acknowledgment',
      8: 'Timestamps',
    },
    'RFC 9293 §3.2',
  ),
  generateTail: random =>
    writeOptions(SAMPLE_OPTIONS[Math.floor(random() * SAMPLE_OPTIONS.length)] ?? []),
});
