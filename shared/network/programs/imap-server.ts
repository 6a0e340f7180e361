import { concat } from '../../base/bytes.ts';
import { ownValue } from '../../base/own-value.ts';
import { imapClient, imapServer } from '../../protocols/imap.ts';
import { imapLiteralsIn } from '../../protocols/imap-literals.ts';
import type { DecodedLine } from '../../protocols/line-codec.ts';
import { charactersOf } from '../../protocols/text.ts';
import {
  type ImapAnswer,
  type ImapSession,
  type ImapStore,
  NEW_IMAP_SESSION,
} from './imap-answer.ts';
import { CAPABILITIES, obeyImap } from './imap-commands.ts';
import { mailboxOf } from './imap-mailbox.ts';
import { type Heard, type LineState, lineProgram, type Talk } from './line-program.ts';
import type { Program, ProgramEffect } from './program.ts';

/** What an IMAP server must know: each user's password, and the mails in each INBOX, oldest first, with CRLF and one
 *  character a byte. */
export interface ImapServerConfig {
  readonly port: number;
  readonly passwords: Readonly<Record<string, string>>;
  readonly mails: Readonly<Record<string, readonly string[]>>;
}

type ImapTalk = Talk<ImapStore, ImapSession>;
type Said = Heard<ImapStore, ImapSession>;

const say = (connection: number, ...lines: readonly Uint8Array[]): ProgramEffect => ({
  type: 'send',
  connection,
  bytes: concat(...lines),
});

const untagged = (text: string): Uint8Array => imapServer.encode('data', { arguments: ` ${text}` });

const tagged = (tag: string, condition: string, text: string): Uint8Array =>
  imapServer.encode('tagged', { tag, condition, text: ` ${text}` });

/** What is said to a line that cannot be read: BAD, with its tag where it had one. RFC 9051 §7.1.3. */
const unreadable = ({ common, session, connection }: ImapTalk, bytes: Uint8Array): Said => {
  const characters = charactersOf(bytes, 0, bytes.length);
  const tag = /^([!#$&',\-./0-9:;<=>?@A-Z[\]^_`a-z|}~]+)(?= |\r)/.exec(characters)?.[1] ?? '*';
  const effects = [say(connection, tagged(tag, 'BAD', 'This is no command'))];
  return { common, session: { ...session, granted: 0 }, effects };
};

const told = ({ common, connection }: ImapTalk, tag: string, answer: ImapAnswer): Said => ({
  common: answer.store ?? common,
  session: answer.isOver ? null : { ...answer.session, granted: 0 },
  effects: [
    say(connection, ...answer.untagged.map(untagged), tagged(tag, answer.condition, answer.text)),
  ],
});

const obey = (config: ImapServerConfig, talk: ImapTalk, { form, texts }: DecodedLine): Said => {
  const asked = { store: talk.common, passwords: config.passwords, session: talk.session };
  return told(talk, texts.tag ?? '*', obeyImap(asked, form, texts.arguments ?? ''));
};

const goodbye = ({ common, connection }: ImapTalk): Said => ({
  common,
  session: null,
  effects: [say(connection, untagged('BYE The line is too long'))],
});

/** Gives leave for the literals that the client waits with, RFC 9051 §7.6, unless they are more than a line holds. */
const grant = (talk: ImapTalk, unread: Uint8Array): Said => {
  const { common, session, connection } = talk;
  const literals = imapLiteralsIn(unread);
  const lengthBytes = literals.reduce((sum, literal) => sum + literal.lengthBytes, 0);
  if (lengthBytes > imapClient.side.maximumLineBytes) return goodbye(talk);
  const waiting = literals.slice(session.granted).filter(({ waits }) => waits);
  const effects = waiting.map(() =>
    say(connection, imapServer.encode('continuation', { text: ' Go on' })),
  );
  return { common, session: { ...session, granted: literals.length }, effects };
};

const storeAt = ({ passwords, mails }: ImapServerConfig, nowMicros: number): ImapStore =>
  Object.fromEntries(
    Object.keys(passwords).map(user => [user, mailboxOf(ownValue(mails, user) ?? [], nowMicros)]),
  );

/** An IMAP4rev1 server, RFC 3501: each user has one mailbox, INBOX, to read, mark and clear. */
export const imapServerProgram = (
  config: ImapServerConfig,
): Program<LineState<ImapStore, ImapSession>> =>
  lineProgram<ImapStore, ImapSession>({
    reads: () => ({ codec: imapClient, mode: 'ready' }),
    begin: ({ nowMicros }) => ({
      common: storeAt(config, nowMicros),
      effects: [{ type: 'listen', protocol: 'tcp', port: config.port }],
    }),
    opened: (common, { connection }) => ({
      common,
      session: NEW_IMAP_SESSION,
      effects: [say(connection, untagged(`OK [${CAPABILITIES}] Ready`))],
    }),
    heard: (talk, line, bytes) =>
      line.ok ? obey(config, talk, line.value) : unreadable(talk, bytes),
    begun: grant,
    overflowed: goodbye,
    ended: ({ common }) => ({ common, effects: [] }),
    elsewhere: common => ({ common, effects: [] }),
  });
