import { concat, utf8 } from '../../../base/bytes.ts';
import { dns } from '../../../protocols/dns.ts';
import { DNS_HEADER_BYTES } from '../../../protocols/dns-encode.ts';
import { type Ingredients, numberFrom } from './piece.ts';

const POINTER = 0xc0;
const A_IN_INTERNET = Uint8Array.of(0, 1, 0, 1);

interface Header {
  readonly opcode?: number;
  readonly questions?: number;
  readonly answers?: number;
}

const idOf = (from: Ingredients): number => numberFrom(0, 0x10000, from, 'id');

/** A header that says what it likes. */
const header = (
  from: Ingredients,
  { opcode = 0, questions = 1, answers = 0 }: Header,
): Uint8Array => {
  const id = idOf(from);
  return Uint8Array.of(id >> 8, id & 255, opcode << 3, 0, 0, questions, 0, answers, 0, 0, 0, 0);
};

const label = (length: number, letter: string, told = length): Uint8Array =>
  concat(Uint8Array.of(told), utf8(letter.repeat(length)));

const ROOT = Uint8Array.of(0);

const asked = (from: Ingredients, name: Uint8Array): Uint8Array =>
  concat(header(from, {}), name, A_IN_INTERNET);

const good = (from: Ingredients) => ({
  id: idOf(from),
  rd: 0,
  questions: [{ name: from.host, type: 1, class: 1 }],
});

/** A question to which any server of that zone has an answer. */
export const goodQuestion = (from: Ingredients): Uint8Array => dns.encode(good(from));

const shortened = (bytes: Uint8Array, count: number): Uint8Array =>
  bytes.subarray(0, bytes.length - count);

/** Wrong datagrams for a name server, RFC 1035 §4.1. */
export const DNS_GARBAGE = {
  'dns-long-label': from => {
    const length = numberFrom(64, 60, from, 'long');
    return asked(from, concat(label(length, 'a'), label(7, 'e'), ROOT));
  },
  'dns-pointer-loop': from =>
    // Behind the label the name goes on at its own beginning.
    asked(from, concat(label(3, 'w'), Uint8Array.of(POINTER, DNS_HEADER_BYTES))),
  'dns-pointer-itself': from => asked(from, Uint8Array.of(POINTER, DNS_HEADER_BYTES)),
  'dns-pointer-outside': from =>
    asked(from, concat(label(3, 'w'), Uint8Array.of(POINTER, numberFrom(120, 100, from, 'far')))),
  'dns-count': from =>
    concat(
      header(from, { questions: numberFrom(3, 200, from, 'count') }),
      goodQuestion(from).subarray(DNS_HEADER_BYTES),
    ),
  'dns-overrun': from => shortened(asked(from, label(5, 'a', 60)), 4),
  'dns-long-name': from =>
    asked(from, concat(...Array.from({ length: 5 }, () => label(60, 'b')), ROOT)),
  'dns-operation': from =>
    concat(
      header(from, { opcode: numberFrom(6, 9, from, 'operation') }),
      goodQuestion(from).subarray(DNS_HEADER_BYTES),
    ),
  'dns-two-questions': from =>
    dns.encode({ ...good(from), questions: [...good(from).questions, ...good(from).questions] }),
  'dns-response': from => dns.encode({ ...good(from), qr: 1 }),
  'dns-short': from =>
    shortened(goodQuestion(from), goodQuestion(from).length - numberFrom(3, 8, from, 'short')),
  'dns-http': from => utf8(`GET / HTTP/1.1\r\nHost: ${from.host}\r\n\r\n`),
} as const satisfies Readonly<Record<string, (from: Ingredients) => Uint8Array>>;
