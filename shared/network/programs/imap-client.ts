import { imapClient, imapServer } from '../../protocols/imap.ts';
import { imapString, imapValues } from '../../protocols/imap-arguments.ts';
import type { DecodedLine } from '../../protocols/line-codec.ts';
import { bytesOfCharacters, charactersOf } from '../../protocols/text.ts';
import { type Heard, type LineState, lineProgram, type Talk } from './line-program.ts';
import type { Peer, Program, ProgramEffect } from './program.ts';

/** What a reader of mail wants: the mail with that number in its INBOX; 0 is the newest. */
export interface ImapClientSpec {
  readonly server: Peer;
  readonly user: string;
  readonly password: string;
  readonly number: number;
}

/** What is asked, in this order. */
type Asked = 'greeting' | 'capability' | 'login' | 'select' | 'fetch' | 'noop' | 'logout';

interface Reader {
  readonly asked: Asked;
  readonly sent: number;
  /** What is left of a command behind a literal that the server has not given leave for. */
  readonly held: readonly string[];
  readonly exists: number;
  readonly mail: string | null;
  /** Why it was not done, in the words of the server. */
  readonly refusal: string | null;
}

const CONNECTION = -1;

const NEXT: Readonly<Record<Asked, Asked>> = {
  greeting: 'capability',
  capability: 'login',
  login: 'select',
  select: 'fetch',
  fetch: 'noop',
  noop: 'logout',
  logout: 'logout',
};

const send = (bytes: Uint8Array): ProgramEffect => ({
  type: 'send',
  connection: CONNECTION,
  bytes,
});

const argumentsFor = (spec: ImapClientSpec, { exists }: Reader, asked: Asked): string => {
  switch (asked) {
    case 'login':
      return ` ${imapString(spec.user)} ${imapString(spec.password)}`;
    case 'select':
      return ' INBOX';
    case 'fetch':
      return ` ${spec.number === 0 ? Math.max(1, exists) : spec.number} BODY[]`;
    default:
      return '';
  }
};

/** A command in pieces: each but the last ends with the announcement of a literal, RFC 9051 §4.3. */
const piecesOf = (command: string): readonly string[] => command.split(/(?<=\{\d+\}\r\n)/);

const stay = (reader: Reader, ...effects: readonly ProgramEffect[]): Heard<boolean, Reader> => ({
  common: true,
  session: reader,
  effects,
});

const ask = (spec: ImapClientSpec, reader: Reader, asked: Asked): Heard<boolean, Reader> => {
  const sent = reader.sent + 1;
  const texts = {
    tag: `a${sent}`,
    command: asked.toUpperCase(),
    arguments: argumentsFor(spec, reader, asked),
  };
  const bytes = imapClient.encode(asked, texts);
  const [first = '', ...held] = piecesOf(charactersOf(bytes, 0, bytes.length));
  return stay({ ...reader, asked, sent, held }, send(bytesOfCharacters(first)));
};

/** The mail in an answer to FETCH, if it is one. */
const mailIn = (characters: string): string | null => {
  const [, kind, items] = imapValues(characters) ?? [];
  if (String(kind).toUpperCase() !== 'FETCH' || typeof items !== 'object') return null;
  const at = items.findIndex(item => String(item).toUpperCase() === 'BODY[]');
  const mail = at === -1 ? undefined : items[at + 1];
  return typeof mail === 'string' ? mail : null;
};

const noted = (reader: Reader, characters: string): Reader => {
  const exists = /^ (\d+) EXISTS$/i.exec(characters)?.[1];
  if (exists !== undefined) return { ...reader, exists: Number(exists) };
  const mail = mailIn(characters);
  return mail === null ? reader : { ...reader, mail };
};

const over = (result: string, met = false): Heard<boolean, Reader> => ({
  common: true,
  session: null,
  effects: [{ type: 'done', met, result }],
});

const closed = ({ mail, refusal }: Reader): Heard<boolean, Reader> =>
  mail === null ? over(refusal ?? 'closed') : over(mail, true);

/** A command is answered; after a refusal there is nothing but to log out. */
const answered = (
  spec: ImapClientSpec,
  reader: Reader,
  { condition = '', code = '', text = '' }: Readonly<Record<string, string>>,
): Heard<boolean, Reader> => {
  if (reader.asked === 'logout') return closed(reader);
  if (condition.toUpperCase() === 'OK') return ask(spec, reader, NEXT[reader.asked]);
  return ask(spec, { ...reader, refusal: `${condition}${code}${text}` }, 'logout');
};

const hear = (
  spec: ImapClientSpec,
  { session: reader }: Talk<boolean, Reader>,
  { form, texts }: DecodedLine,
): Heard<boolean, Reader> => {
  const { asked, held } = reader;
  switch (form) {
    case 'status':
      return asked === 'greeting' ? answered(spec, reader, texts) : stay(reader);
    case 'data':
      return stay(noted(reader, texts.arguments ?? ''));
    case 'continuation': {
      const [next, ...rest] = held;
      if (next === undefined) return stay(reader);
      return stay({ ...reader, held: rest }, send(bytesOfCharacters(next)));
    }
    default:
      return texts.tag === `a${reader.sent}` ? answered(spec, reader, texts) : stay(reader);
  }
};

/** An IMAP client that reads one mail, RFC 9051: logs in, opens INBOX, fetches, logs out. Its result is the mail, one
 *  character a byte, or why there is none. */
export const imapClientProgram = (spec: ImapClientSpec): Program<LineState<boolean, Reader>> =>
  lineProgram<boolean, Reader>({
    reads: () => ({ codec: imapServer, mode: 'ready' }),
    begin: () => ({
      common: false,
      effects: [{ type: 'connect', connection: CONNECTION, peer: spec.server }],
    }),
    opened: () =>
      stay({ asked: 'greeting', sent: 0, held: [], exists: 0, mail: null, refusal: null }),
    heard: (talk, line) => (line.ok ? hear(spec, talk, line.value) : stay(talk.session)),
    overflowed: () => over('text/line-too-long'),
    ended: ({ session }) => closed(session),
    elsewhere: (isThere, event) => ({
      common: isThere,
      effects:
        event.type === 'broken' && !isThere
          ? [{ type: 'done', met: false, result: event.why }]
          : [],
    }),
  });
