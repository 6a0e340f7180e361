import { concat } from '../../base/bytes.ts';
import type { DecodedLine } from '../../protocols/line-codec.ts';
import { smtpClient } from '../../protocols/smtp.ts';
import { type Mail, stuffed } from './mail.ts';

/** What was said last, so that the reply to it is awaited. */
type Phase = 'connect' | 'ehlo' | 'helo' | 'mail' | 'rcpt' | 'data' | 'content' | 'quit';

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

/** A mail on its way over one connection, RFC 5321 §3.3. */
export interface Delivery {
  readonly phase: Phase;
  readonly hostName: string;
  readonly mail: Mail;
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
}

/** Waits for the greeting of the server. */
export const startDelivery = (hostName: string, mail: Mail): Delivery => ({
  phase: 'connect',
  hostName,
  mail,
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
    if (isGood(code)) return sender(delivery);
    // A server that knows no extensions answers the old greeting, RFC 5321 §3.2.
    return code >= 500 ? hello(delivery, 'helo') : failed(delivery, code);
  },
  helo: (delivery, code) => (isGood(code) ? sender(delivery) : failed(delivery, code)),
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
