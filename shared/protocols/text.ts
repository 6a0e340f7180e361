import { freshBytes, utf8 } from '../base/bytes.ts';
import type { Span } from './span.ts';

/** A named piece of a text protocol, with its words for a beginner and where it is defined. */
export interface TextPart {
  readonly name: string;
  readonly label: string;
  readonly about: string;
  readonly rfc: string;
}

/** Where a line lies, as byte offsets: `[start, contentEnd)` is its text, `[contentEnd, end)` its ending. */
export interface Line {
  readonly start: number;
  readonly contentEnd: number;
  readonly end: number;
  readonly ending: 'crlf' | 'line-feed' | 'none';
}

const SPACE = 0x20;
const TAB = 0x09;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const SHOWN_CHARACTERS = 200;

/** A token, RFC 9110 §5.6.2. */
export const isToken = (characters: string): boolean =>
  /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/.test(characters);

/** A space or a tab, OWS in RFC 9110 §5.6.3. */
export const isBlank = (byte: number | undefined): boolean => byte === SPACE || byte === TAB;

/** More arguments than this do not fit into one call everywhere. */
const MOST_AT_ONCE = 4096;

const fewCharacters = (bytes: Uint8Array, from: number, to: number): string => {
  // From a list, three times as fast as one by one.
  const codes = new Array<number>(to - from);
  for (let index = 0; index < codes.length; index++) codes[index] = bytes[from + index] ?? 0;
  return String.fromCharCode.apply(null, codes);
};

/** Bytes `[from, to)` as characters, one each (ISO 8859-1), so that no byte is lost. */
export const charactersOf = (bytes: Uint8Array, from: number, to: number): string => {
  const end = Math.min(to, bytes.length);
  if (end - from <= MOST_AT_ONCE) return end <= from ? '' : fewCharacters(bytes, from, end);
  let characters = '';
  for (let at = from; at < end; at += MOST_AT_ONCE) {
    characters += fewCharacters(bytes, at, Math.min(end, at + MOST_AT_ONCE));
  }
  return characters;
};

/** One byte a character, the inverse of `charactersOf`; a character above U+00FF as its UTF-8 bytes. */
export const bytesOfCharacters = (characters: string): Uint8Array => {
  const single = freshBytes(characters.length);
  let at = 0;
  for (; at < characters.length; at++) {
    const code = characters.charCodeAt(at);
    if (code >= 0x100) break;
    single[at] = code;
  }
  return at === characters.length ? single : bytesOfAny(characters);
};

const bytesOfAny = (characters: string): Uint8Array => {
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

/** The line that starts at byte `start` where nothing but CRLF ends one, RFC 5321 §2.3.8. */
export const strictLineAt = (bytes: Uint8Array, start: number, limit: number): Line => {
  for (let at = start; at < limit; ) {
    const line = lineAt(bytes, at, limit);
    if (line.ending !== 'line-feed') return { ...line, start };
    at = line.end;
  }
  return { start, contentEnd: limit, end: limit, ending: 'none' };
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
