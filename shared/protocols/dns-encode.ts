import type {
  DnsMessage,
  DnsOption,
  DnsQuestion,
  RecordData,
  ResourceRecord,
} from './dns-message.ts';
import { type MessageWriter, writeName } from './dns-name.ts';
import { DATA_PARTS, type Part, type PartValue } from './dns-record.ts';

const write16 = (writer: MessageWriter, value: number): void => {
  writer.bytes[writer.at++] = value >>> 8;
  writer.bytes[writer.at++] = value;
};

const write32 = (writer: MessageWriter, value: number): void => {
  write16(writer, value >>> 16);
  write16(writer, value & 0xffff);
};

const writeBytes = (writer: MessageWriter, bytes: Uint8Array): void => {
  writer.bytes.set(bytes, writer.at);
  writer.at += bytes.length;
};

const writeTexts = (writer: MessageWriter, texts: readonly Uint8Array[]): void => {
  for (const text of texts) {
    const written = text.subarray(0, 255);
    writer.bytes[writer.at++] = written.length;
    writeBytes(writer, written);
  }
};

const writeOptions = (writer: MessageWriter, options: readonly DnsOption[]): void => {
  for (const { code, bytes } of options) {
    write16(writer, code);
    write16(writer, bytes.length);
    writeBytes(writer, bytes);
  }
};

const writeNumber = (writer: MessageWriter, kind: Part['kind'], value: number): void => {
  if (kind === 'number16') write16(writer, value);
  else if (kind === 'number8') writer.bytes[writer.at++] = value;
  else write32(writer, value);
};

// The name of a host in an SRV record is not compressed, RFC 2782: it is written as if nothing stood before it.
const writePlainName = (writer: MessageWriter, name: string): void => {
  const alone: MessageWriter = { bytes: writer.bytes, at: writer.at, known: new Map() };
  writeName(alone, name);
  writer.at = alone.at;
};

const writePart = (writer: MessageWriter, { kind }: Part, value: PartValue): void => {
  if (typeof value === 'string') {
    if (kind === 'name') writeName(writer, value);
    else writePlainName(writer, value);
  } else if (typeof value === 'number') writeNumber(writer, kind, value);
  else if (!(value instanceof Uint8Array)) {
    if (kind === 'options') writeOptions(writer, value as readonly DnsOption[]);
    else writeTexts(writer, value as readonly Uint8Array[]);
  } else if (kind === 'text') writeTexts(writer, [value]);
  else writeBytes(writer, value);
};

const writeData = (writer: MessageWriter, data: RecordData): void => {
  if (data.kind === 'unknown') {
    writeBytes(writer, data.bytes);
    return;
  }
  const values = data as unknown as Readonly<Record<string, PartValue>>;
  for (const part of DATA_PARTS[data.kind]) writePart(writer, part, values[part.name] ?? 0);
};

const writeQuestion = (writer: MessageWriter, question: DnsQuestion): void => {
  writeName(writer, question.name);
  write16(writer, question.type);
  write16(writer, question.class);
};

const writeRecord = (writer: MessageWriter, record: ResourceRecord): void => {
  writeQuestion(writer, record);
  write32(writer, record.ttl);
  const from = writer.at;
  writer.at += 2;
  writeData(writer, record.data);
  const end = writer.at;
  writer.at = from;
  write16(writer, record.dataLength ?? end - from - 2);
  writer.at = end;
};

const nameRoom = (name: string): number => name.length * 3 + 2;

const dataRoom = (data: RecordData): number => {
  switch (data.kind) {
    case 'A':
      return 4;
    case 'AAAA':
    case 'unknown':
      return data.bytes.length;
    case 'SOA':
      return nameRoom(data.primary) + nameRoom(data.mailbox) + 20;
    case 'MX':
      return nameRoom(data.exchange) + 2;
    case 'TXT':
      return data.texts.length * 256;
    case 'SRV':
      return nameRoom(data.target) + 6;
    case 'CAA':
      return data.value.length + 257;
    case 'OPT':
      return data.options.reduce((room, { bytes }) => room + bytes.length + 4, 0);
    default:
      return nameRoom(data.name);
  }
};

/** At most this many bytes: names in UTF-8 and without compression. */
const roomFor = (questions: readonly DnsQuestion[], records: readonly ResourceRecord[]): number => {
  let room = DNS_HEADER_BYTES;
  for (const question of questions) room += nameRoom(question.name) + 4;
  for (const record of records) room += nameRoom(record.name) + 10 + dataRoom(record.data);
  return room;
};

/** Length of the fixed header, RFC 1035 §4.1.1. */
export const DNS_HEADER_BYTES = 12;

// Most messages are written here and copied out, so that one array is made instead of two.
const SCRATCH = new Uint8Array(4096);

const NONE: readonly never[] = [];

/** The bytes of `message`, names compressed, with room for `writeHeader` to fill the first 12; then
 *  `payload` behind it. */
export const writeMessage = (
  message: Partial<DnsMessage>,
  writeHeader: (bytes: Uint8Array, message: Partial<DnsMessage>) => void,
  payload: Uint8Array,
): Uint8Array => {
  const { questions = NONE, answers = NONE, authorities = NONE, additionals = NONE } = message;
  const records = [...answers, ...authorities, ...additionals];
  const room = roomFor(questions, records) + payload.length;
  const bytes = room > SCRATCH.length ? new Uint8Array(room) : SCRATCH;
  bytes.fill(0, 0, DNS_HEADER_BYTES);
  writeHeader(bytes, message);
  const writer: MessageWriter = { bytes, at: DNS_HEADER_BYTES, known: new Map() };
  for (const question of questions) writeQuestion(writer, question);
  for (const record of records) writeRecord(writer, record);
  writeBytes(writer, payload);
  return bytes.slice(0, writer.at);
};
