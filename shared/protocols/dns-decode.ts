import { read16 } from '../base/bytes.ts';
import type { DnsOption, DnsQuestion, RecordData, ResourceRecord } from './dns-message.ts';
import { type MessageReader, readName } from './dns-name.ts';
import { DATA_PARTS, dataKindOf, type Part, type PartValue } from './dns-record.ts';
import type { IssueCode } from './issue.ts';

/** Marks the reader's place as the first thing that could not be read. */
export const failAt = (reader: MessageReader, code: IssueCode, at = reader.at): void => {
  reader.problem ??= { code, at, resume: undefined };
};

const next16 = (reader: MessageReader): number => {
  const { bytes, at } = reader;
  if (at + 2 > reader.end) {
    failAt(reader, 'header/truncated');
    return 0;
  }
  reader.at = at + 2;
  return read16(bytes, at);
};

const next32 = (reader: MessageReader): number => {
  const high = next16(reader);
  return high * 0x10000 + next16(reader);
};

const readBytes = (reader: MessageReader, length: number): Uint8Array => {
  const { bytes, at } = reader;
  if (at + length > reader.end) {
    failAt(reader, 'header/truncated');
    return new Uint8Array(0);
  }
  reader.at = at + length;
  return bytes.subarray(at, at + length);
};

const readTexts = (reader: MessageReader, end: number): readonly Uint8Array[] => {
  const texts: Uint8Array[] = [];
  while (reader.at < end && reader.problem === undefined) {
    const length = reader.bytes[reader.at] ?? 0;
    reader.at++;
    texts.push(readBytes(reader, length));
  }
  return texts;
};

const readText = (reader: MessageReader): Uint8Array => {
  const [length] = readBytes(reader, 1);
  return readBytes(reader, length ?? 0);
};

const readOptions = (reader: MessageReader, end: number): readonly DnsOption[] => {
  const options: DnsOption[] = [];
  while (reader.at < end && reader.problem === undefined) {
    const code = next16(reader);
    options.push({ code, bytes: readBytes(reader, next16(reader)) });
  }
  return options;
};

/** A number, a name, bytes, texts or options, as `part` says; `end` is the end of the data. */
export const readPart = (reader: MessageReader, part: Part, end: number): PartValue => {
  switch (part.kind) {
    case 'name':
    case 'plain-name':
      return readName(reader);
    case 'number8':
      return readBytes(reader, 1)[0] ?? 0;
    case 'number16':
      return next16(reader);
    case 'number32':
    case 'ipv4':
      return next32(reader);
    case 'ipv6':
      return readBytes(reader, 16);
    case 'text':
      return readText(reader);
    case 'texts':
      return readTexts(reader, end);
    case 'rest':
      return readBytes(reader, Math.max(0, end - reader.at));
    case 'options':
      return readOptions(reader, end);
  }
};

/** Record data of `type` that ends at `end`. Data without bytes is unknown whatever its type (that is how an update
 *  deletes, RFC 2136 §2.5.2), except that an OPT record may have no options. */
const readData = (reader: MessageReader, type: number, end: number): RecordData => {
  const from = reader.at;
  const kind = dataKindOf(type);
  if (kind === undefined || (from === end && kind !== 'OPT')) {
    return { kind: 'unknown', bytes: readBytes(reader, end - from) };
  }
  const data: Record<string, unknown> = { kind };
  for (const part of DATA_PARTS[kind]) data[part.name] = readPart(reader, part, end);
  if (reader.at !== end) failAt(reader, 'dns/data-length-mismatch', from);
  return data as RecordData;
};

const readQuestion = (reader: MessageReader): DnsQuestion => ({
  name: readName(reader),
  type: next16(reader),
  class: next16(reader),
});

const readRecord = (reader: MessageReader): ResourceRecord => {
  const name = readName(reader);
  const type = next16(reader);
  const recordClass = next16(reader);
  const ttl = next32(reader);
  const length = next16(reader);
  const end = reader.at + length;
  if (end > reader.end) failAt(reader, 'header/truncated');
  const data: RecordData =
    reader.problem === undefined
      ? readData(reader, type, end)
      : { kind: 'unknown', bytes: new Uint8Array(0) };
  return { name, type, class: recordClass, ttl, data };
};

const readSection =
  <Item>(readItem: (reader: MessageReader) => Item) =>
  (reader: MessageReader, count: number): readonly Item[] => {
    const items: Item[] = [];
    while (items.length < count && reader.problem === undefined) {
      if (reader.at >= reader.end) failAt(reader, 'dns/count-too-high');
      else items.push(readItem(reader));
    }
    return items;
  };

/** `count` questions from the reader's place on, fewer when one cannot be read. */
export const readQuestions = readSection(readQuestion);

/** `count` resource records from the reader's place on, fewer when one cannot be read. */
export const readRecords = readSection(readRecord);
