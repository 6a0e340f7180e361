import type { Shared } from './line-program.ts';
import { domainOf, type Mail } from './mail.ts';
import type { ProgramFacts } from './program.ts';
import { type Relay, type RelaySpec, type RelayTurn, relayMail } from './smtp-relay.ts';
import type { SmtpServerSpec } from './smtp-session.ts';

/** Mail that lies in a mailbox of this server. */
export interface StoredMail {
  readonly mailbox: string;
  readonly mail: Mail;
}

/** What all conversations of an SMTP server share. */
export interface Post {
  readonly stored: readonly StoredMail[];
  readonly relay: Relay;
}

/** With a `relay` it finds the machines of other domains by their MX records. */
export type SmtpServerConfig = SmtpServerSpec & { readonly relay?: RelaySpec };

const MAXIMUM_STORED = 1000;

const isOwn = (config: SmtpServerConfig, address: string): boolean =>
  domainOf(address) === '' || config.mailboxes.includes(address.toLowerCase());

/** A report that a mail could not be delivered; none for a report itself, RFC 5321 §6.1. */
const reportOf = (
  { hostName }: SmtpServerConfig,
  { mail, refused }: RelayTurn['reports'][number],
): Mail | null =>
  mail.from === ''
    ? null
    : {
        from: '',
        to: [mail.from],
        lines: [
          `From: <postmaster@${hostName}>`,
          `To: <${mail.from}>`,
          'Subject: your mail could not be delivered',
          '',
          ...refused.map(({ to, code }) => `${to}: ${code}`),
        ],
      };

const store = (post: Post, mail: Mail): Post => {
  const copies = mail.to.map(mailbox => ({ mailbox: mailbox.toLowerCase(), mail }));
  return { ...post, stored: [...post.stored, ...copies].slice(-MAXIMUM_STORED) };
};

/** Keeps what is for here and passes on the rest; null when there is no room. */
export const accept = (
  config: SmtpServerConfig,
  post: Post,
  mail: Mail,
  facts: ProgramFacts,
): Shared<Post> | null => {
  const own = mail.to.filter(to => isOwn(config, to));
  const others = mail.to.filter(to => !isOwn(config, to));
  const kept = own.length > 0 ? store(post, { ...mail, to: own }) : post;
  if (others.length === 0 || config.relay === undefined) return { common: kept, effects: [] };
  const turn = relayMail(config.relay, post.relay, { ...mail, to: others }, facts);
  return turn === null ? null : afterRelay(config, kept, turn, facts);
};

/** Reports are mails themselves; a report about a report is never written, so this ends. */
export const afterRelay = (
  config: SmtpServerConfig,
  post: Post,
  turn: RelayTurn,
  facts: ProgramFacts,
): Shared<Post> => {
  let all: Shared<Post> = { common: { ...post, relay: turn.relay }, effects: turn.effects };
  for (const report of turn.reports) {
    const mail = reportOf(config, report);
    const next = mail === null ? null : accept(config, all.common, mail, facts);
    if (next !== null) all = { common: next.common, effects: [...all.effects, ...next.effects] };
  }
  return all;
};
