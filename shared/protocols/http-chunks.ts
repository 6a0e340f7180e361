import { concat } from '../base/bytes.ts';
import { type HttpField, scanFields, TRAILERS } from './http-fields.ts';
import { hasNoControls, lineEnding } from './http-grammar.ts';
import type { Issue } from './issue.ts';
import type { LineGrammar } from './line-grammar.ts';
import { scanLine } from './line-scan.ts';
import type { Span } from './span.ts';
import { bytesOfCharacters, lineAt, type TextPart, textSpan } from './text.ts';

/** A body that was read: where its content lies, as ranges of bytes, and where it ends. */
export interface ScannedBody {
  readonly contents: readonly (readonly [number, number])[];
  readonly bodyEnd: number;
  /** Made when asked for. */
  readonly spans: () => readonly Span[];
  readonly issues: readonly Issue[];
}

const RFC = 'RFC 9112 §7.1';

const CHUNK = {
  label: 'Chunk',
  about: 'A piece of the body with its own length in front; the last one is empty.',
  rfc: RFC,
};
const SIZE: TextPart = {
  name: 'size',
  label: 'Chunk size',
  about: 'How many bytes of content the chunk holds, in hexadecimal digits.',
  rfc: RFC,
};
const EXTENSION: TextPart = {
  name: 'extension',
  label: 'Chunk extension',
  about: 'More about the chunk; who does not know it skips it.',
  rfc: 'RFC 9112 §7.1.1',
};
const DATA: TextPart = {
  name: 'data',
  label: 'Chunk data',
  about: 'The next piece of the content.',
  rfc: RFC,
};
const DATA_END: TextPart = {
  name: 'dataEnd',
  label: 'Line ending',
  about: 'Carriage return and line feed stand behind the data of each chunk.',
  rfc: RFC,
};
const UNREADABLE: TextPart = {
  name: 'unreadable',
  label: 'Unreadable rest',
  about: 'Where one chunk went wrong, nobody can tell where the next begins.',
  rfc: RFC,
};

/** The line in front of the data, RFC 9112 §7.1. */
const SIZE_LINE: LineGrammar = {
  elements: [
    {
      part: SIZE,
      reach: /[0-9A-Fa-f]+/y,
      objection: {
        code: 'http/chunk-size',
        severity: 'error',
        // Twelve digits are more than any memory holds, and still a number that counts exactly.
        fits: taken => /^0*[0-9A-Fa-f]{1,12}$/.test(taken),
      },
    },
    {
      part: EXTENSION,
      reach: 'rest',
      objection: {
        code: 'http/chunk-extension',
        severity: 'error',
        fits: taken => taken === '' || (/^[ \t]*;/.test(taken) && hasNoControls(taken)),
      },
    },
  ],
  surplus: { part: EXTENSION },
  ending: lineEnding('sizeEnd'),
};

/** A line feed alone may end the lines of a header, RFC 9112 §2.2, but not those around chunks: two
 *  programs could find different chunks. */
const strictly = (issue: Issue): Issue =>
  issue.code === 'http/line-ending' ? { ...issue, severity: 'error', rfc: RFC } : issue;

interface Chunk {
  readonly sizeBytes: number;
  readonly content: readonly [number, number];
  readonly end: number;
  readonly spans: () => readonly Span[];
  readonly issues: readonly Issue[];
}

const placed = (path: string, from: number, to: number) => ({
  path,
  bitOffset: 8 * from,
  bitLength: 8 * (to - from),
  rfc: RFC,
});

/** What is wrong behind the data, which should end at `dataEnd`; undefined where CRLF stands there. */
const endingIssue = (
  bytes: Uint8Array,
  dataEnd: number,
  limit: number,
  path: string,
): Issue | undefined => {
  const [first = 0x0d, second = 0x0a] = bytes.subarray(Math.min(dataEnd, limit), limit);
  const place = placed(path, Math.min(dataEnd, limit), Math.min(dataEnd + 2, limit));
  if (first !== 0x0d || second !== 0x0a) {
    return { severity: 'error', code: 'http/chunk-ending', ...place };
  }
  if (dataEnd + 2 <= limit) return undefined;
  return { severity: 'note', code: 'http/incomplete', ...place };
};

const scanChunk = (bytes: Uint8Array, start: number, limit: number, path: string): Chunk => {
  const line = lineAt(bytes, start, limit);
  const scanned = scanLine(bytes, line, SIZE_LINE, path);
  const issues = scanned.issues.map(strictly);
  const sizeBytes = Number.parseInt(scanned.texts.size ?? '', 16);
  const dataEnd = Math.min(line.end + sizeBytes, limit);
  const isRead = issues.length === 0 && sizeBytes > 0;
  const ending = isRead
    ? endingIssue(bytes, line.end + sizeBytes, limit, `${path}.${DATA_END.name}`)
    : undefined;
  const afterData = isRead ? dataEnd : line.end;
  const hasEnding = isRead && ending?.code !== 'http/chunk-ending';
  const end = hasEnding ? Math.min(dataEnd + 2, limit) : afterData;
  const children = (): Span[] => [
    ...scanned.spans,
    ...textSpan(`${path}.${DATA.name}`, DATA, bytes, line.end, afterData),
    ...textSpan(`${path}.${DATA_END.name}`, DATA_END, bytes, afterData, end),
  ];
  return {
    sizeBytes,
    content: [line.end, afterData],
    end,
    spans: () => textSpan(path, CHUNK, bytes, start, end, { children: children() }),
    issues: ending === undefined ? issues : [...issues, ending],
  };
};

const incompleteAt = (at: number): Issue => ({
  severity: 'note',
  code: 'http/incomplete',
  ...placed('http.body', at, at),
});

/** Reads a body in chunks from byte `start` on, as far as its empty line, RFC 9112 §7.1. Never throws; the leaves
 *  of the spans tile the bytes up to `bodyEnd`. A chunk that is wrong ends the reading with an error. */
export const scanChunks = (bytes: Uint8Array, start: number, limit: number): ScannedBody => {
  const contents: (readonly [number, number])[] = [];
  const parts: (() => readonly Span[])[] = [];
  const spans = (): Span[] => parts.flatMap(part => part());
  const issues: Issue[] = [];
  let at = start;
  while (at < limit) {
    const chunk = scanChunk(bytes, at, limit, `http.chunks.${parts.length}`);
    parts.push(chunk.spans);
    issues.push(...chunk.issues);
    contents.push(chunk.content);
    at = chunk.end;
    if (issues.length > 0) {
      const from = at;
      parts.push(() => textSpan(`http.${UNREADABLE.name}`, UNREADABLE, bytes, from, limit));
      return { contents, bodyEnd: limit, spans, issues };
    }
    if (chunk.sizeBytes === 0) {
      const trailers = scanFields(bytes, at, limit, TRAILERS);
      parts.push(trailers.spans);
      return { contents, bodyEnd: trailers.end, spans, issues: trailers.issues };
    }
  }
  return { contents, bodyEnd: limit, spans, issues: [incompleteAt(limit)] };
};

/** `content` in chunks of at most `chunkBytes`, with the empty one behind it and `trailers`, RFC 9112 §7.1. */
export const chunked = (
  content: Uint8Array,
  chunkBytes: number,
  trailers: readonly HttpField[] = [],
): Uint8Array => {
  const step = Math.max(1, Math.floor(chunkBytes));
  const pieces: Uint8Array[] = [];
  for (let at = 0; at < content.length; at += step) {
    const data = content.subarray(at, at + step);
    const size = bytesOfCharacters(`${data.length.toString(16)}\r\n`);
    pieces.push(size, data, bytesOfCharacters('\r\n'));
  }
  const fields = trailers.map(({ name, value }) => `${name}: ${value}\r\n`).join('');
  return concat(...pieces, bytesOfCharacters(`0\r\n${fields}\r\n`));
};
