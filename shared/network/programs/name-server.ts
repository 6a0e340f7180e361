import type { DnsMessage, DnsQuestion, ResourceRecord } from '../../protocols/dns-message.ts';
import type { ZoneRecord } from '../topology.ts';
import { CLASS_IN, isWithin, RECORD_TYPE_NUMBERS, recordOf, sameName } from './zone.ts';

/** RFC 1035 §4.1.1. */
const RCODES = {
  noError: 0,
  formatError: 1,
  noSuchName: 3,
  notImplemented: 4,
  refused: 5,
} as const;

/** Aliases followed for one answer; a longer chain is a mistake in the zone. */
const MAXIMUM_ALIASES = 8;

interface Found {
  readonly rcode: number;
  readonly answers: readonly ResourceRecord[];
  readonly authorities: readonly ResourceRecord[];
}

/** The SOA record of the closest zone around `name`, RFC 1034 §4.3.2 step 2. */
const zoneOf = (records: readonly ZoneRecord[], name: string): ZoneRecord | undefined =>
  records
    .filter(record => record.type === 'SOA' && isWithin(name, record.name))
    .sort((a, b) => b.name.length - a.name.length)[0];

/** SOA for an answer that says no; kept no longer than its last field says, RFC 2308 §3. */
const denial = (zone: ZoneRecord): ResourceRecord => {
  const soa = recordOf(zone);
  const minimum = soa.data.kind === 'SOA' ? soa.data.minimum : soa.ttl;
  return { ...soa, ttl: Math.min(soa.ttl, minimum) };
};

/** Searches the zones, following aliases within them, RFC 1034 §4.3.2 step 3. */
const search = (
  records: readonly ZoneRecord[],
  question: DnsQuestion,
  chain: readonly ResourceRecord[],
): Found => {
  const last = chain.at(-1)?.data;
  const name = last?.kind === 'CNAME' ? last.name : question.name;
  const zone = zoneOf(records, name);
  // The alias leads elsewhere: whoever asked has to ask there.
  if (zone === undefined) return { rcode: RCODES.noError, answers: chain, authorities: [] };
  const here = records.filter(record => sameName(record.name, name)).map(recordOf);
  const wanted = here.filter(record => record.type === question.type);
  if (wanted.length > 0) {
    return { rcode: RCODES.noError, answers: [...chain, ...wanted], authorities: [] };
  }
  const alias = here.find(record => record.type === RECORD_TYPE_NUMBERS.CNAME);
  if (alias !== undefined && chain.length < MAXIMUM_ALIASES) {
    return search(records, question, [...chain, alias]);
  }
  // A name with others below it exists although it has no record of its own, RFC 8020 §2.
  const exists = records.some(record => isWithin(record.name, name));
  return {
    rcode: exists ? RCODES.noError : RCODES.noSuchName,
    answers: chain,
    authorities: [denial(zone)],
  };
};

const pointsTo = ({ data }: ResourceRecord): string | null => {
  if (data.kind === 'MX') return data.exchange;
  return data.kind === 'NS' ? data.name : null;
};

/** Addresses of the machines that the answer names, RFC 1035 §3.3.9 and §3.3.11. */
const additionalsFor = (
  records: readonly ZoneRecord[],
  answers: readonly ResourceRecord[],
): ResourceRecord[] => {
  const named = answers.map(pointsTo).filter(name => name !== null);
  return records
    .filter(record => record.type === 'A' || record.type === 'AAAA')
    .filter(record => named.some(name => sameName(name, record.name)))
    .map(recordOf);
};

const reply = ({ id, opcode, rd, questions }: DnsMessage, rcode: number): DnsMessage => ({
  id,
  qr: 1,
  opcode,
  aa: 0,
  tc: 0,
  rd,
  ra: 0,
  z: 0,
  rcode,
  questions,
  answers: [],
  authorities: [],
  additionals: [],
});

/**
 * The answer of a name server that knows `records` and asks nobody else, RFC 1034 §4.3.2: with authority inside its
 * zones (those that have an SOA record), REFUSED outside them. Anything that is no question gets FORMERR or NOTIMP.
 */
export const answerQuery = (records: readonly ZoneRecord[], query: DnsMessage): DnsMessage => {
  if (query.opcode !== 0) return reply(query, RCODES.notImplemented);
  const [question] = query.questions;
  if (query.qr === 1 || question === undefined || query.questions.length > 1) {
    return reply(query, RCODES.formatError);
  }
  const ours = zoneOf(records, question.name) !== undefined && question.class === CLASS_IN;
  if (!ours) return reply(query, RCODES.refused);
  const found = search(records, question, []);
  return {
    ...reply(query, found.rcode),
    aa: 1,
    answers: found.answers,
    authorities: found.authorities,
    additionals: additionalsFor(records, found.answers),
  };
};
