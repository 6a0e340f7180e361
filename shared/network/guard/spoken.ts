import { charactersOf } from '../../protocols/text.ts';
import type { Spoken } from './reading.ts';

const TLS_HANDSHAKE = 22;
const TLS_ALERT = 21;
const TLS_MAJOR = 3;
/** More than the word that a protocol begins with. */
const FIRST_BYTES = 600;

const isTls = (bytes: Uint8Array): boolean =>
  (bytes[0] === TLS_HANDSHAKE || bytes[0] === TLS_ALERT) &&
  bytes[1] === TLS_MAJOR &&
  (bytes[2] ?? 0) <= TLS_MAJOR + 1;

/** A line that ends in the version of HTTP, RFC 9112 §3. */
const HTTP = /^[!-~]+[ \t]+[^\r\n]*HTTP\/\d/;
/** The first word of a dialogue by SMTP, RFC 5321 §4.1.1. */
const SMTP =
  /^(?:EHLO|HELO|MAIL FROM:|RCPT TO:|DATA|RSET|VRFY|EXPN|HELP|NOOP|QUIT)(?=[\r\n ]|<|$)/i;

/** The protocol that some bytes begin in by their looks; the port they came to says nothing of it. */
export const spokenIn = (bytes: Uint8Array): Spoken => {
  if (isTls(bytes)) return 'tls';
  const characters = charactersOf(bytes, 0, Math.min(bytes.length, FIRST_BYTES));
  // The version exchange of RFC 4253 §4.2.
  if (characters.startsWith('SSH-')) return 'ssh';
  if (HTTP.test(characters)) return 'http';
  return SMTP.test(characters) ? 'smtp' : 'unknown';
};
