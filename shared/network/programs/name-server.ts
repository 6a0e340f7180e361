import type { DnsMessage, DnsQuestion, ResourceRecord } from '../../protocols/dns-message.ts';
import type { ZoneRecord } from '../topology.ts';
import {
  CLASS_IN,
  isWithin,
  parentName,
  QUESTION_TYPES,
  RECORD_TYPE_NUMBERS,
  recordOf,
  sameName,
} from './zone.ts';

/** RFC 1035 §4.1.1. */
export const RCODES = {
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
  /** 0 only for a referral without an alias before it, RFC 1035 §4.1.1. */
  readonly aa: number;
  readonly answers: readonly ResourceRecord[];
  readonly authorities: readonly ResourceRecord[];
}

/** The SOA record of the closest zone around `name`, RFC 1034 §4.3.2 step 2. */
export const zoneOf = (records: readonly ZoneRecord[], name: string): ZoneRecord | undefined =>
  records
    .filter(record => record.type === 'SOA' && isWithin(name, record.name))
    .sort((a, b) => b.name.length - a.name.length)[0];

/** SOA for an answer that says no; kept no longer than its last field says, RFC 2308 §3. */
export const denial = (zone: ZoneRecord): ResourceRecord => {
  const soa = recordOf(zone);
  const minimum = soa.data.kind === 'SOA' ? soa.data.minimum : soa.ttl;
  return { ...soa, ttl: Math.min(soa.ttl, minimum) };
};

/** Name servers of the part of the zone that was given away, if `name` lies in one, RFC 1034 §4.3.2 step 3b. What is
 *  asked about the cut for DNSSEC is the upper side's to say, RFC 4035 §3.1.4.1. */
const delegation = (
  records: readonly ZoneRecord[],
  zone: ZoneRecord,
  { type }: DnsQuestion,
  name: string,
): readonly ResourceRecord[] => {
  const above = records
    .filter(
      record =>
        record.type === 'NS' &&
        isWithin(name, record.name) &&
        isWithin(record.name, zone.name) &&
        !sameName(record.name, zone.name),
    )
    .sort((a, b) => a.name.length - b.name.length);
  const [cut] = above;
  if (cut === undefined || (type === QUESTION_TYPES.DS && sameName(cut.name, name))) return [];
  return above.filter(record => sameName(record.name, cut.name)).map(recordOf);
};

/** A name with others below it exists although it has no record of its own, RFC 4592 §2.2.2. */
const nameExists = (records: readonly ZoneRecord[], name: string): boolean =>
  records.some(record => isWithin(record.name, name));

const recordsAt = (records: readonly ZoneRecord[], name: string): readonly ResourceRecord[] =>
  records.filter(record => sameName(record.name, name)).map(recordOf);

/** Records of `name`; of a name that does not exist those of the wildcard at its closest ancestor, RFC 4592 §3.3.1. */
const recordsFor = (records: readonly ZoneRecord[], name: string): readonly ResourceRecord[] => {
  const here = recordsAt(records, name);
  if (here.length > 0 || nameExists(records, name)) return here;
  let ancestor = parentName(name);
  while (ancestor !== '' && !nameExists(records, ancestor)) ancestor = parentName(ancestor);
  const wildcard = ancestor === '' ? '*' : `*.${ancestor}`;
  return recordsAt(records, wildcard).map(record => ({ ...record, name }));
};

const isWanted = ({ type: wanted }: DnsQuestion, { type }: ResourceRecord): boolean =>
  type === wanted || wanted === QUESTION_TYPES.ANY;

/** Searches the zones, following aliases within them, RFC 1034 §4.3.2 step 3. */
const search = (
  records: readonly ZoneRecord[],
  question: DnsQuestion,
  chain: readonly ResourceRecord[],
): Found => {
  const last = chain.at(-1)?.data;
  const name = last?.kind === 'CNAME' ? last.name : question.name;
  const zone = zoneOf(records, name);
  const good = { rcode: RCODES.noError, aa: 1, answers: chain, authorities: [] };
  // The alias leads elsewhere: whoever asked has to ask there.
  if (zone === undefined) return good;
  const authorities = delegation(records, zone, question, name);
  if (authorities.length > 0) return { ...good, aa: chain.length > 0 ? 1 : 0, authorities };
  const here = recordsFor(records, name);
  const wanted = here.filter(record => isWanted(question, record));
  if (wanted.length > 0) return { ...good, answers: [...chain, ...wanted] };
  const alias = here.find(record => record.type === RECORD_TYPE_NUMBERS.CNAME);
  if (alias !== undefined) {
    return chain.length < MAXIMUM_ALIASES ? search(records, question, [...chain, alias]) : good;
  }
  const exists = here.length > 0 || nameExists(records, name);
  const rcode = exists ? RCODES.noError : RCODES.noSuchName;
  return { ...good, rcode, authorities: [denial(zone)] };
};

const pointsTo = ({ data }: ResourceRecord): string | null => {
  if (data.kind === 'MX') return data.exchange;
  if (data.kind === 'SRV') return data.target;
  return data.kind === 'NS' ? data.name : null;
};

/** Addresses of the machines that the answer or referral names, RFC 1035 §3.3.9 and §3.3.11. */
const additionalsFor = (
  records: readonly ZoneRecord[],
  { answers, authorities }: Found,
): ResourceRecord[] => {
  const named = [...answers, ...authorities].map(pointsTo).filter(name => name !== null);
  return records
    .filter(record => record.type === 'A' || record.type === 'AAAA')
    .filter(record => named.some(name => sameName(name, record.name)))
    .map(recordOf);
};

/** A reply that says no more than how it went. */
export const emptyReply = (
  { id, opcode, rd, questions }: Pick<DnsMessage, 'id' | 'opcode' | 'rd' | 'questions'>,
  rcode: number,
): DnsMessage => ({
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
 * zones (those that have an SOA record), a referral where an NS record below gives a part of one away, REFUSED outside
 * them. Anything that is no question gets FORMERR or NOTIMP.
 */
export const answerQuery = (records: readonly ZoneRecord[], query: DnsMessage): DnsMessage => {
  if (query.opcode !== 0) return emptyReply(query, RCODES.notImplemented);
  const [question] = query.questions;
  if (query.qr === 1 || question === undefined || query.questions.length > 1) {
    return emptyReply(query, RCODES.formatError);
  }
  const ours = zoneOf(records, question.name) !== undefined && question.class === CLASS_IN;
  if (!ours) return emptyReply(query, RCODES.refused);
  const found = search(records, question, []);
  const { rcode, aa, answers, authorities } = found;
  const additionals = additionalsFor(records, found);
  return { ...emptyReply(query, rcode), aa, answers, authorities, additionals };
};
