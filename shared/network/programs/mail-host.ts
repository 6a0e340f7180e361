import { ownValue } from '../../base/own-value.ts';
import { boxOf, type ImapSession, type ImapStore } from './imap-answer.ts';
import { delivered } from './imap-mailbox.ts';
import { type ImapServerConfig, imapServerProgram } from './imap-server.ts';
import type { LineState } from './line-program.ts';
import type { Program, ProgramEvent, ProgramFacts, ProgramTurn } from './program.ts';
import type { SmtpServerConfig } from './smtp-post.ts';
import { type SmtpServerState, smtpServerProgram } from './smtp-server.ts';

/** A host that takes mail by SMTP and lets it be read by IMAP. `users` says whose each mailbox is, by whole addresses in
 *  lower case. */
export interface MailHostConfig {
  readonly smtp: Omit<SmtpServerConfig, 'mailboxes'>;
  readonly imap: Omit<ImapServerConfig, 'mails'>;
  readonly users: Readonly<Record<string, string>>;
}

/** Both daemons of the host. */
export interface MailHostState {
  readonly smtp: SmtpServerState;
  readonly imap: LineState<ImapStore, ImapSession>;
}

type Turn = ProgramTurn<MailHostState>;

/** Mail that SMTP has taken is laid into the mailboxes that IMAP shows, with who sent it on top, RFC 5321 §4.4. */
const handOver = (
  { users, imap: { passwords } }: MailHostConfig,
  state: MailHostState,
  nowMicros: number,
): MailHostState => {
  const { stored } = state.smtp.common;
  if (stored.length === 0) return state;
  let store = state.imap.common;
  for (const { mailbox, mail } of stored) {
    const user = ownValue(users, mailbox);
    if (user === undefined || !Object.hasOwn(passwords, user)) continue;
    const text = [`Return-Path: <${mail.from}>`, ...mail.lines, ''].join('\r\n');
    store = { ...store, [user]: delivered(boxOf(store, user), text, nowMicros) };
  }
  return {
    smtp: { ...state.smtp, common: { ...state.smtp.common, stored: [] } },
    imap: { ...state.imap, common: store },
  };
};

const isForImap = (
  { imap: { port } }: MailHostConfig,
  { imap }: MailHostState,
  event: ProgramEvent,
): boolean => {
  if (!('connection' in event)) return false;
  return event.type === 'connected' ? event.localPort === port : imap.talks.has(event.connection);
};

/** A mail host: what comes in by SMTP (RFC 5321) for one of its mailboxes is read from there by IMAP (RFC 9051). */
export const mailHostProgram = (config: MailHostConfig): Program<MailHostState> => {
  const smtp = smtpServerProgram({ ...config.smtp, mailboxes: Object.keys(config.users) });
  const imap = imapServerProgram({ ...config.imap, mails: {} });
  const step = (state: MailHostState, event: ProgramEvent, facts: ProgramFacts): Turn => {
    if (isForImap(config, state, event)) {
      const turn = imap.step(state.imap, event, facts);
      return { state: { ...state, imap: turn.state }, effects: turn.effects };
    }
    const turn = smtp.step(state.smtp, event, facts);
    const after = handOver(config, { ...state, smtp: turn.state }, facts.nowMicros);
    return { state: after, effects: turn.effects };
  };
  return {
    start: facts => {
      const [post, boxes] = [smtp.start(facts), imap.start(facts)];
      return {
        state: { smtp: post.state, imap: boxes.state },
        effects: [...post.effects, ...boxes.effects],
      };
    },
    step,
  };
};
