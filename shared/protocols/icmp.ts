import { ok } from '../base/result.ts';
import { internetChecksum } from './checksum.ts';
import type { Field, HeaderOf } from './field.ts';
import { generateBytes } from './generate.ts';
import { ICMP_TYPES } from './iana.ts';
import type { Decoded, HeaderWriter, Protocol, Rule, Subject, Unit } from './protocol.ts';
import { withoutGiven } from './pseudo-header.ts';
import type { HeaderValues } from './table.ts';
import { tableProtocol } from './table-protocol.ts';

/** Types of the course, RFC 792. */
export const ECHO_REPLY = 0;
export const DESTINATION_UNREACHABLE = 3;
export const ECHO_REQUEST = 8;
export const TIME_EXCEEDED = 11;

const PROTOCOL_NUMBER = 1;

const START = [
  {
    name: 'type',
    label: 'Type',
    bits: 8,
    kind: 'number',
    default: ECHO_REQUEST,
    names: ICMP_TYPES,
    about: 'What the message is: a question, its answer, or news of a packet that failed.',
    rfc: 'RFC 792',
  },
  {
    name: 'code',
    label: 'Code',
    bits: 8,
    kind: 'number',
    about: 'The reason within the type: for type 3, code 1 is "no such host", 3 "no such port".',
    rfc: 'RFC 792',
    samples: [0],
  },
  {
    name: 'checksum',
    label: 'Checksum',
    bits: 16,
    kind: 'hex',
    derived: true,
    about: 'Guards the whole message; there is no pseudo header.',
    rfc: 'RFC 792',
  },
] as const satisfies readonly Field[];

const DATA = {
  name: 'data',
  label: 'Data',
  bits: 0,
  kind: 'bytes',
  about:
    'For an echo any bytes, which come back; for an error the start of the packet that failed.',
  rfc: 'RFC 792',
} as const satisfies Field;

const ECHO_FIELDS = [
  ...START,
  {
    name: 'identifier',
    label: 'Identifier',
    bits: 16,
    kind: 'number',
    about: 'Which program asks, so that the answer finds it.',
    rfc: 'RFC 792',
  },
  {
    name: 'sequenceNumber',
    label: 'Sequence number',
    bits: 16,
    kind: 'number',
    about: 'Counts the questions, so that each answer finds its own.',
    rfc: 'RFC 792',
  },
  DATA,
] as const satisfies readonly Field[];

const REST_FIELDS = [
  ...START,
  {
    name: 'rest',
    label: 'Unused',
    bits: 32,
    kind: 'hex',
    about: 'Not used by most errors: 0.',
    rfc: 'RFC 792',
    samples: [0],
  },
  DATA,
] as const satisfies readonly Field[];

interface Start {
  readonly type: number;
  readonly checksum: number;
}

const checksumOf = ({ bytes, start, limit }: Subject<Start>): number =>
  internetChecksum(bytes, start, limit);

const rulesOf = <Header extends Start>(): readonly Rule<Header>[] => [
  {
    code: 'icmp/unknown-type',
    severity: 'note',
    field: 'type',
    rfc: 'RFC 792',
    broken: ({ header }) => ICMP_TYPES[header.type] === undefined,
  },
  {
    code: 'icmp/bad-checksum',
    severity: 'error',
    field: 'checksum',
    rfc: 'RFC 792',
    // Over a message whose end is missing nothing can be said.
    broken: subject => (subject.context.cutBytes ?? 0) === 0 && checksumOf(subject) !== 0,
    expected: subject => withoutGiven(checksumOf(subject), subject.header.checksum),
  },
];

const SHARED = {
  id: 'icmp',
  title: 'Internet Control Message Protocol',
  rfc: 'RFC 792',
  carriedAs: PROTOCOL_NUMBER,
  // The data is a field of the message, so the header reaches to its end.
  headerLength: (_bytes: Uint8Array, start: number, limit: number) => limit - start,
  derive: { checksum: ({ bytes, start, end }: Unit) => internetChecksum(bytes, start, end) },
  generateTail: (random: () => number) => generateBytes(random, Math.floor(random() * 57)),
} as const;

const echo = tableProtocol({ ...SHARED, fields: ECHO_FIELDS, rules: rulesOf() });
const other = tableProtocol({ ...SHARED, fields: REST_FIELDS, rules: rulesOf() });

const isEcho = (type: unknown): boolean =>
  type === undefined || type === ECHO_REQUEST || type === ECHO_REPLY;

/** An ICMP message. `identifier` and `sequenceNumber` are the two halves of `rest`: an echo is
 *  written from the halves, every other type from the whole. */
export interface IcmpHeader extends HeaderOf<typeof ECHO_FIELDS>, HeaderOf<typeof REST_FIELDS> {}

/** The fields of the message's type: echo and echo reply have their own, RFC 792. */
export const icmpFieldsOf = (type: number): readonly Field[] =>
  isEcho(type) ? ECHO_FIELDS : REST_FIELDS;

const writerFor = (values: HeaderValues): HeaderWriter =>
  isEcho(values.type) ? echo.writer : other.writer;

const writer: HeaderWriter = {
  ...echo.writer,
  write: (bytes, start, end, values) => writerFor(values).write(bytes, start, end, values),
};

const withRest = ({
  header,
  ...place
}: Decoded<HeaderOf<typeof ECHO_FIELDS>>): Decoded<IcmpHeader> => ({
  ...place,
  header: { ...header, rest: header.identifier * 0x10000 + header.sequenceNumber },
});

type IcmpFixed = Omit<IcmpHeader, 'data' | 'rest'>;

/** ICMP message, RFC 792: 8 bytes and data. `fields` are those of an echo; see `icmpFieldsOf`.
 *  A payload given to `encode` follows the data. */
export const icmp: Protocol<IcmpHeader, IcmpFixed> & { readonly writer: HeaderWriter } = {
  ...echo,
  writer,
  decode: (bytes, offset, end) => {
    const decoded = echo.decode(bytes, offset, end);
    return decoded.ok ? ok(withRest(decoded.value)) : decoded;
  },
  encode: (values, payload, context) =>
    isEcho(values.type)
      ? echo.encode(values, payload, context)
      : other.encode(values, payload, context),
  dissect: (bytes, start, limit, context) =>
    (isEcho(bytes[start]) ? echo : other).dissect(bytes, start, limit, context),
  generate: random => {
    const type = random() < 0.5 ? ECHO_REQUEST : ECHO_REPLY;
    const values = echo.generate(random);
    const { identifier = 0, sequenceNumber = 0 } = values;
    return { ...values, type, rest: identifier * 0x10000 + sequenceNumber };
  },
};
