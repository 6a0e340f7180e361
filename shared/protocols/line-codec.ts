import { err, ok, type Result } from '../base/result.ts';
import type { Issue, IssueCode } from './issue.ts';
import { type FoundPiece, type ScannedLine, scanLine } from './line-scan.ts';
import { type LineMode, type LineReader, type LineSide, NO_FORM, readerOf } from './line-side.ts';
import type { Dissection, Explainable } from './protocol.ts';
import type { Span } from './span.ts';
import { isBinary } from './stream-content.ts';
import {
  bytesOfCharacters,
  charactersOf,
  isBlank,
  type Line,
  lineAt,
  type TextPart,
  textSpan,
} from './text.ts';

/** A line read: the characters of each element by name, and where the next line starts. */
export interface DecodedLine {
  readonly form: string;
  readonly texts: Readonly<Record<string, string>>;
  readonly pieces: readonly FoundPiece[];
  readonly lengthBytes: number;
  readonly nextMode: LineMode;
}

/** A side of a dialogue as a protocol: read, write, explain, generate. */
export interface LineCodec extends Explainable {
  readonly side: LineSide;
  /** The first line of `bytes`; `text/incomplete` when its end has not come yet, else its first error. */
  readonly decode: (bytes: Uint8Array, mode: LineMode) => Result<DecodedLine, Issue>;
  /** A line of that form with its CRLF; what is given is written as it is, right or wrong. */
  readonly encode: (form: string, texts?: Readonly<Record<string, string>>) => Uint8Array;
  /** A line that a sender may really send, and the mode in which it is read. */
  readonly generate: (random: () => number) => {
    readonly form: string;
    readonly mode: LineMode;
    readonly texts: Readonly<Record<string, string>>;
  };
}

interface Read {
  readonly line: Line;
  readonly form: string;
  readonly part: TextPart;
  readonly path: string;
  readonly scanned: ScannedLine;
  readonly issues: readonly Issue[];
  readonly nextMode: LineMode;
}

const tooLong = ({ maximumLineBytes, tooLongRfc }: LineSide, line: Line, path: string): Issue[] => {
  const length = line.end - line.start;
  if (length <= maximumLineBytes) return [];
  const place = { path, bitOffset: 8 * line.start, bitLength: 8 * length };
  const compared = { given: length, expected: maximumLineBytes, rfc: tooLongRfc };
  return [{ severity: 'error', code: 'text/line-too-long', ...place, ...compared }];
};

/** Of a line whose end has not come nothing is known for sure; behind the first error all is guesswork. A lone
 *  line feed at the start of a segment may have had its carriage return in the one before. */
const sureIssues = (line: Line, { issues }: ScannedLine, mode: LineMode): readonly Issue[] => {
  if (issues.length === 0) return issues;
  if (line.ending === 'none') return issues.filter(({ code }) => code === 'text/incomplete');
  const isHalfEnding = mode === 'segment' && line.contentEnd === line.start;
  if (isHalfEnding && line.ending === 'line-feed') return [];
  const first = issues.find(({ severity }) => severity === 'error');
  return issues.filter(issue => issue.severity !== 'error' || issue === first);
};

/** Reads the line at `start`, which is the one with that `index`. */
const readLine = (
  { side, known }: LineReader,
  bytes: Uint8Array,
  [start, limit]: readonly [number, number],
  mode: LineMode,
  index: number,
): Read => {
  const line = (side.lineAt ?? lineAt)(bytes, start, limit);
  const characters = charactersOf(bytes, line.start, line.contentEnd);
  const form = side.formOf(characters, mode);
  const { part, grammar } = known.get(form) ?? NO_FORM;
  const path = `${side.id}.lines.${index}`;
  const scanned = scanLine(bytes, line, grammar, path, characters);
  return {
    line,
    form,
    part,
    path,
    scanned,
    issues: [...tooLong(side, line, path), ...sureIssues(line, scanned, mode)],
    nextMode: line.ending === 'none' ? mode : side.modeAfter(mode, form, scanned),
  };
};

const decodedOf = ({ line, form, scanned, nextMode }: Read): DecodedLine => ({
  form,
  texts: scanned.texts,
  pieces: scanned.pieces,
  lengthBytes: line.end - line.start,
  nextMode,
});

const decodeWith =
  (reader: LineReader): LineCodec['decode'] =>
  (bytes, mode) => {
    const read = readLine(reader, bytes, [0, bytes.length], mode, 0);
    const problem =
      read.issues.find(({ code }) => code === 'text/line-too-long') ??
      read.issues.find(({ code }) => code === 'text/incomplete') ??
      read.issues.find(({ severity }) => severity === 'error');
    return problem === undefined ? ok(decodedOf(read)) : err(problem);
  };

const encodeWith =
  (side: LineSide): LineCodec['encode'] =>
  (form, texts = {}) => {
    const elements = side.forms[form]?.elements ?? [];
    const written = elements.map(element => {
      const given = texts[element.part.name];
      if (given !== undefined) return given;
      const { onlyWith } = element;
      const isOut = onlyWith !== undefined && (texts[onlyWith] ?? '') === '';
      return isOut ? '' : (element.default ?? '');
    });
    return bytesOfCharacters(`${written.join('')}\r\n`);
  };

const chosen = (samples: readonly string[], random: () => number): string =>
  samples[Math.floor(random() * samples.length)] ?? '';

const generateWith =
  (side: LineSide): LineCodec['generate'] =>
  random => {
    const names = Object.keys(side.forms).filter(name => name !== 'unknown' && name !== 'loose');
    const form = chosen(names, random);
    const texts: Record<string, string> = {};
    for (const { part, samples } of side.forms[form]?.elements ?? []) {
      if (samples !== undefined) texts[part.name] = chosen(samples, random);
    }
    return { form, mode: side.forms[form]?.mode ?? 'ready', texts };
  };

const isBlankIn = (bytes: Uint8Array, { bitOffset, bitLength }: Issue): boolean =>
  bytes.subarray(bitOffset / 8, (bitOffset + bitLength) / 8).every(isBlank);

/** What receivers are told to put up with, or may know better than we do, is said in a lower voice. */
const LOWER: Readonly<Partial<Record<IssueCode, Issue['severity']>>> = {
  'text/line-too-long': 'warning',
  // There are more extensions than anybody knows.
  'text/unknown-command': 'warning',
};

/** Blanks at the end of a line or behind a colon, and how a client calls itself, RFC 5321 §4.1.1 and §4.1.4. */
const isTolerated = (bytes: Uint8Array, issue: Issue): boolean => {
  if (issue.code === 'text/surplus') return isBlankIn(bytes, issue);
  if (issue.code !== 'text/argument') return false;
  return issue.path.endsWith('.domain') || /: +$/.test(String(issue.given));
};

/** Issues as an onlooker has them: the next segment may hold the rest of a line. */
const shownIssues = (bytes: Uint8Array, issues: readonly Issue[]): readonly Issue[] =>
  issues
    .filter(({ code }) => code !== 'text/incomplete')
    .map(issue => {
      const severity = isTolerated(bytes, issue)
        ? 'warning'
        : (LOWER[issue.code] ?? issue.severity);
      return { ...issue, severity };
    });

const dissectWith =
  (reader: LineReader): LineCodec['dissect'] =>
  (bytes, start, limit): Dissection => {
    const lines: DecodedLine[] = [];
    const spans: Span[] = [];
    const issues: Issue[] = [];
    let mode: LineMode = 'segment';
    for (let at = start; at < limit; ) {
      const read = readLine(reader, bytes, [at, limit], mode, lines.length);
      const { path, part, line, scanned } = read;
      lines.push(decodedOf(read));
      spans.push(...textSpan(path, part, bytes, line.start, line.end, { children: scanned.spans }));
      issues.push(...shownIssues(bytes, read.issues));
      mode = read.nextMode;
      at = read.line.end;
    }
    return {
      layer: { id: reader.side.id, header: { lines }, start, headerEnd: limit, end: limit },
      spans,
      issues,
      trailer: [],
      headerEnd: limit,
      payloadEnd: limit,
      end: limit,
      opens: false,
    };
  };

/** Makes a protocol of one side of a dialogue. Reading never throws, and the leaves of its spans tile
 *  whatever bytes come; a line that goes on in the next segment is not objected to. */
export const lineCodec = (side: LineSide): LineCodec => {
  const reader = readerOf(side);
  return {
    id: side.id,
    title: side.title,
    rfc: side.rfc,
    fields: [],
    side,
    begins: payload => !isBinary(payload),
    decode: decodeWith(reader),
    encode: encodeWith(side),
    generate: generateWith(side),
    dissect: dissectWith(reader),
  };
};
