import { concat } from '../../base/bytes.ts';
import type { DecodedLine } from '../../protocols/line-codec.ts';
import { smtpClient } from '../../protocols/smtp.ts';
import { type Mail, stuffed } from './mail.ts';
import type { ProgramEffect } from './program.ts';

/** What was said last, so that the reply to it is awaited. */
type Phase =
  | 'connect'
  | 'ehlo'
  | 'helo'
  | 'starttls'
  | 'mail'
  | 'rcpt'
  | 'data'
  | 'content'
  | 'quit';

/** How it went: `refused` are recipients with the code for each. A failure that is not permanent may go
 *  away, so another machine or another time may be tried (RFC 5321 §4.2.1). */
export type DeliveryOutcome =
  | { readonly kind: 'delivered'; readonly refused: readonly Refusal[] }
  | { readonly kind: 'failed'; readonly code: number; readonly refused: readonly Refusal[] };

/** A recipient that was not taken, and the reply code. */
export interface Refusal {
  readonly to: string;
  readonly code: number;
}

/** Whether a client goes on encrypted (RFC 3207), and whose certificate it asks for then. */
export interface DeliveryTls {
  readonly use: 'never' | 'if-offered' | 'always';
  readonly serverName: string;
}

/** A mail on its way over one connection, RFC 5321 §3.3. */
export interface Delivery {
  readonly phase: Phase;
  readonly hostName: string;
  readonly mail: Mail;
  readonly tls: DeliveryTls;
  readonly isSecure: boolean;
  /** Recipients that were named so far. */
  readonly named: number;
  readonly refused: readonly Refusal[];
  readonly extensions: readonly string[];
  readonly outcome: DeliveryOutcome | null;
}

/** The next state and what is said; `isOver` when the connection may be finished. */
export interface DeliveryTurn {
  readonly delivery: Delivery;
  readonly send: Uint8Array | null;
  readonly isOver: boolean;
  /** TLS begins before anything is said. */
  readonly secures?: true;
}

const NO_TLS: DeliveryTls = { use: 'never', serverName: '' };

/** Waits for the greeting of the server. */
export const startDelivery = (
  hostName: string,
  mail: Mail,
  tls: DeliveryTls = NO_TLS,
): Delivery => ({
  phase: 'connect',
  hostName,
  mail,
  tls,
  isSecure: false,
  named: 0,
  refused: [],
  extensions: [],
  outcome: null,
});

const say = (delivery: Delivery, phase: Phase, send: Uint8Array): DeliveryTurn => ({
  delivery: { ...delivery, phase },
  send,
  isOver: false,
});

const quit = (delivery: Delivery, outcome: DeliveryOutcome): DeliveryTurn =>
  say({ ...delivery, outcome }, 'quit', smtpClient.encode('quit'));

const failed = (delivery: Delivery, code: number): DeliveryTurn =>
  quit(delivery, { kind: 'failed', code, refused: delivery.refused });

const hello = (delivery: Delivery, word: 'ehlo' | 'helo'): DeliveryTurn =>
  say(delivery, word, smtpClient.encode(word, { domain: delivery.hostName }));

/** Asks to go on encrypted where that is wanted and offered, RFC 3207 §4. */
const greeted = (delivery: Delivery): DeliveryTurn => {
  const { tls, isSecure, extensions } = delivery;
  if (isSecure || tls.use === 'never') return sender(delivery);
  if (extensions.some(word => /^STARTTLS$/i.test(word))) {
    return say(delivery, 'starttls', smtpClient.encode('starttls'));
  }
  return withoutTls(delivery, NOT_OFFERED);
};

const withoutTls = (delivery: Delivery, code: number): DeliveryTurn =>
  delivery.tls.use === 'always' ? failed(delivery, code) : sender(delivery);

/** All that the server has said is forgotten, and it is greeted anew, RFC 3207 §4.2. */
const secured = (delivery: Delivery): DeliveryTurn => ({
  ...hello({ ...delivery, isSecure: true, extensions: [] }, 'ehlo'),
  secures: true,
});

/** The server has to go on encrypted: the code for the same need on its side, RFC 3207 §4. */
const NOT_OFFERED = 530;
const SIZE = /^SIZE\b/i;

const sender = (delivery: Delivery): DeliveryTurn => {
  const { mail, extensions } = delivery;
  const size = stuffed(mail.lines).length;
  const parameters = extensions.some(word => SIZE.test(word)) ? ` SIZE=${size}` : '';
  const texts = { path: `<${mail.from}>`, parameters };
  return say(delivery, 'mail', smtpClient.encode('mail', texts));
};

const recipient = (delivery: Delivery): DeliveryTurn => {
  const to = delivery.mail.to[delivery.named];
  if (to !== undefined) {
    const next = { ...delivery, named: delivery.named + 1 };
    return say(next, 'rcpt', smtpClient.encode('rcpt', { path: `<${to}>`, parameters: '' }));
  }
  if (delivery.refused.length < delivery.mail.to.length) {
    return say(delivery, 'data', smtpClient.encode('data'));
  }
  return failed(delivery, delivery.refused[0]?.code ?? 554);
};

const refusedOne = (delivery: Delivery, code: number): DeliveryTurn => {
  const to = delivery.mail.to[delivery.named - 1] ?? '';
  return recipient({ ...delivery, refused: [...delivery.refused, { to, code }] });
};

const isGood = (code: number): boolean => code >= 200 && code < 300;

/** What follows on a reply to each phase, RFC 5321 §4.3.2. */
const AFTER: Readonly<Record<Phase, (delivery: Delivery, code: number) => DeliveryTurn>> = {
  connect: (delivery, code) => (code === 220 ? hello(delivery, 'ehlo') : failed(delivery, code)),
  ehlo: (delivery, code) => {
    if (isGood(code)) return greeted(delivery);
    // A server that knows no extensions answers the old greeting, RFC 5321 §3.2.
    return code >= 500 ? hello(delivery, 'helo') : failed(delivery, code);
  },
  helo: (delivery, code) =>
    isGood(code) ? withoutTls(delivery, NOT_OFFERED) : failed(delivery, code),
  starttls: (delivery, code) => (code === 220 ? secured(delivery) : withoutTls(delivery, code)),
  mail: (delivery, code) => (isGood(code) ? recipient(delivery) : failed(delivery, code)),
  rcpt: (delivery, code) => (isGood(code) ? recipient(delivery) : refusedOne(delivery, code)),
  data: (delivery, code) =>
    code === 354
      ? say(delivery, 'content', concat(stuffed(delivery.mail.lines)))
      : failed(delivery, code),
  content: (delivery, code) =>
    isGood(code)
      ? quit(delivery, { kind: 'delivered', refused: delivery.refused })
      : failed(delivery, code),
  quit: delivery => ({ delivery, send: null, isOver: true }),
};

/** Hears one line of a reply; only the last line of it moves the dialogue on, RFC 5321 §4.2.1. */
export const hearReply = (delivery: Delivery, { texts }: DecodedLine): DeliveryTurn => {
  const { code = '', separator, text = '' } = texts;
  const extensions =
    delivery.phase === 'ehlo' ? [...delivery.extensions, text].slice(0, 50) : delivery.extensions;
  const known = { ...delivery, extensions };
  if (separator === '-') return { delivery: known, send: null, isOver: false };
  // 421 may come at any time: the server closes.
  if (code === '421' && known.phase !== 'quit') {
    const outcome = { kind: 'failed', code: 421, refused: known.refused } as const;
    return { delivery: { ...known, outcome }, send: null, isOver: true };
  }
  return AFTER[known.phase](known, Number(code));
};

/** What a turn sends on its connection. */
export const saidOf = (
  { delivery, send, secures }: DeliveryTurn,
  connection: number,
): { readonly effects: readonly ProgramEffect[] } => {
  const said: readonly ProgramEffect[] =
    send === null ? [] : [{ type: 'send', connection, bytes: send }];
  if (!secures) return { effects: said };
  const thenSecure = { as: 'client', serverName: delivery.tls.serverName } as const;
  const begins = { type: 'send', connection, bytes: new Uint8Array(0), thenSecure } as const;
  return { effects: [begins, ...said] };
};
