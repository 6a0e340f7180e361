import { utf8 } from '../base/bytes.ts';
import type { IssueCode } from './issue.ts';

/** Why a name cannot be read: `at` is the byte that shows it, `resume` where its bytes end in spite
 *  of that, or undefined when nobody can tell. */
export interface NameProblem {
  readonly code: IssueCode;
  readonly at: number;
  readonly resume: number | undefined;
}

/** A place in a message: `start` is the message's first byte, from which pointers count. */
export interface MessageReader {
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly end: number;
  at: number;
  /** The first thing that could not be read. */
  problem: NameProblem | undefined;
}

const LONGEST_LABEL = 63;
const LONGEST_NAME = 255;
const POINTER = 0xc0;

// A dot or backslash inside a label is escaped, other signs that cannot be seen are \DDD, RFC 1035 §5.1.
const SHOWN = Array.from({ length: 256 }, (_, byte) => {
  const sign = String.fromCharCode(byte);
  if (sign === '.' || sign === '\\') return `\\${sign}`;
  return byte > 32 && byte < 127 ? sign : `\\${String(byte).padStart(3, '0')}`;
});

/** The label of `length` bytes from `from`, in the notation of RFC 1035 §5.1. */
export const shownLabel = (bytes: Uint8Array, from: number, length: number): string => {
  let label = '';
  for (let at = from; at < from + length; at++) label += SHOWN[bytes[at] ?? 0];
  return label;
};

/** Where the pointer at `at` leads, or why it leads nowhere: it must go to an earlier place than
 *  every part of the name before it, RFC 1035 §4.1.4, so no chain of pointers can run in circles. */
const followPointer = (reader: MessageReader, at: number, before: number): number | IssueCode => {
  const { bytes, start, end } = reader;
  if (at + 2 > end) return 'dns/name-overruns';
  const target = start + (((bytes[at] ?? 0) & 0x3f) << 8) + (bytes[at + 1] ?? 0);
  if (target >= end) return 'dns/name-pointer-outside';
  return target >= before ? 'dns/name-pointer-loop' : target;
};

/** Reads labels up to the byte that ends their run (the root, a pointer or something wrong), adds them
 *  to `name` and leaves the reader on that byte. */
const readLabels = (reader: MessageReader, name: string): string => {
  const { bytes, end } = reader;
  let joined = name;
  let at = reader.at;
  let length = bytes[at] ?? 0;
  while (length > 0 && length <= LONGEST_LABEL && at + 1 + length <= end) {
    const label = shownLabel(bytes, at + 1, length);
    joined = joined === '' ? label : `${joined}.${label}`;
    at += length + 1;
    length = bytes[at] ?? 0;
  }
  reader.at = at;
  return joined;
};

const isPointer = ({ bytes, at, end }: MessageReader): boolean =>
  at < end && (bytes[at] ?? 0) >= POINTER;

/** Why the byte under the reader does not end a name well, or undefined when it does. */
const endProblem = ({ bytes, at, end }: MessageReader): IssueCode | undefined => {
  if (at >= end) return 'dns/name-overruns';
  const length = bytes[at] ?? 0;
  if (length === 0) return undefined;
  return length > LONGEST_LABEL ? 'dns/name-bad-label' : 'dns/name-overruns';
};

const fail = (reader: MessageReader, code: IssueCode, resume: number | undefined): void => {
  reader.problem ??= { code, at: reader.at, resume };
};

/** Reads the name at the reader, following pointers, and moves the reader behind it. Labels have
 *  dots between and none at the end; '' is the root. A problem ends the name early. */
export const readName = (reader: MessageReader): string => {
  const { end } = reader;
  let before = reader.at;
  let name = readLabels(reader, '');
  let wireLength = reader.at - before + 1;
  const own = reader.at;
  const resume = isPointer(reader) && own + 2 <= end ? own + 2 : undefined;
  while (isPointer(reader) && wireLength <= LONGEST_NAME) {
    const target = followPointer(reader, reader.at, before);
    if (typeof target !== 'number') {
      fail(reader, target, resume);
      return name;
    }
    before = target;
    reader.at = target;
    name = readLabels(reader, name);
    wireLength += reader.at - target;
  }
  const code = wireLength > LONGEST_NAME ? 'dns/name-too-long' : endProblem(reader);
  if (code !== undefined) fail(reader, code, resume);
  reader.at = resume ?? own + 1;
  return name;
};

const ESCAPE = /\\(\d{3})|\\(.)|([^\\])/gsu;

const labelBytes = (label: string): Uint8Array =>
  Uint8Array.from(
    [...label.matchAll(ESCAPE)].flatMap(([, code, escaped, plain]) =>
      code === undefined ? [...utf8(escaped ?? plain ?? '')] : [Number(code) & 255],
    ),
  );

/** Ends of the labels of `name`: dots that are not escaped, and its end. */
const labelEnd = (name: string, from: number): number => {
  for (let at = from; at < name.length; at++) {
    const sign = name[at];
    if (sign === '.') return at;
    if (sign === '\\') at++;
  }
  return name.length;
};

/** A message being written; `known` holds where names stand, by their exact text. */
export interface MessageWriter {
  readonly bytes: Uint8Array;
  at: number;
  readonly known: Map<string, number>;
}

const isPlain = (name: string): boolean => !/[^!-[\]-~]/.test(name);

const writePlainLabel = (writer: MessageWriter, name: string, from: number, to: number): void => {
  const { bytes } = writer;
  const length = Math.min(to - from, LONGEST_LABEL);
  bytes[writer.at++] = length;
  for (let index = 0; index < length; index++) {
    bytes[writer.at++] = name.charCodeAt(from + index);
  }
};

const writeEscapedLabel = (writer: MessageWriter, label: string): void => {
  const written = labelBytes(label).subarray(0, LONGEST_LABEL);
  writer.bytes[writer.at++] = written.length;
  writer.bytes.set(written, writer.at);
  writer.at += written.length;
};

const plainEnd = (name: string, from: number): number => {
  const dot = name.indexOf('.', from);
  return dot < 0 ? name.length : dot;
};

/** Writes a pointer when the whole `ending` stands somewhere already; else remembers this place. */
const pointedTo = (writer: MessageWriter, ending: string): boolean => {
  const known = writer.known.get(ending);
  if (known === undefined) {
    // A pointer has 14 bits.
    if (writer.at < 0x4000) writer.known.set(ending, writer.at);
    return false;
  }
  writer.bytes[writer.at++] = POINTER | (known >> 8);
  writer.bytes[writer.at++] = known & 255;
  return true;
};

/** Writes `name`; from the first ending that was written before in the same case, a pointer stands
 *  for it, RFC 1035 §4.1.4. Empty labels are left out and a label is cut at 63 bytes, as no message
 *  could hold them. */
export const writeName = (writer: MessageWriter, name: string): void => {
  const plain = isPlain(name);
  const endOf = plain ? plainEnd : labelEnd;
  const writeLabel = plain
    ? writePlainLabel
    : (into: MessageWriter, whole: string, start: number, stop: number): void =>
        writeEscapedLabel(into, whole.slice(start, stop));
  let from = 0;
  while (from < name.length) {
    const end = endOf(name, from);
    if (end > from) {
      if (pointedTo(writer, name.slice(from))) return;
      writeLabel(writer, name, from, end);
    }
    from = end + 1;
  }
  writer.bytes[writer.at++] = 0;
};
