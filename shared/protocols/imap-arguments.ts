import type { LinePiece } from './line-grammar.ts';

/** An argument of IMAP: a word or a string, or a list of arguments, RFC 9051 §4. */
export type ImapValue = string | readonly ImapValue[];

const DEEPEST = 20;

/** The end of a literal that begins at `at`: its length in braces, CRLF, then so many bytes, RFC 9051 §4.3. */
const literalEnd = (characters: string, at: number): number => {
  const head = /\{(\d{1,10})\+?\}\r\n/y;
  head.lastIndex = at;
  const found = head.exec(characters);
  if (found === null) return at;
  const end = at + found[0].length + Number(found[1]);
  return end <= characters.length ? end : at;
};

const piece = (
  name: string,
  [label, about, rfc]: readonly [label: string, about: string, rfc: string],
  reach: LinePiece['reach'],
): LinePiece => ({ part: { name, label, about, rfc }, reach });

const refused = (
  name: string,
  words: readonly [label: string, about: string, rfc: string],
  reach: RegExp,
  code: 'imap/literal' | 'text/argument',
): LinePiece => ({
  ...piece(name, words, reach),
  objection: { code, severity: 'error', fits: () => false },
});

/** The sorts of pieces of which arguments consist, RFC 9051 §4. What stands in square brackets belongs to its word. */
export const ARGUMENT_PIECES: readonly LinePiece[] = [
  piece('space', ['Space', 'One space parts the arguments.', 'RFC 9051 §4'], /(?<!\() (?![ )]|$)/y),
  piece('open', ['Open bracket', 'Begins a list.', 'RFC 9051 §4.4'], /\(/y),
  piece('close', ['Closed bracket', 'Ends a list.', 'RFC 9051 §4.4'], /\)/y),
  piece(
    'quoted',
    [
      'Quoted string',
      'Text in quotes; a quote or backslash in it has a backslash before it.',
      'RFC 9051 §4.3',
    ],
    /"(?:[^"\\\r\n]|\\["\\])*"/y,
  ),
  piece(
    'literal',
    [
      'Literal',
      'A length in braces and so many bytes on the next line: anything may stand in it.',
      'RFC 9051 §4.3',
    ],
    literalEnd,
  ),
  refused(
    'braces',
    ['Broken literal', 'Braces that give no length of a literal.', 'RFC 9051 §4.3'],
    /\{[^ ()\r\n]*/y,
    'imap/literal',
  ),
  piece(
    'atom',
    ['Word', 'A word or a number, without quotes.', 'RFC 9051 §4.1'],
    /(?:\[[^[\]\r\n]{0,1000}\]|[^ ()"\r\n{])+/y,
  ),
  refused(
    'other',
    ['Unreadable', 'What is no word, no string and no list.', 'RFC 9051 §4'],
    /[\s\S]/y,
    'text/argument',
  ),
];

const ATOMS = ['atom', 'quoted', 'literal'];

const stringOf = (name: string, text: string): string => {
  if (name === 'quoted') return text.slice(1, -1).replace(/\\(["\\])/g, '$1');
  return name === 'literal' ? text.slice(text.indexOf('\n') + 1) : text;
};

/** Where the piece ends that `reach` takes at `at`. */
const reached = ({ reach }: LinePiece, characters: string, at: number): number => {
  if (typeof reach === 'function') return reach(characters, at);
  reach.lastIndex = at;
  return at + (reach.exec(characters)?.[0].length ?? 0);
};

/** The lists that are open, the outermost first. */
type Open = ImapValue[][];

/** Takes one piece in; false where it may not stand. */
const take = (lists: Open, name: string, text: string): boolean => {
  if (name === 'space') return true;
  if (ATOMS.includes(name)) {
    lists.at(-1)?.push(stringOf(name, text));
    return true;
  }
  if (name === 'open') return lists.push([]) <= DEEPEST;
  if (name !== 'close' || lists.length < 2) return false;
  const done = lists.pop() ?? [];
  lists.at(-1)?.push(done);
  return true;
};

/** Reads the characters of an argument list, each argument with a space before it; null when its brackets do not match or
 *  it holds something unreadable. */
export const imapValues = (characters: string): readonly ImapValue[] | null => {
  const lists: Open = [[]];
  for (let at = 0; at < characters.length; ) {
    const sort = ARGUMENT_PIECES.find(one => reached(one, characters, at) > at);
    if (sort === undefined) return null;
    const end = reached(sort, characters, at);
    if (!take(lists, sort.part.name, characters.slice(at, end))) return null;
    at = end;
  }
  const [whole] = lists;
  return lists.length === 1 && whole !== undefined ? whole : null;
};

/** A literal: its length in bytes (one a character), CRLF, then the characters. RFC 9051 §4.3. */
export const imapLiteral = (characters: string): string =>
  `{${characters.length}}\r\n${characters}`;

/** A string as an argument: quoted where that can hold it, else as a literal. RFC 9051 §4.3. */
export const imapString = (characters: string): string =>
  /^[ -~]{0,200}$/.test(characters)
    ? `"${characters.replace(/["\\]/g, '\\$&')}"`
    : imapLiteral(characters);
