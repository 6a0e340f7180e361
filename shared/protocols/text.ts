import { utf8 } from '../base/bytes.ts';
import type { Issue, IssueCode } from './issue.ts';
import type { Span } from './span.ts';

/** A named piece of a text protocol, with its words for a beginner and where it is defined. */
export interface TextPart {
  readonly name: string;
  readonly label: string;
  readonly about: string;
  readonly rfc: string;
}

/** How far a piece reaches: `word` to the next space, `name` to the next colon, `space` one space,
 *  `blanks` a run of spaces and tabs, `colon` one colon, `trimmed` the rest of the line without
 *  the blanks at its end, `rest` all that is left of the line. */
type Reach = 'word' | 'name' | 'space' | 'blanks' | 'colon' | 'trimmed' | 'rest';

/** The piece of a line that stands at one place of its grammar, and what to object when it does
 *  not fit. `fits` sees the characters taken, none when the piece is missing, and those taken before. */
export interface LineElement {
  readonly part: TextPart;
  readonly reach: Reach;
  readonly objection?: {
    readonly code: IssueCode;
    readonly severity: Issue['severity'];
    readonly fits: (characters: string, before: Readonly<Record<string, string>>) => boolean;
    readonly expected?: string;
  };
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

/** Where a line lies, as byte offsets: `[start, contentEnd)` is its text, `[contentEnd, end)` its ending. */
export interface Line {
  readonly start: number;
  readonly contentEnd: number;
  readonly end: number;
  readonly ending: 'crlf' | 'line-feed' | 'none';
}

/** A line taken apart: the spans tile it, `texts` has the characters of each element by name. */
export interface ScannedLine {
  readonly texts: Readonly<Record<string, string>>;
  readonly spans: readonly Span[];
  readonly issues: readonly Issue[];
}

const SPACE = 0x20;
const TAB = 0x09;
const COLON = 0x3a;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const SHOWN_CHARACTERS = 200;

/** A token, RFC 9110 §5.6.2. */
export const isToken = (characters: string): boolean =>
  /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/.test(characters);

/** A space or a tab, OWS in RFC 9110 §5.6.3. */
export const isBlank = (byte: number | undefined): boolean => byte === SPACE || byte === TAB;

/** Bytes `[from, to)` as characters, one each (ISO 8859-1), so that no byte is lost. */
export const charactersOf = (bytes: Uint8Array, from: number, to: number): string => {
  let characters = '';
  for (const byte of bytes.subarray(from, to)) characters += String.fromCharCode(byte);
  return characters;
};

/** One byte a character, the inverse of `charactersOf`; a character above U+00FF as its UTF-8 bytes. */
export const bytesOfCharacters = (characters: string): Uint8Array => {
  const bytes: number[] = [];
  for (const character of characters) {
    const point = character.codePointAt(0) ?? 0;
    if (point < 0x100) bytes.push(point);
    else bytes.push(...utf8(character));
  }
  return Uint8Array.from(bytes);
};

const NAMED_ESCAPES: Readonly<Record<string, string>> = {
  '\r': '\\r',
  '\n': '\\n',
  '\t': '\\t',
  '\\': '\\\\',
};

const shownSign = (sign: string): string =>
  NAMED_ESCAPES[sign] ??
  (sign >= ' ' && sign <= '~' ? sign : `\\x${sign.charCodeAt(0).toString(16).padStart(2, '0')}`);

/** Bytes `[from, to)` for people: invisible ones escaped as in C, long texts cut with an ellipsis. */
export const shownCharacters = (bytes: Uint8Array, from: number, to: number): string => {
  const kept = charactersOf(bytes, from, Math.min(to, from + SHOWN_CHARACTERS));
  return Array.from(kept, shownSign).join('') + (to - from > SHOWN_CHARACTERS ? '…' : '');
};

/** The line that starts at byte `start`; a line feed alone ends it too, RFC 9112 §2.2. */
export const lineAt = (bytes: Uint8Array, start: number, limit: number): Line => {
  const found = bytes.indexOf(LINE_FEED, start);
  if (found !== -1 && found < limit) {
    const hasReturn = found > start && bytes[found - 1] === CARRIAGE_RETURN;
    const contentEnd = hasReturn ? found - 1 : found;
    return { start, contentEnd, end: found + 1, ending: hasReturn ? 'crlf' : 'line-feed' };
  }
  const endsInReturn = limit > start && bytes[limit - 1] === CARRIAGE_RETURN;
  return { start, contentEnd: endsInReturn ? limit - 1 : limit, end: limit, ending: 'none' };
};

/** The span of bytes `[from, to)`, as a list that is empty when there are none. */
export const textSpan = (
  path: string,
  { label, about, rfc }: Omit<TextPart, 'name'>,
  bytes: Uint8Array,
  from: number,
  to: number,
  more: Pick<Span, 'value' | 'children'> = {},
): Span[] => {
  if (to <= from) return [];
  return [
    {
      path,
      label,
      bitOffset: 8 * from,
      bitLength: 8 * (to - from),
      about,
      rfc,
      ...more,
      // Most messages are read by programs, which look at no words.
      get shown() {
        return shownCharacters(bytes, from, to);
      },
    },
  ];
};

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

const textIssue = (
  code: IssueCode,
  severity: Issue['severity'],
  path: string,
  rfc: string,
  [from, to]: readonly [number, number],
): Issue => ({ severity, code, path, bitOffset: 8 * from, bitLength: 8 * (to - from), rfc });

const elementIssue = (
  element: LineElement,
  path: string,
  characters: string,
  before: Readonly<Record<string, string>>,
  from: number,
): Issue[] => {
  const { objection, part } = element;
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

/** Takes `line` apart by `grammar`; paths are `prefix.name`. Never throws, and covers every byte of
 *  the line. Where the bytes end before the line does, what may still come is not objected to. */
export const scanLine = (
  bytes: Uint8Array,
  line: Line,
  grammar: LineGrammar,
  prefix: string,
): ScannedLine => {
  const texts: Record<string, string> = {};
  const spans: Span[] = [];
  const issues: Issue[] = [];
  let at = line.start;
  for (const element of grammar.elements) {
    const path = `${prefix}.${element.part.name}`;
    const end = REACHES[element.reach](bytes, at, line.contentEnd);
    const characters = charactersOf(bytes, at, end);
    const mayGoOn = line.ending === 'none' && end === line.contentEnd;
    if (!mayGoOn) issues.push(...elementIssue(element, path, characters, texts, at));
    spans.push(...textSpan(path, element.part, bytes, at, end, { value: characters }));
    texts[element.part.name] = characters;
    at = end;
  }
  const { part, code } = grammar.surplus;
  const surplus = textSpan(`${prefix}.${part.name}`, part, bytes, at, line.contentEnd);
  if (code !== undefined) {
    const range = [at, line.contentEnd] as const;
    issues.push(...surplus.map(span => textIssue(code, 'error', span.path, part.rfc, range)));
  }
  const endingPath = `${prefix}.${grammar.ending.part.name}`;
  const ending = textSpan(endingPath, grammar.ending.part, bytes, line.contentEnd, line.end);
  issues.push(...endingIssue(grammar, line, endingPath));
  return { texts, spans: [...spans, ...surplus, ...ending], issues };
};
