import { ok } from '../base/result.ts';
import { internetChecksum } from './checksum.ts';
import type { Field, HeaderOf } from './field.ts';
import { generateBytes } from './generate.ts';
import { ICMP_TYPES } from './iana.ts';
import {
  ECHO_FIELDS,
  MASK_FIELDS,
  PARAMETER_FIELDS,
  REDIRECT_FIELDS,
  REST_FIELDS,
  TIMESTAMP_FIELDS,
  TOO_LONG_FIELDS,
} from './icmp-fields.ts';
import type {
  Decoded,
  EncodeContext,
  Explainable,
  HeaderWriter,
  Protocol,
  Rule,
  Subject,
  Unit,
} from './protocol.ts';
import { withoutGiven } from './pseudo-header.ts';
import type { HeaderValues } from './table.ts';
import { tableProtocol } from './table-protocol.ts';

/** Types of the course, RFC 792. */
export const ECHO_REPLY = 0;
export const DESTINATION_UNREACHABLE = 3;
export const ECHO_REQUEST = 8;
export const TIME_EXCEEDED = 11;

/** The code of an unreachable destination that tells the MTU of the next link, RFC 1191 §4. */
export const FRAGMENTATION_NEEDED = 4;

const PROTOCOL_NUMBER = 1;

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

interface Message extends Explainable {
  readonly writer: HeaderWriter;
  encode(values: HeaderValues, payload?: Uint8Array, context?: EncodeContext): Uint8Array;
}

const message = <const Fields extends readonly Field[]>(fields: Fields) =>
  tableProtocol({
    ...SHARED,
    fields,
    rules: rulesOf() as unknown as readonly Rule<HeaderOf<Fields>>[],
  });

const echo = message(ECHO_FIELDS);
const other = message(REST_FIELDS);
const tooLong = message(TOO_LONG_FIELDS);

/** By type, RFC 792 and RFC 950 (17 and 18). What is not here is known by its start only. */
const BY_TYPE: Readonly<Record<number, Message>> = {
  [ECHO_REPLY]: echo,
  5: message(REDIRECT_FIELDS),
  [ECHO_REQUEST]: echo,
  12: message(PARAMETER_FIELDS),
  13: message(TIMESTAMP_FIELDS),
  14: message(TIMESTAMP_FIELDS),
  15: echo,
  16: echo,
  17: message(MASK_FIELDS),
  18: message(MASK_FIELDS),
};

const messageOf = (type: number, code: number): Message =>
  type === DESTINATION_UNREACHABLE && code === FRAGMENTATION_NEEDED
    ? tooLong
    : (BY_TYPE[type] ?? other);

/** An ICMP message. `identifier` and `sequenceNumber` are the two halves of `rest`, the word behind the
 *  checksum, and `nextHopMtu` is its low half, RFC 1191 §4. */
export interface IcmpHeader extends HeaderOf<typeof ECHO_FIELDS>, HeaderOf<typeof REST_FIELDS> {
  readonly nextHopMtu: number;
}

/** The fields of a message with this type and code, in wire order. */
export const icmpFieldsOf = (type: number, code: number): readonly Field[] =>
  messageOf(type, code).fields;

const isEcho = (type: number): boolean => type === ECHO_REQUEST || type === ECHO_REPLY;

// An echo is written from the halves of the word. For others a word that is given whole is written whole.
const writableOf = ({ type, code, rest }: HeaderValues): Message => {
  const given = Number(type ?? ECHO_REQUEST);
  return rest === undefined || isEcho(given) ? messageOf(given, Number(code ?? 0)) : other;
};

const writer: HeaderWriter = {
  ...echo.writer,
  measure: values => writableOf(values).writer.measure(values),
  write: (bytes, start, end, values) => writableOf(values).writer.write(bytes, start, end, values),
};

const withWord = ({
  header,
  ...place
}: Decoded<HeaderOf<typeof ECHO_FIELDS>>): Decoded<IcmpHeader> => {
  const { identifier, sequenceNumber } = header;
  const rest = identifier * 0x10000 + sequenceNumber;
  return { ...place, header: { ...header, rest, nextHopMtu: sequenceNumber } };
};

type IcmpFixed = Omit<IcmpHeader, 'data' | 'rest' | 'nextHopMtu'>;

/** ICMP message, RFC 792: 8 bytes and data. `fields` are those of an echo; see `icmpFieldsOf`.
 *  A payload given to `encode` follows the data. */
export const icmp: Protocol<IcmpHeader, IcmpFixed> & { readonly writer: HeaderWriter } = {
  ...echo,
  writer,
  decode: (bytes, offset, end) => {
    const decoded = echo.decode(bytes, offset, end);
    return decoded.ok ? ok(withWord(decoded.value)) : decoded;
  },
  encode: (values, payload, context) => writableOf(values).encode(values, payload, context),
  dissect: (bytes, start, limit, context) =>
    messageOf(bytes[start] ?? 0, bytes[start + 1] ?? 0).dissect(bytes, start, limit, context),
  generate: random => {
    const type = random() < 0.5 ? ECHO_REQUEST : ECHO_REPLY;
    const values = echo.generate(random);
    const { identifier = 0, sequenceNumber = 0 } = values;
    return { ...values, type, rest: identifier * 0x10000 + sequenceNumber };
  },
};
