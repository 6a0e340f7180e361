import { concat } from '../../base/bytes.ts';
import { smtpClient, smtpServer } from '../../protocols/smtp.ts';
import { type Heard, type LineState, lineProgram, type Shared, type Talk } from './line-program.ts';
import { domainOf, type Mail, receivedLine } from './mail.ts';
import type { Program, ProgramEffect, ProgramEvent, ProgramFacts } from './program.ts';
import { type Delivery, type DeliveryOutcome, hearReply, startDelivery } from './smtp-delivery.ts';
import {
  connectionOf,
  hearNames,
  type Relay,
  type RelaySpec,
  type RelayTurn,
  relayMail,
  talked,
  waited,
} from './smtp-relay.ts';
import {
  answerLine,
  newSession,
  type SmtpAnswer,
  type SmtpServerSpec,
  type SmtpSession,
} from './smtp-session.ts';

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

type SmtpTalk =
  | { readonly role: 'server'; readonly smtp: SmtpSession }
  | { readonly role: 'client'; readonly delivery: Delivery };

/** State of an SMTP server: mail that has arrived is in `common.stored`. */
export type SmtpServerState = LineState<Post, SmtpTalk>;

/** With a `relay` it finds the machines of other domains by their MX records. */
export type SmtpServerConfig = SmtpServerSpec & { readonly relay?: RelaySpec };

const MAXIMUM_STORED = 1000;

const replyBytes = (code: number, replies: readonly string[]): Uint8Array =>
  concat(
    ...replies.map((text, index) =>
      smtpServer.encode('reply', {
        code: String(code),
        separator: index === replies.length - 1 ? ' ' : '-',
        text,
      }),
    ),
  );

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
const accept = (
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
const afterRelay = (
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

type ServerTalk = Talk<Post, SmtpTalk>;

const traced = (
  config: SmtpServerConfig,
  { facts, connection }: ServerTalk,
  session: SmtpSession,
) => {
  const { helo, protocol, peer } = session;
  const { nowMicros } = facts;
  const id = `${Math.floor(nowMicros / 1_000_000)}.${connection}`;
  return receivedLine({ helo, peer: peer.address, by: config.hostName, protocol, id, nowMicros });
};

const afterAnswer = (
  config: SmtpServerConfig,
  talk: ServerTalk,
  answer: SmtpAnswer,
): Heard<Post, SmtpTalk> => {
  const { common, facts, connection } = talk;
  const { mail, isOver } = answer;
  const lines = [...traced(config, talk, answer.session), ...(mail?.lines ?? [])];
  const accepted =
    mail === undefined
      ? { common, effects: [] }
      : accept(config, common, { ...mail, lines }, facts);
  const bytes =
    accepted === null
      ? replyBytes(452, ['No room for more mail'])
      : replyBytes(answer.code, answer.replies);
  const said: ProgramEffect[] = bytes.length > 0 ? [{ type: 'send', connection, bytes }] : [];
  return {
    common: accepted?.common ?? common,
    session: isOver ? null : { role: 'server', smtp: answer.session },
    effects: [...said, ...(accepted?.effects ?? [])],
  };
};

const ended = (
  config: SmtpServerConfig,
  post: Post,
  connection: number,
  outcome: DeliveryOutcome | null,
  facts: ProgramFacts,
): Shared<Post> => {
  if (config.relay === undefined) return { common: post, effects: [] };
  const turn = talked(config.relay, post.relay, connection, outcome, facts);
  return afterRelay(config, post, turn, facts);
};

const deliver = (
  config: SmtpServerConfig,
  { common, connection, facts }: ServerTalk,
  turn: ReturnType<typeof hearReply>,
): Heard<Post, SmtpTalk> => {
  const { delivery, send, isOver } = turn;
  if (isOver)
    return { ...ended(config, common, connection, delivery.outcome, facts), session: null };
  return {
    common,
    session: { role: 'client', delivery },
    effects: send === null ? [] : [{ type: 'send', connection, bytes: send }],
  };
};

const elsewhere = (
  config: SmtpServerConfig,
  post: Post,
  event: ProgramEvent,
  facts: ProgramFacts,
): Shared<Post> => {
  const { relay } = config;
  if (relay === undefined) return { common: post, effects: [] };
  if (event.type === 'datagram') {
    return afterRelay(config, post, hearNames(relay, post.relay, event, facts), facts);
  }
  if (event.type === 'timer') {
    return afterRelay(config, post, waited(relay, post.relay, event.name, facts), facts);
  }
  if (event.type === 'broken') return ended(config, post, event.connection, null, facts);
  return { common: post, effects: [] };
};

const begin = (config: SmtpServerConfig): Shared<Post> => ({
  common: { stored: [], relay: { outgoing: [], nextId: 1 } },
  effects: [
    { type: 'listen', protocol: 'tcp', port: config.port },
    ...(config.relay === undefined
      ? []
      : [{ type: 'listen', protocol: 'udp', port: config.relay.queryPort } as const]),
  ],
});

/** An SMTP server, RFC 5321: takes mail for its mailboxes, and passes on mail for other domains over the machine that
 *  their MX records name first; when that one does not answer, over the next (§5.1). */
export const smtpServerProgram = (config: SmtpServerConfig): Program<SmtpServerState> =>
  lineProgram<Post, SmtpTalk>({
    reads: session =>
      session.role === 'client'
        ? { codec: smtpServer, mode: 'ready' }
        : { codec: smtpClient, mode: session.smtp.lines === null ? 'ready' : 'content' },
    begin: () => begin(config),
    opened: (common, { connection, peer }) => {
      const out = common.relay.outgoing.find(one => connectionOf(one) === connection);
      if (out !== undefined) {
        const delivery = startDelivery(config.hostName, out.mail);
        return { common, session: { role: 'client', delivery }, effects: [] };
      }
      const bytes = replyBytes(220, [`${config.hostName} ESMTP`]);
      const effects = [{ type: 'send', connection, bytes } as const];
      return { common, session: { role: 'server', smtp: newSession(peer) }, effects };
    },
    heard: (talk, line) => {
      const { session } = talk;
      if (session.role === 'server') {
        return afterAnswer(config, talk, answerLine(config, session.smtp, line));
      }
      const { delivery } = session;
      if (line.ok) return deliver(config, talk, hearReply(delivery, line.value));
      return deliver(config, talk, { delivery, send: null, isOver: true });
    },
    overflowed: ({ common, session, connection, facts }) => {
      if (session.role === 'client') {
        return { ...ended(config, common, connection, null, facts), session: null };
      }
      const bytes = replyBytes(421, [`${config.hostName} ends this: the line is too long`]);
      return { common, session: null, effects: [{ type: 'send', connection, bytes }] };
    },
    ended: ({ common, session, connection, facts }) =>
      session.role === 'server'
        ? { common, effects: [] }
        : ended(config, common, connection, session.delivery.outcome, facts),
    elsewhere: (common, event, facts) => elsewhere(config, common, event, facts),
  });
