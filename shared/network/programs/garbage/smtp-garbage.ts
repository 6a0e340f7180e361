import { bytesOfCharacters } from '../../../protocols/text.ts';
import { helloRecord } from './foreign.ts';
import { type Ingredients, numberFrom, oneOf } from './piece.ts';

const CALLERS = ['scan.example', 'probe.example', 'north.example'] as const;
const PEOPLE = ['eve', 'mallory', 'trudy'] as const;

const hello = (from: Ingredients): string => `EHLO ${oneOf(CALLERS, from, 'caller')}\r\n`;
const sender = (from: Ingredients): string =>
  `<${oneOf(PEOPLE, from, 'person')}@${oneOf(CALLERS, from, 'caller')}>`;
const mail = (from: Ingredients): string => `MAIL FROM:${sender(from)}\r\n`;
const recipient = ({ host }: Ingredients): string => `RCPT TO:<ada@${host}>\r\n`;
const QUIT = 'QUIT\r\n';

const said = (...lines: readonly string[]): readonly Uint8Array[] => lines.map(bytesOfCharacters);

/** Wrong input for a mail server, RFC 5321; it waits for the greeting first. */
export const SMTP_GARBAGE = {
  'smtp-recipient-first': from => said(hello(from), recipient(from), QUIT),
  'smtp-data-first': from => said(hello(from), mail(from), 'DATA\r\n', QUIT),
  'smtp-sender-twice': from => said(hello(from), mail(from), mail(from), QUIT),
  'smtp-mail-first': from => said(mail(from), hello(from), QUIT),
  'smtp-word': from =>
    said(hello(from), `${oneOf(['SHOW', 'LIST', 'LOGIN'], from, 'word')} ALL\r\n`, QUIT),
  'smtp-path': from => said(hello(from), `MAIL FROM:${sender(from).slice(1, -1)} now\r\n`, QUIT),
  'smtp-long-line': from =>
    said(
      hello(from),
      `MAIL FROM:<${'a'.repeat(numberFrom(600, 300, from, 'long'))}@far.example>\r\n`,
      QUIT,
    ),
  'smtp-line-feed': from =>
    said(hello(from), mail(from), `RCPT TO:<ada@${from.host}>\nDATA\r\n`, QUIT),
  'smtp-http': from => said(`GET / HTTP/1.1\r\nHost: ${from.host}\r\n\r\n`, QUIT),
  'smtp-tls': from => [helloRecord(from), ...said(QUIT)],
} as const satisfies Readonly<Record<string, (from: Ingredients) => readonly Uint8Array[]>>;
