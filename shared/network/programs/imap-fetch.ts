import { type ImapValue, imapLiteral } from '../../protocols/imap-arguments.ts';
import type { ImapMessage } from './imap-mailbox.ts';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** When a mail came, RFC 9051 §9 date-time: a day of one digit has a space before it. */
const internalDate = (micros: number): string => {
  const date = new Date(micros / 1000);
  const day = String(date.getUTCDate()).padStart(2, ' ');
  const month = MONTHS[date.getUTCMonth()] ?? '';
  const time = date.toISOString().slice(11, 19);
  return `"${day}-${month}-${date.getUTCFullYear()} ${time} +0000"`;
};

/** Where the text of a mail begins: behind its first empty line, RFC 5322 §2.1. */
const textStart = (text: string): number => {
  if (text.startsWith('\r\n')) return 2;
  const found = text.indexOf('\r\n\r\n');
  return found === -1 ? text.length : found + 4;
};

/** The fields of a header, each with its folded lines and CRLF, RFC 5322 §2.2. */
const fieldsIn = (header: string): readonly string[] =>
  header.split(/(?<=\r\n)(?![ \t])/).filter(field => field !== '\r\n');

const nameOf = (field: string): string => field.slice(0, field.indexOf(':')).trim().toLowerCase();

const FIELDS = /^HEADER\.FIELDS(\.NOT)? \(([^()]*)\)$/i;

/** A section of a mail, RFC 9051 §6.4.5.1; null for one that is not served. */
const sectionOf = (text: string, section: string): string | null => {
  const start = textStart(text);
  const name = section.toUpperCase();
  if (name === '') return text;
  if (name === 'HEADER') return text.slice(0, start);
  if (name === 'TEXT') return text.slice(start);
  const found = FIELDS.exec(section);
  if (found === null) return null;
  const [, not, list = ''] = found;
  const names = list.split(' ').map(one => one.replaceAll('"', '').toLowerCase());
  const wants = (field: string): boolean => names.includes(nameOf(field)) === (not === undefined);
  return `${fieldsIn(text.slice(0, start)).filter(wants).join('')}\r\n`;
};

/** One thing that a FETCH brings: its name and value, and whether it makes a mail seen. */
export interface Fetched {
  readonly text: string;
  readonly sees: boolean;
}

const unseen = (text: string): Fetched => ({ text, sees: false });

const BODY = /^BODY(\.PEEK)?\[([^\]]*)\](?:<(\d{1,10})\.(\d{1,10})>)?$/i;

const bodyOf = ({ text }: ImapMessage, found: RegExpExecArray): Fetched | null => {
  const [, peek, section = '', from, count] = found;
  const whole = sectionOf(text, section);
  if (whole === null) return null;
  const origin = from === undefined ? '' : `<${Number(from)}>`;
  const part =
    from === undefined ? whole : whole.slice(Number(from), Number(from) + Number(count ?? 0));
  const shown = `BODY[${section.toUpperCase()}]${origin} ${imapLiteral(part)}`;
  return { text: shown, sees: peek === undefined };
};

type Brings = (message: ImapMessage) => Fetched;

/** What else a FETCH may ask for, RFC 9051 §6.4.5; the RFC822 items: RFC 3501 §6.4.5. */
const ITEMS: Readonly<Record<string, Brings>> = {
  FLAGS: ({ flags }) => unseen(`FLAGS (${flags.join(' ')})`),
  UID: ({ uid }) => unseen(`UID ${uid}`),
  INTERNALDATE: ({ atMicros }) => unseen(`INTERNALDATE ${internalDate(atMicros)}`),
  'RFC822.SIZE': ({ text }) => unseen(`RFC822.SIZE ${text.length}`),
  'RFC822.HEADER': ({ text }) =>
    unseen(`RFC822.HEADER ${imapLiteral(text.slice(0, textStart(text)))}`),
  'RFC822.TEXT': ({ text }) => ({
    text: `RFC822.TEXT ${imapLiteral(text.slice(textStart(text)))}`,
    sees: true,
  }),
  RFC822: ({ text }) => ({ text: `RFC822 ${imapLiteral(text)}`, sees: true }),
};

/** What the item brings of a mail; null where it is none that is served (ENVELOPE and BODYSTRUCTURE are not). */
export const fetched = (item: string, message: ImapMessage): Fetched | null => {
  const body = BODY.exec(item);
  if (body !== null) return bodyOf(message, body);
  const name = item.toUpperCase();
  return Object.hasOwn(ITEMS, name) ? (ITEMS[name]?.(message) ?? null) : null;
};

const FAST = ['FLAGS', 'INTERNALDATE', 'RFC822.SIZE'];

/** The items that a FETCH names, alone or in brackets; null where they are no words. */
export const itemsIn = (values: readonly ImapValue[]): readonly string[] | null => {
  const [first, ...rest] = values;
  if (first === undefined || rest.length > 0) return null;
  const items = typeof first === 'string' ? [first] : first;
  const words = items.filter(item => typeof item === 'string');
  if (words.length !== items.length || words.length === 0) return null;
  return words.length === 1 && words[0]?.toUpperCase() === 'FAST' ? FAST : words;
};
