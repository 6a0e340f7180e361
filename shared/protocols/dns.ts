import { err, ok } from '../base/result.ts';
import { writeBits } from './bit-access.ts';
import { readQuestions, readRecords } from './dns-decode.ts';
import { DNS_HEADER_BYTES, writeMessage } from './dns-encode.ts';
import { dissectMessage } from './dns-explain.ts';
import { DNS_FIELDS } from './dns-fields.ts';
import { generateSections } from './dns-generate.ts';
import type { DnsMessage } from './dns-message.ts';
import type { MessageReader } from './dns-name.ts';
import type { FixedOf } from './field.ts';
import { generateValues } from './generate.ts';
import { dissectTruncated } from './header-spans.ts';
import type { IssueCode } from './issue.ts';
import type { Protocol, Truncated } from './protocol.ts';
import { type HeaderValues, tableOf } from './table.ts';

export type { DnsMessage, DnsQuestion, RecordData, ResourceRecord } from './dns-message.ts';

/** Why a message cannot be decoded: it ends too soon, or byte `at` of the bytes breaks a rule. */
export type DnsProblem =
  | Truncated
  | { readonly code: IssueCode; readonly protocol: string; readonly at: number };

const table = tableOf('dns', DNS_FIELDS);
const PLACE = { id: 'dns', rfc: 'RFC 1035' } as const;

const NO_BYTES = new Uint8Array(0);

const SECTION_OF = {
  questionCount: 'questions',
  answerCount: 'answers',
  authorityCount: 'authorities',
  additionalCount: 'additionals',
} as const;

type CountName = keyof typeof SECTION_OF;

const isCount = (name: string): name is CountName => name in SECTION_OF;

const COUNTS = table.fixed.flatMap(column =>
  isCount(column.name) ? [{ column, count: column.name, section: SECTION_OF[column.name] }] : [],
);

const writeHeader = (bytes: Uint8Array, message: Partial<DnsMessage>): void => {
  table.write(bytes, 0, DNS_HEADER_BYTES, message as HeaderValues);
  for (const { column, count, section } of COUNTS) {
    writeBits(bytes, 0, column, message[count] ?? message[section]?.length ?? 0);
  }
};

const readMessage = (reader: MessageReader): DnsMessage => {
  const { questionCount, answerCount, authorityCount, additionalCount, ...flags } = table.read(
    reader.bytes,
    reader.start,
    reader.at,
    reader.end,
  );
  return {
    ...flags,
    questions: readQuestions(reader, questionCount),
    answers: readRecords(reader, answerCount),
    authorities: readRecords(reader, authorityCount),
    additionals: readRecords(reader, additionalCount),
  };
};

type DnsProtocol = Protocol<DnsMessage, FixedOf<typeof DNS_FIELDS>, DnsProblem>;

const decode: DnsProtocol['decode'] = (bytes, offset = 0, end = bytes.length) => {
  const available = end - offset;
  if (available < DNS_HEADER_BYTES) {
    return err({
      code: 'header/truncated',
      protocol: 'dns',
      needed: DNS_HEADER_BYTES,
      available,
    });
  }
  const reader: MessageReader = {
    bytes,
    start: offset,
    end,
    at: offset + DNS_HEADER_BYTES,
    problem: undefined,
  };
  const header = readMessage(reader);
  if (reader.problem !== undefined) {
    return err({ code: reader.problem.code, protocol: 'dns', at: reader.problem.at });
  }
  const { at } = reader;
  return ok({ header, headerLength: at - offset, payloadStart: at, payloadEnd: end });
};

/** DNS message, RFC 1035 §4. `decode` takes it apart or says what is wrong with it, `encode` compresses
 *  names, `view` reads the fixed header of 12 bytes. `fields` are those of that header. */
export const dns: DnsProtocol = {
  ...PLACE,
  title: 'Domain Name System',
  fields: DNS_FIELDS,
  decode,
  view: table.view,
  encode: (message, payload = NO_BYTES) => writeMessage(message, writeHeader, payload),
  dissect: (bytes, start, limit) => {
    if (limit - start < DNS_HEADER_BYTES) {
      return dissectTruncated(PLACE, table, bytes, start, limit, DNS_HEADER_BYTES);
    }
    const decoded = decode(bytes, start, limit);
    const message = decoded.ok ? decoded.value.header : undefined;
    return dissectMessage(table, message, bytes, start, limit);
  },
  generate: random => {
    const flags = generateValues(DNS_FIELDS, random) as Partial<DnsMessage>;
    return { ...flags, ...generateSections(random, flags.qr ?? 0) };
  },
};
