import { smtpServer } from '../../protocols/smtp.ts';
import { type Heard, type LineState, lineProgram, type Talk } from './line-program.ts';
import type { Mail } from './mail.ts';
import type { Peer, Program } from './program.ts';
import {
  type Delivery,
  type DeliveryTls,
  hearReply,
  saidOf,
  startDelivery,
} from './smtp-delivery.ts';

const CONNECTION = -1;

/** What an SMTP client is to do. */
export interface SmtpClientSpec {
  readonly server: Peer;
  /** By which name it greets. */
  readonly hostName: string;
  readonly mail: Mail;
  /** Whether it goes on encrypted; never when left out. */
  readonly tls?: DeliveryTls;
}

/** Whether the connection has come about. */
type Call = 'dialling' | 'talking';

const told = (delivery: Delivery): Heard<Call, Delivery> => {
  const { outcome } = delivery;
  const met = outcome?.kind === 'delivered' && outcome.refused.length === 0;
  const code = outcome?.kind === 'delivered' ? 250 : (outcome?.code ?? 0);
  const refused = outcome?.refused.map(({ to, code: why }) => `${to} ${why}`) ?? [];
  const result = [String(code), ...refused].join(', ');
  return { common: 'talking', session: null, effects: [{ type: 'done', met, result }] };
};

const broken = (result: string): Heard<Call, Delivery> => ({
  common: 'talking',
  session: null,
  effects: [{ type: 'done', met: false, result }],
});

const answered = (
  { session, connection }: Talk<Call, Delivery>,
  turn: ReturnType<typeof hearReply> = { delivery: session, send: null, isOver: false },
): Heard<Call, Delivery> => {
  const { delivery, isOver } = turn;
  if (isOver) return told(delivery);
  return { common: 'talking', session: delivery, ...saidOf(turn, connection) };
};

/** An SMTP client that hands one mail to one server, RFC 5321 §3.3. Its result is the last reply code that decided, and
 *  the recipients that were refused with theirs. */
export const smtpClientProgram = (spec: SmtpClientSpec): Program<LineState<Call, Delivery>> =>
  lineProgram({
    reads: () => ({ codec: smtpServer, mode: 'ready' }),
    begin: () => ({
      common: 'dialling',
      effects: [{ type: 'connect', connection: CONNECTION, peer: spec.server }],
    }),
    opened: () => ({
      common: 'talking',
      session: startDelivery(spec.hostName, spec.mail, spec.tls),
      effects: [],
    }),
    heard: (talk, line) =>
      line.ok ? answered(talk, hearReply(talk.session, line.value)) : broken(line.error.code),
    overflowed: () => broken('text/line-too-long'),
    ended: ({ session }) => (session.outcome === null ? broken('closed') : told(session)),
    elsewhere: (common, event) =>
      event.type === 'broken' && common === 'dialling'
        ? broken(event.why)
        : { common, effects: [] },
  });
