import { formatIpv4 } from '../../base/address.ts';
import { text, toHex } from '../../base/bytes.ts';
import { formatIpv6 } from '../../base/ipv6.ts';
import type { DnsMessage, RecordData, ResourceRecord } from '../../protocols/dns-message.ts';
import { CLASS_IN, RECORD_TYPE_NUMBERS, sameName } from './zone.ts';

/** What was asked, so that an answer can be held against it. */
export interface AskedQuestion {
  readonly id: number;
  readonly name: string;
  readonly recordType: number;
}

/**
 * What a message says to a question. `answer` is the data as text: '172.217.12.229', 'mail.game.example'; of several
 * mail exchanges the best. `answers` are all of them, the one first. `owner` is the name it belongs to after `aliases`.
 */
export type AnswerReading =
  | {
      readonly kind: 'answer';
      readonly answer: string;
      readonly answers: readonly string[];
      readonly owner: string;
      readonly aliases: readonly string[];
      readonly timeToLiveSeconds: number;
    }
  | { readonly kind: 'no-such-name' }
  | { readonly kind: 'no-data' }
  | { readonly kind: 'failed'; readonly rcode: number }
  | { readonly kind: 'mismatch'; readonly field: 'qr' | 'id' | 'question' };

const MAXIMUM_ALIASES = 16;
const NO_SUCH_NAME = 3;

/** A question to a resolver, recursion desired, RFC 1035 §4.1. */
export const makeQuery = ({ id, name, recordType }: AskedQuestion): DnsMessage => ({
  id,
  qr: 0,
  opcode: 0,
  aa: 0,
  tc: 0,
  rd: 1,
  ra: 0,
  z: 0,
  rcode: 0,
  questions: [{ name, type: recordType, class: CLASS_IN }],
  answers: [],
  authorities: [],
  additionals: [],
});

/** Which part shows that the message does not answer the question, RFC 5452 §9.1, or null if it does. */
const mismatch = (message: DnsMessage, asked: AskedQuestion): 'qr' | 'id' | 'question' | null => {
  if (message.qr !== 1) return 'qr';
  if (message.id !== asked.id) return 'id';
  const [question] = message.questions;
  const same =
    question !== undefined &&
    message.questions.length === 1 &&
    sameName(question.name, asked.name) &&
    question.type === asked.recordType;
  return same ? null : 'question';
};

/** Names from the one asked for to the one that aliases lead to, RFC 1034 §3.6.2. */
const namesAlong = (records: readonly ResourceRecord[], asked: AskedQuestion): string[] => {
  const names = [asked.name];
  if (asked.recordType === RECORD_TYPE_NUMBERS.CNAME) return names;
  for (let step = 0; step < MAXIMUM_ALIASES; step++) {
    const here = names.at(-1) ?? '';
    const alias = records.find(({ name, data }) => data.kind === 'CNAME' && sameName(name, here));
    if (alias?.data.kind !== 'CNAME') return names;
    const { name } = alias.data;
    if (names.some(known => sameName(known, name))) return names;
    names.push(name);
  }
  return names;
};

/** Record data as a person reads it; types without a form of their own in hex. */
export const dataText = (data: RecordData): string => {
  switch (data.kind) {
    case 'A':
      return formatIpv4(data.address);
    case 'AAAA':
      return formatIpv6(BigInt(`0x${toHex(data.bytes)}`));
    case 'MX':
      return data.exchange;
    case 'SOA':
      return data.primary;
    case 'TXT':
      return data.texts.map(text).join('');
    case 'SRV':
      return data.target;
    case 'CAA':
      return text(data.value);
    case 'OPT':
      return '';
    case 'unknown':
      return toHex(data.bytes);
    default:
      return data.name;
  }
};

const preference = ({ data }: ResourceRecord): number => (data.kind === 'MX' ? data.preference : 0);

/** Reads the answer to `asked` as a stub resolver does, RFC 1034 §5.3.1: matches it, then follows aliases. */
export const readAnswer = (message: DnsMessage, asked: AskedQuestion): AnswerReading => {
  const field = mismatch(message, asked);
  if (field !== null) return { kind: 'mismatch', field };
  if (message.rcode === NO_SUCH_NAME) return { kind: 'no-such-name' };
  if (message.rcode !== 0) return { kind: 'failed', rcode: message.rcode };
  const names = namesAlong(message.answers, asked);
  const owner = names.at(-1) ?? asked.name;
  // Of mail exchanges the lowest preference is tried first, RFC 5321 §5.1.
  const found = message.answers
    .filter(record => record.type === asked.recordType && sameName(record.name, owner))
    .sort((a, b) => preference(a) - preference(b));
  const [best] = found;
  if (best === undefined) return { kind: 'no-data' };
  return {
    kind: 'answer',
    answer: dataText(best.data),
    answers: found.map(({ data }) => dataText(data)),
    owner,
    aliases: names.slice(0, -1),
    timeToLiveSeconds: best.ttl,
  };
};
