import { dns } from '../../protocols/dns.ts';
import { DNS_HEADER_BYTES } from '../../protocols/dns-encode.ts';
import { type FaultWord, type GuardReading, refuses, takes } from './reading.ts';
import { spokenIn } from './spoken.ts';

const QUERY = 0;

const DNS = { spoken: 'dns' } as const;

/** Whoever follows such a name or count leaves the message, or never comes back. */
const LIES = { ...DNS, length: 'agrees', taking: 'topples' } as const;
const IS_SHORT = { ...LIES, length: 'less-came' } as const;

const FORMAT_ERROR: readonly string[] = ['FORMERR'];

const refused = (fault: FaultWord, told: Parameters<typeof refuses>[2]): GuardReading =>
  refuses(fault, FORMAT_ERROR, told);

const BY_PROBLEM: Readonly<Record<string, GuardReading>> = {
  'dns/name-bad-label': refused('label-too-long', LIES),
  'dns/name-too-long': refused('name-too-long', LIES),
  'dns/name-pointer-loop': refused('pointer-loop', LIES),
  'dns/name-pointer-outside': refused('pointer-outside', LIES),
  'dns/count-too-high': refused('count-too-high', IS_SHORT),
};

const RUNS_OVER = refused('runs-over-end', IS_SHORT);

/** Nothing is said to what is no question: two that answer each other's answers would never end. */
const IS_RESPONSE: GuardReading = {
  ...refuses('is-response', [], DNS),
  verdict: 'ignore',
  silence: 'right',
};

const TOO_SHORT: GuardReading = {
  ...refuses('too-short', [], { ...DNS, spoken: 'unknown', length: 'less-came' }),
  verdict: 'ignore',
  silence: 'right',
};

const UNKNOWN_OPERATION = refuses('operation-unknown', ['NOTIMP'], {
  ...DNS,
  vague: ['FORMERR', 'REFUSED'],
});

const wellFormed = (bytes: Uint8Array, end: number, questions: number): GuardReading => {
  if (questions !== 1) return refused('question-count', DNS);
  const isExact = end === bytes.length;
  // What follows a whole message may be overlooked, or held against it: the documents leave it open.
  return isExact
    ? takes(bytes.length, { ...DNS, length: 'agrees' })
    : takes(bytes.length, { ...DNS, length: 'more-came', fault: 'surplus', codes: FORMAT_ERROR });
};

/** A datagram at the port of a name server, RFC 1035 §4.1. */
export const readDnsInput = (bytes: Uint8Array): GuardReading => {
  const spoken = spokenIn(bytes);
  if (spoken !== 'unknown') {
    const codes = ['NOTIMP', 'FORMERR'];
    return refuses('other-protocol', codes, { spoken, silence: 'right', vague: ['REFUSED'] });
  }
  if (bytes.length < DNS_HEADER_BYTES) return TOO_SHORT;
  const { qr, opcode } = dns.view(bytes, 0);
  if (qr === 1) return IS_RESPONSE;
  if (opcode !== QUERY) return UNKNOWN_OPERATION;
  const decoded = dns.decode(bytes);
  if (!decoded.ok) return BY_PROBLEM[decoded.error.code] ?? RUNS_OVER;
  const { header, payloadStart } = decoded.value;
  return wellFormed(bytes, payloadStart, header.questions.length);
};
