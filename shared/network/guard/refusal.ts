import { utf8 } from '../../base/bytes.ts';
import { dns } from '../../protocols/dns.ts';
import { emptyReply } from '../programs/name-server.ts';
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

/** Response codes of RFC 1035 §4.1.1. */
const RCODES: Readonly<Record<string, number>> = { FORMERR: 1, NOTIMP: 4, REFUSED: 5 };
const HEADER_BYTES = 12;

/** The question is not sent back: it could not be read. */
const dnsRefusal = (code: string, unit: Uint8Array): Uint8Array => {
  const header = new Uint8Array(HEADER_BYTES);
  header.set(unit.subarray(0, HEADER_BYTES));
  const { id, opcode, rd } = dns.view(header, 0);
  return dns.encode(emptyReply({ id, opcode, rd, questions: [] }, RCODES[code] ?? 1));
};

/** What a daemon says to input that it refuses with `code`. */
export const refusalBytes = (type: GuardType, code: string, unit: Uint8Array): Uint8Array => {
  if (type === 'guard-request') return httpRefusal(code);
  return type === 'guard-command' ? smtpRefusal(code) : dnsRefusal(code, unit);
};
