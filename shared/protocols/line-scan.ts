import type { Issue, IssueCode } from './issue.ts';
import type { LineElement, LineGrammar, LinePiece, Reach, Taker } from './line-grammar.ts';
import {
  elementPath,
  lineSpans,
  type PlacedElement,
  type PlacedLine,
  type PlacedPiece,
  piecePath,
} from './line-spans.ts';
import type { Span } from './span.ts';
import { charactersOf, type Line } from './text.ts';

/** A piece found in a list: the name of its sort and its characters. */
export interface FoundPiece {
  readonly name: string;
  readonly text: string;
}

/** A line taken apart: `texts` has the characters of each element by name, `pieces` what those consist of that are
 *  lists. */
export interface ScannedLine {
  readonly texts: Readonly<Record<string, string>>;
  readonly pieces: readonly FoundPiece[];
  /** They tile the line. Made when asked for: most lines are read by programs, which look at none. */
  readonly spans: readonly Span[];
  readonly issues: readonly Issue[];
}

const SPACE = ' ';
const COLON = ':';

const isBlankAt = (characters: string, at: number): boolean => {
  const code = characters.charCodeAt(at);
  return code === 0x20 || code === 0x09;
};

/** Where the blanks end that begin at `from`, or (`blank` false) what is none. */
const runEnd = (characters: string, from: number, blank: boolean): number => {
  let at = from;
  while (at < characters.length && isBlankAt(characters, at) === blank) at += 1;
  return at;
};

/** The end of what each reach takes from `from` on. */
const REACHES: Readonly<Record<Reach, Taker>> = {
  word: (characters, from) => runEnd(characters, from, false),
  blanks: (characters, from) => runEnd(characters, from, true),
  name: (characters, from) => {
    const colon = characters.indexOf(COLON, from);
    return colon < 0 ? characters.length : colon;
  },
  space: (characters, from) => (characters[from] === SPACE ? from + 1 : from),
  colon: (characters, from) => (characters[from] === COLON ? from + 1 : from),
  trimmed: (characters, from) => {
    let end = characters.length;
    while (end > from && isBlankAt(characters, end - 1)) end -= 1;
    return end;
  },
  rest: characters => characters.length,
};

/** Where a piece ends that begins at `at`, at most `limit`. */
const endOf = (
  reach: Reach | RegExp | Taker,
  characters: string,
  at: number,
  limit: number,
): number => {
  if (typeof reach === 'string') return REACHES[reach](characters, at);
  if (typeof reach === 'function') {
    return Math.min(limit, Math.max(at, reach(characters, at)));
  }
  reach.lastIndex = at;
  return reach.test(characters) ? Math.min(limit, reach.lastIndex) : at;
};

const textIssue = (
  code: IssueCode,
  severity: Issue['severity'],
  path: string,
  rfc: string,
  [from, to]: readonly [number, number],
): Issue => ({ severity, code, path, bitOffset: 8 * from, bitLength: 8 * (to - from), rfc });

const endingIssue = (grammar: LineGrammar, line: Line, path: string): Issue[] => {
  const { part, bareLineFeed, unfinished } = grammar.ending;
  const range = [line.contentEnd, line.end] as const;
  if (line.ending === 'none') return [textIssue(unfinished, 'note', path, part.rfc, range)];
  return line.ending === 'crlf' ? [] : [textIssue(bareLineFeed, 'warning', path, part.rfc, range)];
};

const NO_PIECES: readonly FoundPiece[] = [];

/** A line while it is read. */
class Reading implements ScannedLine, PlacedLine {
  readonly bytes: Uint8Array;
  readonly line: Line;
  readonly grammar: LineGrammar;
  readonly prefix: string;
  readonly characters: string;
  readonly texts: Record<string, string> = {};
  readonly issues: Issue[] = [];
  readonly placed: PlacedElement[] = [];
  pieces = NO_PIECES;

  constructor(bytes: Uint8Array, line: Line, grammar: LineGrammar, prefix: string, text: string) {
    this.bytes = bytes;
    this.line = line;
    this.grammar = grammar;
    this.prefix = prefix;
    this.characters = text;
  }

  get spans(): readonly Span[] {
    return lineSpans(this);
  }
}

/** What goes on where the bytes end may still become right. */
const fits = (
  { line, characters, texts }: Reading,
  { objection }: LinePiece | LineElement,
  text: string,
  from: number,
): boolean =>
  objection === undefined ||
  (line.ending === 'none' && from + text.length === characters.length) ||
  objection.fits(text, texts);

const object = (
  { line, issues }: Reading,
  { part, objection }: LinePiece | LineElement,
  text: string,
  from: number,
  path: string,
): void => {
  if (objection === undefined) return;
  const { code, severity, expected } = objection;
  const range = [line.start + from, line.start + from + text.length] as const;
  const issue = textIssue(code, severity, path, part.rfc, range);
  issues.push({ ...issue, given: text, ...(expected === undefined ? {} : { expected }) });
};

/** The pieces of a list from `from` to `to`; what fits none of the sorts belongs to the last one. */
const scanPieces = (
  reading: Reading,
  element: LineElement,
  sorts: readonly LinePiece[],
  from: number,
  to: number,
): readonly PlacedPiece[] => {
  const { characters } = reading;
  const placed: PlacedPiece[] = [];
  for (let at = from; at < to; ) {
    let end = at;
    let sort = sorts.at(-1);
    for (const candidate of sorts) {
      end = endOf(candidate.reach, characters, at, to);
      if (end > at) {
        sort = candidate;
        break;
      }
    }
    if (sort === undefined) break;
    const text = characters.slice(at, end > at ? end : to);
    if (!fits(reading, sort, text, at)) {
      const path = elementPath(reading.prefix, element);
      object(reading, sort, text, at, piecePath(path, placed.length, sort));
    }
    placed.push({ sort, text });
    at += text.length;
  }
  return placed;
};

const scanElement = (reading: Reading, element: LineElement, from: number): number => {
  const { characters, texts } = reading;
  const { reach, part, pieces: sorts } = element;
  const to = endOf(reach, characters, from, characters.length);
  const text = characters.slice(from, to);
  if (!fits(reading, element, text, from)) {
    object(reading, element, text, from, elementPath(reading.prefix, element));
  }
  let pieces: readonly PlacedPiece[] | undefined;
  if (sorts !== undefined) {
    pieces = scanPieces(reading, element, sorts, from, to);
    const found = pieces.map(piece => ({ name: piece.sort.part.name, text: piece.text }));
    reading.pieces = [...reading.pieces, ...found];
  }
  texts[part.name] = text;
  reading.placed.push({ element, from, to, pieces });
  return to;
};

/** Takes `line` apart by `grammar`; paths are `prefix.name`. Never throws, and covers every byte of
 *  the line. Where the bytes end before the line does, what may still come is not objected to.
 *  `characters` are those of the line without its ending, if they are known already. */
export const scanLine = (
  bytes: Uint8Array,
  line: Line,
  grammar: LineGrammar,
  prefix: string,
  characters: string = charactersOf(bytes, line.start, line.contentEnd),
): ScannedLine => {
  const reading = new Reading(bytes, line, grammar, prefix, characters);
  let at = 0;
  for (const element of grammar.elements) at = scanElement(reading, element, at);
  const { part, code } = grammar.surplus;
  if (code !== undefined && at < characters.length) {
    const range = [line.start + at, line.contentEnd] as const;
    reading.issues.push(textIssue(code, 'error', `${prefix}.${part.name}`, part.rfc, range));
  }
  if (line.ending !== 'crlf') {
    const path = `${prefix}.${grammar.ending.part.name}`;
    reading.issues.push(...endingIssue(grammar, line, path));
  }
  return reading;
};
