import type { ImapValue } from '../../protocols/imap-arguments.ts';
import { EMPTY_MAILBOX, type ImapMailbox } from './imap-mailbox.ts';

/** The mailboxes by user. */
export type ImapStore = Readonly<Record<string, ImapMailbox>>;

/** The open mailbox: a mail's number is its place in `uids` as this client was told them, RFC 9051 §2.3.1.2. */
interface Selected {
  readonly isReadOnly: boolean;
  readonly uids: readonly number[];
}

/** How far a client has come, RFC 9051 §3. */
export interface ImapSession {
  /** Null before it has logged in. */
  readonly user: string | null;
  readonly selected: Selected | null;
  /** How many literals of the line begun it has got leave to send. */
  readonly granted: number;
}

export const NEW_IMAP_SESSION: ImapSession = { user: null, selected: null, granted: 0 };

/** What a command is obeyed with. */
export interface ImapAsked {
  readonly store: ImapStore;
  readonly passwords: Readonly<Record<string, string>>;
  readonly session: ImapSession;
  readonly values: readonly ImapValue[];
}

/** The answer: untagged lines first, then the tagged one. */
export interface ImapAnswer {
  readonly session: ImapSession;
  /** Where it has changed. */
  readonly store?: ImapStore;
  readonly untagged: readonly string[];
  readonly condition: 'OK' | 'NO' | 'BAD';
  /** With the response code in brackets before it, where it has one. */
  readonly text: string;
  readonly isOver?: true;
}

/** Obeys one command. */
export type Obeys = (asked: ImapAsked) => ImapAnswer;

/** OK, with untagged lines before it. */
export const answer = (
  session: ImapSession,
  text: string,
  untagged: readonly string[] = [],
): ImapAnswer => ({ session, untagged, condition: 'OK', text });

/** NO: it cannot be done; BAD: it makes no sense. */
export const refuse = (
  { session }: ImapAsked,
  text: string,
  condition: 'NO' | 'BAD' = 'NO',
): ImapAnswer => ({ session, untagged: [], condition, text });

/** The marks that a mail may have, RFC 9051 §2.3.2. */
export const IMAP_FLAGS = '\\Answered \\Flagged \\Deleted \\Seen \\Draft';

/** The mailbox of a user. */
export const boxOf = (store: ImapStore, user: string): ImapMailbox =>
  (Object.hasOwn(store, user) ? store[user] : undefined) ?? EMPTY_MAILBOX;

/** The mailbox of the user who is logged in. */
export const mailboxIn = ({ store, session }: ImapAsked): ImapMailbox =>
  boxOf(store, session.user ?? '');

/** All mailboxes, that of the user changed. */
export const withMailbox = ({ store, session }: ImapAsked, mailbox: ImapMailbox): ImapStore => ({
  ...store,
  [session.user ?? '']: mailbox,
});

/** What is said to a change of a mailbox that was opened to read, RFC 9051 §7.1. */
export const NOT_CHANGED = '[READ-ONLY] Not changed';
