import { utf8 } from '../../base/bytes.ts';
import { dns } from '../../protocols/dns.ts';
import { DNS_HEADER_BYTES } from '../../protocols/dns-encode.ts';
import { emptyReply, RCODES } from '../programs/name-server.ts';
import { notice, responseOf } from '../programs/web-server.ts';
import type { GuardType } from './guarded.ts';

const CLOSE = { name: 'Connection', value: 'close' } as const;

/** The number at the front of a code, within its three digits; `otherwise` for a word. */
const numberOf = (code: string, otherwise: number): number =>
  /^[1-5]\d\d$/.test(code) ? Number(code) : otherwise;

const httpRefusal = (code: string): Uint8Array => {
  const page = notice(numberOf(code, 400));
  return responseOf({ ...page, headers: [...page.headers, CLOSE] });
};

const SMTP_TEXTS: Readonly<Record<number, string>> = {
  500: 'That is no command',
  501: 'The arguments are not right',
  502: 'Not at hand here',
  503: 'Not now: the order is wrong',
  554: 'No',
};

const smtpRefusal = (code: string): Uint8Array => {
  const number = numberOf(code, 500);
  return utf8(`${number} ${SMTP_TEXTS[number] ?? 'No'}\r\n`);
};

const RCODE_NAMED: Readonly<Record<string, number>> = {
  FORMERR: RCODES.formatError,
  NOTIMP: RCODES.notImplemented,
  REFUSED: RCODES.refused,
};

/** The question is not sent back: it could not be read. */
const dnsRefusal = (code: string, unit: Uint8Array): Uint8Array => {
  const header = new Uint8Array(DNS_HEADER_BYTES);
  header.set(unit.subarray(0, DNS_HEADER_BYTES));
  const { id, opcode, rd } = dns.view(header, 0);
  const rcode = RCODE_NAMED[code] ?? RCODES.formatError;
  return dns.encode(emptyReply({ id, opcode, rd, questions: [] }, rcode));
};

/** What a daemon says to input that it refuses with `code`. */
export const refusalBytes = (type: GuardType, code: string, unit: Uint8Array): Uint8Array => {
  if (type === 'guard-request') return httpRefusal(code);
  return type === 'guard-command' ? smtpRefusal(code) : dnsRefusal(code, unit);
};
