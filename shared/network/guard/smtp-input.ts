import { smtpClient } from '../../protocols/smtp.ts';
import { charactersOf, strictLineAt } from '../../protocols/text.ts';
import { orderOf } from '../programs/smtp-order.ts';
import type { SmtpSession } from '../programs/smtp-session.ts';
import { type GuardReading, type OrderWord, refuses, takes, waits } from './reading.ts';
import { spokenIn } from './spoken.ts';

/** With its line ending, RFC 5321 §4.5.3.1.4 and §4.5.3.1.6. */
const COMMAND_BYTES = 512;
const TEXT_LINE_BYTES = 1000;

const SMTP = { spoken: 'smtp' } as const;
const END_OF_MAIL = '\r\n.\r\n';

const tooLong = (claimedBytes: number, unitBytes: number): GuardReading =>
  refuses('line-too-long', ['500'], {
    ...SMTP,
    vague: ['501'],
    length: 'no-room',
    taking: 'topples',
    silence: 'wrong',
    claimedBytes,
    unitBytes,
  });

/** Lines of a mail: all that have ended, at most to the dot that ends them all, RFC 5321 §4.5.2. */
const readContent = (bytes: Uint8Array): GuardReading => {
  const characters = charactersOf(bytes, 0, bytes.length);
  const end = characters.startsWith('.\r\n') ? 3 : characters.indexOf(END_OF_MAIL);
  const last = characters.lastIndexOf('\r\n');
  const whole = end > 0 ? end + (end === 3 ? 0 : END_OF_MAIL.length) : last + 2;
  if (last >= 0) return takes(whole, SMTP);
  return bytes.length > TEXT_LINE_BYTES ? tooLong(bytes.length, bytes.length) : waits(0, SMTP);
};

const outOfOrder = (form: string, order: OrderWord, unitBytes: number): GuardReading =>
  refuses('out-of-order', form === 'data' ? ['503', '554'] : ['503'], {
    ...SMTP,
    order,
    unitBytes,
    silence: 'wrong',
  });

const unreadable = (code: string, hasLineFeed: boolean, unitBytes: number): GuardReading => {
  const told = { ...SMTP, unitBytes, silence: 'wrong' } as const;
  if (code === 'text/unknown-command') {
    // 502 is for a command that is known and not at hand, RFC 5321 §4.2.4.
    return refuses('command-unknown', ['500'], { ...told, spoken: 'unknown', vague: ['502'] });
  }
  return hasLineFeed
    ? refuses('bare-line-feed', ['501', '500'], told)
    : refuses('argument', ['501'], { ...told, vague: ['500'] });
};

/** Commands by SMTP that lie in the buffer of a mail server, RFC 5321 §4.1.1: the first one, after what was said. */
export const readSmtpInput = (bytes: Uint8Array, session: SmtpSession): GuardReading => {
  if (session.lines !== null) return readContent(bytes);
  const spoken = spokenIn(bytes);
  if (spoken === 'http' || spoken === 'tls' || spoken === 'ssh') {
    const told = { spoken, vague: ['501', '502', '554'], unitBytes: bytes.length };
    return refuses('other-protocol', ['500'], told);
  }
  const { end, ending } = strictLineAt(bytes, 0, bytes.length);
  if (end > COMMAND_BYTES) return tooLong(end, end);
  if (ending === 'none') return waits(0, { spoken });
  const decoded = smtpClient.decode(bytes.subarray(0, end), 'ready');
  if (!decoded.ok) {
    const hasLineFeed = charactersOf(bytes, 0, end - 2).includes('\n');
    return unreadable(decoded.error.code, hasLineFeed, end);
  }
  const { form } = decoded.value;
  const order = orderOf(form, session);
  return order === 'now' ? takes(end, SMTP) : outOfOrder(form, order, end);
};
