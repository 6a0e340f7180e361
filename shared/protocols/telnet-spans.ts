import type { Issue, IssueCode } from './issue.ts';
import type { Span } from './span.ts';
import {
  IAC,
  itemAt,
  type PlacedItem,
  TELNET_COMMANDS,
  TELNET_OPTIONS,
  TERMINAL_IS,
  TERMINAL_SEND,
  unescaped,
} from './telnet-items.ts';
import { type TextPart, textSpan } from './text.ts';

const RFC = 'RFC 854';

const part = (name: string, label: string, about: string, rfc: string): TextPart => ({
  name,
  label,
  about,
  rfc,
});

/** What stands in a stream of TELNET, with words. */
export const TELNET_PARTS = {
  data: part('data', 'Characters', 'What is typed or shown; a byte 255 stands twice.', 'RFC 854'),
  command: part('command', 'Command', 'An order between the characters.', 'RFC 854'),
  negotiation: part(
    'negotiation',
    'Option',
    'One side asks for an option, or agrees, or refuses.',
    'RFC 855',
  ),
  subnegotiation: part(
    'subnegotiation',
    'Talk about an option',
    'More about an option on which both sides have agreed.',
    'RFC 855',
  ),
  escapeByte: part('escape', 'Escape byte', 'Byte 255, IAC: a command follows.', 'RFC 854'),
  verb: part('verb', 'Command byte', 'Which command it is.', 'RFC 854'),
  option: part('option', 'Option', 'Which option it is about.', 'RFC 855'),
  width: part('width', 'Width', 'Characters in a line of the window.', 'RFC 1073 §2'),
  height: part('height', 'Height', 'Lines of the window.', 'RFC 1073 §2'),
  question: part('question', 'Is or send', 'One asks for the type, zero tells it.', 'RFC 1091 §2'),
  terminal: part('terminal', 'Terminal type', 'What kind of terminal it is.', 'RFC 1091 §2'),
  value: part('value', 'Value', 'What is told about the option.', 'RFC 855'),
} as const;

type Reading = readonly [bytes: Uint8Array, path: string];

const leaf = (
  [bytes, path]: Reading,
  { name, ...words }: TextPart,
  from: number,
  to: number,
  shown?: string,
): Span[] =>
  textSpan(`${path}.${name}`, words, bytes, from, to).map(span =>
    shown === undefined ? span : { ...span, shown, value: shown },
  );

const byteLeaf = (
  reading: Reading,
  words: TextPart,
  at: number,
  end: number,
  names: Readonly<Record<number, string>>,
): Span[] => {
  const byte = reading[0][at] ?? 0;
  const name = names[byte];
  return at < end
    ? leaf(reading, words, at, at + 1, name === undefined ? String(byte) : `${byte} (${name})`)
    : [];
};

const numberLeaf = (reading: Reading, words: TextPart, at: number): Span[] => {
  const [bytes] = reading;
  return leaf(reading, words, at, at + 2, String(256 * (bytes[at] ?? 0) + (bytes[at + 1] ?? 0)));
};

const QUESTIONS = { [TERMINAL_IS]: 'is', [TERMINAL_SEND]: 'send' };

const WINDOW_SIZE = 31;
const TERMINAL_TYPE = 24;

/** What is told about an option, bytes `[from, to)`. */
const valueSpans = (reading: Reading, option: number, from: number, to: number): Span[] => {
  const [bytes] = reading;
  const isPlain = !bytes.subarray(from, to).includes(IAC);
  if (option === WINDOW_SIZE && to - from === 4 && isPlain) {
    const { width, height } = TELNET_PARTS;
    return [...numberLeaf(reading, width, from), ...numberLeaf(reading, height, from + 2)];
  }
  if (option === TERMINAL_TYPE && to > from) {
    const { question, terminal } = TELNET_PARTS;
    return [
      ...byteLeaf(reading, question, from, to, QUESTIONS),
      ...leaf(reading, terminal, from + 1, to),
    ];
  }
  return leaf(reading, TELNET_PARTS.value, from, to);
};

const commandSpans = (reading: Reading, { kind, start, end, hasEnd }: PlacedItem): Span[] => {
  const { escapeByte, verb, option } = TELNET_PARTS;
  const head = [
    ...leaf(reading, escapeByte, start, start + 1, '255 (IAC)'),
    ...byteLeaf(reading, verb, start + 1, end, TELNET_COMMANDS),
  ];
  if (kind === 'command') return head;
  const named = [...head, ...byteLeaf(reading, option, start + 2, end, TELNET_OPTIONS)];
  if (kind === 'negotiation') return named;
  const [bytes, path] = reading;
  const valueEnd = hasEnd ? end - 2 : end;
  const tail: Reading = [bytes, `${path}.ending`];
  return [
    ...named,
    ...valueSpans(reading, bytes[start + 2] ?? 0, Math.min(end, start + 3), valueEnd),
    ...leaf(tail, escapeByte, valueEnd, Math.min(end, valueEnd + 1), '255 (IAC)'),
    ...byteLeaf(tail, verb, valueEnd + 1, end, TELNET_COMMANDS),
  ];
};

const issue = (code: IssueCode, path: string, { start, end }: PlacedItem, rfc: string): Issue => ({
  severity: 'error',
  code,
  path,
  bitOffset: 8 * start,
  bitLength: 8 * (end - start),
  rfc,
});

/** Objections to a whole item; what may go on in the next segment is not objected to. */
const issuesOf = (bytes: Uint8Array, item: PlacedItem, path: string): Issue[] => {
  const { kind, start, end, isWhole, hasEnd } = item;
  if (!isWhole) return [];
  const isKnown = TELNET_COMMANDS[bytes[start + 1] ?? 0] !== undefined;
  if (kind === 'command' && !isKnown) return [issue('telnet/unknown-command', path, item, RFC)];
  if (kind !== 'subnegotiation') return [];
  const value = unescaped(bytes.subarray(start + 3, hasEnd ? end - 2 : end));
  const isWindow = bytes[start + 2] === WINDOW_SIZE;
  const isRight = hasEnd === true && (!isWindow || value.length === 4);
  const rfc = isWindow ? 'RFC 1073 §2' : 'RFC 855';
  return isRight ? [] : [issue('telnet/subnegotiation', path, item, rfc)];
};

/** Spans that tile bytes `[start, limit)` of a stream, and objections. */
export const dissectTelnet = (
  bytes: Uint8Array,
  start: number,
  limit: number,
): { readonly spans: readonly Span[]; readonly issues: readonly Issue[] } => {
  const spans: Span[] = [];
  const issues: Issue[] = [];
  for (let at = start; at < limit; ) {
    const item = itemAt(bytes, at, limit);
    const path = `telnet.items.${spans.length}`;
    const words = TELNET_PARTS[item.kind];
    const children = item.kind === 'data' ? {} : { children: commandSpans([bytes, path], item) };
    spans.push(...textSpan(path, words, bytes, item.start, item.end, children));
    issues.push(...issuesOf(bytes, item, path));
    at = item.end;
  }
  return { spans, issues };
};
