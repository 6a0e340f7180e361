import { concat } from '../../base/bytes.ts';
import { smtpClient, smtpServer } from '../../protocols/smtp.ts';
import { type Heard, type LineState, lineProgram, type Shared, type Talk } from './line-program.ts';
import { receivedLine } from './mail.ts';
import type { Program, ProgramEffect, ProgramEvent, ProgramFacts } from './program.ts';
import {
  type Delivery,
  type DeliveryOutcome,
  hearReply,
  saidOf,
  startDelivery,
} from './smtp-delivery.ts';
import { accept, afterRelay, type Post, type SmtpServerConfig } from './smtp-post.ts';
import { connectionOf, hearNames, talked, waited } from './smtp-relay.ts';
import { answerLine, newSession, type SmtpAnswer, type SmtpSession } from './smtp-session.ts';

type SmtpTalk =
  | { readonly role: 'server'; readonly smtp: SmtpSession }
  | { readonly role: 'client'; readonly delivery: Delivery };

/** State of an SMTP server: mail that has arrived is in `common.stored`. */
export type SmtpServerState = LineState<Post, SmtpTalk>;

/** The conversation on a connection that a client has opened; `state` is that of a program without TLS around it. */
export const sessionAt = (state: unknown, connection: number): SmtpSession | undefined => {
  const talks = (state as Partial<SmtpServerState> | undefined)?.talks;
  const session = talks?.get(connection)?.session;
  return session?.role === 'server' ? session.smtp : undefined;
};

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
  const { mail, isOver, secures } = answer;
  const lines = [...traced(config, talk, answer.session), ...(mail?.lines ?? [])];
  const accepted =
    mail === undefined
      ? { common, effects: [] }
      : accept(config, common, { ...mail, lines }, facts);
  const bytes =
    accepted === null
      ? replyBytes(452, ['No room for more mail'])
      : replyBytes(answer.code, answer.replies);
  const securing = secures ? { thenSecure: { as: 'server' } as const } : {};
  const said: ProgramEffect[] =
    bytes.length > 0 ? [{ type: 'send', connection, bytes, ...securing }] : [];
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
  const { delivery, isOver } = turn;
  if (isOver)
    return { ...ended(config, common, connection, delivery.outcome, facts), session: null };
  return { common, session: { role: 'client', delivery }, ...saidOf(turn, connection) };
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
        const delivery = startDelivery(config.hostName, out.mail, {
          use: config.offersTls ? 'if-offered' : 'never',
          serverName: out.exchanges[0]?.name ?? out.domain,
        });
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
