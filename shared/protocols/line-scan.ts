import type { Issue, IssueCode } from './issue.ts';
import type { Span } from './span.ts';
import { charactersOf, isBlank, type Line, type TextPart, textSpan } from './text.ts';

/** How far a piece reaches: `word` to the next space, `name` to the next colon, `space` one space,
 *  `blanks` a run of spaces and tabs, `colon` one colon, `trimmed` the rest of the line without
 *  the blanks at its end, `rest` all that is left of the line. */
type Reach = 'word' | 'name' | 'space' | 'blanks' | 'colon' | 'trimmed' | 'rest';

/** Where a piece ends that begins at `at`, given the characters of the whole line; `at` for none. */
type Taker = (characters: string, at: number) => number;

/** What to object when a piece does not fit. `fits` sees the characters taken, none when the piece is
 *  missing, and those taken before. */
export interface Objection {
  readonly code: IssueCode;
  readonly severity: Issue['severity'];
  readonly fits: (characters: string, before: Readonly<Record<string, string>>) => boolean;
  readonly expected?: string;
}

/** One sort of piece in a list of them; it takes what the sticky expression or the function does. */
export interface LinePiece {
  readonly part: TextPart;
  readonly reach: RegExp | Taker;
  readonly objection?: Objection;
}

/** The piece of a line that stands at one place of its grammar. */
export interface LineElement {
  readonly part: TextPart;
  readonly reach: Reach | RegExp | Taker;
  readonly objection?: Objection;
  /** What it consists of: pieces of these sorts in any order, the first sort that takes something. */
  readonly pieces?: readonly LinePiece[];
  /** Written when nothing is given; nothing without it. */
  readonly default?: string;
  /** Written only where the element of that name is. */
  readonly onlyWith?: string;
  /** What a generator may choose from; the default when left out. */
  readonly samples?: readonly string[];
}

/** The grammar of one kind of line: its pieces in order, then its CRLF. */
export interface LineGrammar {
  readonly elements: readonly LineElement[];
  /** What is left between the last element and the line ending; an error where it has a code. */
  readonly surplus: { readonly part: TextPart; readonly code?: IssueCode };
  readonly ending: {
    readonly part: TextPart;
    readonly bareLineFeed: IssueCode;
    readonly unfinished: IssueCode;
  };
}

/** A piece found in a list: the name of its sort and its characters. */
export interface FoundPiece {
  readonly name: string;
  readonly text: string;
}

/** A line taken apart: the spans tile it, `texts` has the characters of each element by name,
 *  `pieces` what those consist of that are lists. */
export interface ScannedLine {
  readonly texts: Readonly<Record<string, string>>;
  readonly pieces: readonly FoundPiece[];
  readonly spans: readonly Span[];
  readonly issues: readonly Issue[];
}

const SPACE = 0x20;
const COLON = 0x3a;

const whileTrue = (from: number, limit: number, holds: (at: number) => boolean): number => {
  let at = from;
  while (at < limit && holds(at)) at += 1;
  return at;
};

/** The end of what each reach takes of bytes `[from, limit)`. */
const REACHES: Readonly<Record<Reach, (bytes: Uint8Array, from: number, limit: number) => number>> =
  {
    word: (bytes, from, limit) => whileTrue(from, limit, at => !isBlank(bytes[at])),
    name: (bytes, from, limit) => whileTrue(from, limit, at => bytes[at] !== COLON),
    blanks: (bytes, from, limit) => whileTrue(from, limit, at => isBlank(bytes[at])),
    space: (bytes, from, limit) => (from < limit && bytes[from] === SPACE ? from + 1 : from),
    colon: (bytes, from, limit) => (from < limit && bytes[from] === COLON ? from + 1 : from),
    trimmed: (bytes, from, limit) => {
      let end = limit;
      while (end > from && isBlank(bytes[end - 1])) end -= 1;
      return end;
    },
    rest: (_bytes, _from, limit) => limit,
  };

const taken = (reach: RegExp | Taker, characters: string, at: number): number => {
  if (typeof reach === 'function') return Math.max(at, reach(characters, at));
  reach.lastIndex = at;
  return at + (reach.exec(characters)?.[0].length ?? 0);
};

const textIssue = (
  code: IssueCode,
  severity: Issue['severity'],
  path: string,
  rfc: string,
  [from, to]: readonly [number, number],
): Issue => ({ severity, code, path, bitOffset: 8 * from, bitLength: 8 * (to - from), rfc });

const objections = (
  { part, objection }: Pick<LineElement, 'part' | 'objection'>,
  path: string,
  characters: string,
  before: Readonly<Record<string, string>>,
  from: number,
): Issue[] => {
  if (objection === undefined || objection.fits(characters, before)) return [];
  const range = [from, from + characters.length] as const;
  const issue = textIssue(objection.code, objection.severity, path, part.rfc, range);
  const { expected } = objection;
  return [{ ...issue, given: characters, ...(expected === undefined ? {} : { expected }) }];
};

const endingIssue = (grammar: LineGrammar, line: Line, path: string): Issue[] => {
  const { part, bareLineFeed, unfinished } = grammar.ending;
  const range = [line.contentEnd, line.end] as const;
  if (line.ending === 'none') return [textIssue(unfinished, 'note', path, part.rfc, range)];
  return line.ending === 'crlf' ? [] : [textIssue(bareLineFeed, 'warning', path, part.rfc, range)];
};

/** A line while it is read. */
interface Reading {
  readonly bytes: Uint8Array;
  readonly line: Line;
  readonly characters: string;
  readonly texts: Record<string, string>;
  readonly pieces: FoundPiece[];
  readonly issues: Issue[];
}

/** What goes on where the bytes end may still become right. */
const object = (reading: Reading, path: string, what: LinePiece | LineElement, from: number) => {
  const { line, texts, characters } = reading;
  return (to: number): void => {
    if (line.ending === 'none' && to === line.contentEnd) return;
    const found = characters.slice(from - line.start, to - line.start);
    reading.issues.push(...objections(what, path, found, texts, from));
  };
};

/** The pieces of a list in bytes `[from, to)`; what fits none of the sorts belongs to the last one. */
const scanPieces = (
  reading: Reading,
  sorts: readonly LinePiece[],
  path: string,
  [from, to]: readonly [number, number],
): Span[] => {
  const { bytes, line, characters } = reading;
  const spans: Span[] = [];
  for (let at = from; at < to; ) {
    const reached = (sort: LinePiece): number =>
      Math.min(to, line.start + taken(sort.reach, characters, at - line.start));
    const sort = sorts.find(candidate => reached(candidate) > at) ?? sorts.at(-1);
    if (sort === undefined) break;
    const end = reached(sort) > at ? reached(sort) : to;
    const piecePath = `${path}.${spans.length}.${sort.part.name}`;
    object(reading, piecePath, sort, at)(end);
    const value = characters.slice(at - line.start, end - line.start);
    spans.push(...textSpan(piecePath, sort.part, bytes, at, end, { value }));
    reading.pieces.push({ name: sort.part.name, text: value });
    at = end;
  }
  return spans;
};

const scanElement = (reading: Reading, element: LineElement, path: string, at: number): Span[] => {
  const { bytes, line, characters } = reading;
  const { reach, part, pieces } = element;
  const end =
    typeof reach === 'string'
      ? REACHES[reach](bytes, at, line.contentEnd)
      : Math.min(line.contentEnd, line.start + taken(reach, characters, at - line.start));
  object(reading, path, element, at)(end);
  const value = characters.slice(at - line.start, end - line.start);
  const children =
    pieces === undefined ? {} : { children: scanPieces(reading, pieces, path, [at, end]) };
  reading.texts[part.name] = value;
  return textSpan(path, part, bytes, at, end, { value, ...children });
};

/** Takes `line` apart by `grammar`; paths are `prefix.name`. Never throws, and covers every byte of
 *  the line. Where the bytes end before the line does, what may still come is not objected to. */
export const scanLine = (
  bytes: Uint8Array,
  line: Line,
  grammar: LineGrammar,
  prefix: string,
): ScannedLine => {
  const characters = charactersOf(bytes, line.start, line.contentEnd);
  const reading: Reading = { bytes, line, characters, texts: {}, pieces: [], issues: [] };
  const spans: Span[] = [];
  let at = line.start;
  for (const element of grammar.elements) {
    const path = `${prefix}.${element.part.name}`;
    spans.push(...scanElement(reading, element, path, at));
    at += reading.texts[element.part.name]?.length ?? 0;
  }
  const { texts, pieces, issues } = reading;
  const { part, code } = grammar.surplus;
  const surplus = textSpan(`${prefix}.${part.name}`, part, bytes, at, line.contentEnd);
  if (code !== undefined) {
    const range = [at, line.contentEnd] as const;
    issues.push(...surplus.map(span => textIssue(code, 'error', span.path, part.rfc, range)));
  }
  const endingPath = `${prefix}.${grammar.ending.part.name}`;
  const ending = textSpan(endingPath, grammar.ending.part, bytes, line.contentEnd, line.end);
  issues.push(...endingIssue(grammar, line, endingPath));
  return { texts, pieces, spans: [...spans, ...surplus, ...ending], issues };
};
