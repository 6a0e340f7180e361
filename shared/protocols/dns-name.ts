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

/** Bytes of a label without its length, and of a name with all lengths, RFC 1035 §3.1. */
export const LONGEST_LABEL = 63;
export const LONGEST_NAME = 255;
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

/** A message being written; `known` holds where names stand, by their exact text. */
export interface MessageWriter {
  readonly bytes: Uint8Array;
  at: number;
  readonly known: Map<string, number>;
}

const BACKSLASH = 92;
const DOT = 46;

const isDigit = (code: number): boolean => code >= 48 && code <= 57;

/** The sign at `at` of a name: its bytes, and how many characters stand for it. */
export const signAt = (
  name: string,
  at: number,
): { readonly bytes: Uint8Array; readonly characters: number } => {
  if (name.charCodeAt(at) !== BACKSLASH || at + 1 === name.length) {
    const sign = String.fromCodePoint(name.codePointAt(at) ?? 0);
    return { bytes: utf8(sign), characters: sign.length };
  }
  const isCode = [1, 2, 3].every(offset => isDigit(name.charCodeAt(at + offset)));
  if (isCode) {
    return { bytes: Uint8Array.of(Number(name.slice(at + 1, at + 4))), characters: 4 };
  }
  const escaped = String.fromCodePoint(name.codePointAt(at + 1) ?? 0);
  return { bytes: utf8(escaped), characters: escaped.length + 1 };
};

/** Writes the label from `from` on with its length before it; returns where it ends in `name`. */
const writeLabel = (writer: MessageWriter, name: string, from: number): number => {
  const { bytes } = writer;
  const lengthAt = writer.at++;
  let at = from;
  let code = name.charCodeAt(at);
  while (at < name.length && code !== DOT) {
    if (code < 128 && code !== BACKSLASH) {
      bytes[writer.at++] = code;
      at++;
    } else {
      const sign = signAt(name, at);
      bytes.set(sign.bytes, writer.at);
      writer.at += sign.bytes.length;
      at += sign.characters;
    }
    code = name.charCodeAt(at);
  }
  const length = Math.min(writer.at - lengthAt - 1, LONGEST_LABEL);
  bytes[lengthAt] = length;
  writer.at = lengthAt + 1 + length;
  return at;
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
  let from = 0;
  while (from < name.length) {
    if (name.charCodeAt(from) !== DOT) {
      if (pointedTo(writer, from === 0 ? name : name.slice(from))) return;
      from = writeLabel(writer, name, from);
    }
    from++;
  }
  writer.bytes[writer.at++] = 0;
};
