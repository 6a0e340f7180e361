import { dns } from '../../protocols/dns.ts';
import type { DnsMessage, ResourceRecord } from '../../protocols/dns-message.ts';
import { fitted, readQuery, sendBack } from '../programs/dns-service.ts';
import { replyOfValues, ttlOf } from '../programs/name-reply.ts';
import { denial, RCODES, zoneOf } from '../programs/name-server.ts';
import { replyTo } from '../programs/name-server-program.ts';
import { recordsOf } from '../programs/settings.ts';
import { RECORD_TYPE_NUMBERS, recordOf, sameName } from '../programs/zone.ts';
import { linesOf } from '../programs/zone-line.ts';
import type { ZoneRecord } from '../topology.ts';
import { textAt, type Values } from '../values.ts';
import type { Moment, PlayedProgram } from './played-program.ts';

/** What a name server may make of a question, in one word. */
export const REPLIES = ['answer', 'referral', 'no-such-name', 'no-data', 'refused'] as const;
export type ReplyWord = (typeof REPLIES)[number] | 'not-understood';

const { A, NS } = RECORD_TYPE_NUMBERS;

/** The sections of a message and its two numbers of the header: what a server decides about an answer. */
type Said = Pick<DnsMessage, 'aa' | 'rcode' | 'answers' | 'authorities' | 'additionals'>;

const queryAt = ({ event }: Moment): DnsMessage | undefined => {
  const read = readQuery(event.bytes);
  return read !== undefined && 'query' in read ? read.query : undefined;
};

const recordsAt = ({ settings }: Moment): readonly ZoneRecord[] => recordsOf(settings, 'records');

/** The word for a reply. */
const wordOf = ({ rcode, answers, authorities }: Said): ReplyWord => {
  if (rcode === RCODES.refused) return 'refused';
  if (rcode === RCODES.noSuchName) return 'no-such-name';
  if (rcode !== RCODES.noError) return 'not-understood';
  if (answers.length > 0) return 'answer';
  return authorities.some(({ type }) => type === NS) ? 'referral' : 'no-data';
};

/** The word for what a server with these records says to a question for the address of `name`. */
export const replyWordFor = (records: readonly ZoneRecord[], name: string): ReplyWord => {
  const question = { name, type: A, class: 1 };
  const query = dns.decode(dns.encode({ questions: [question] }));
  return query.ok ? wordOf(replyTo(records, query.value.header)) : 'not-understood';
};

const nothing = (rcode: number, aa: number): Said => ({
  aa,
  rcode,
  answers: [],
  authorities: [],
  additionals: [],
});

/** The SOA record of the zone around `name`, as a denial bears it; none where the server has no such zone. */
export const soaFor = (records: readonly ZoneRecord[], name: string): readonly ResourceRecord[] => {
  const zone = zoneOf(records, name);
  return zone === undefined ? [] : [denial(zone)];
};

/** An address made up for the name: one that the server has at hand for another. */
export const inventedAddress = (
  records: readonly ZoneRecord[],
  { additionals }: Pick<Said, 'additionals'>,
  name: string,
): ResourceRecord => {
  const known = [...additionals, ...records.filter(({ type }) => type === 'A').map(recordOf)];
  const other = known.find(record => record.type === A && !sameName(record.name, name));
  return {
    name,
    type: A,
    class: 1,
    ttl: other?.ttl ?? 3600,
    data: other?.data ?? { kind: 'A', address: 0 },
  };
};

/** The servers of the own zone: where somebody is sent who is already there. */
const ownServers = (records: readonly ZoneRecord[], name: string): Said => {
  const apex = zoneOf(records, name)?.name ?? '';
  const servers = records.filter(({ type, name: owner }) => type === 'NS' && sameName(owner, apex));
  const addresses = records.filter(
    ({ type, name: owner }) => type === 'A' && servers.some(({ data }) => sameName(data, owner)),
  );
  return {
    ...nothing(RCODES.noError, 0),
    authorities: servers.map(recordOf),
    additionals: addresses.map(recordOf),
  };
};

/** What goes into the message for a word: the true reply for the true one, else what somebody would write who thinks so. */
const saidFor = (moment: Moment, query: DnsMessage, own: Said, word: string): Said => {
  if (word === wordOf(own)) return own;
  const records = recordsAt(moment);
  const name = query.questions[0]?.name ?? '';
  switch (word) {
    case 'answer':
      return { ...nothing(RCODES.noError, own.aa), answers: [inventedAddress(records, own, name)] };
    case 'referral':
      return ownServers(records, name);
    case 'no-such-name':
      return { ...nothing(RCODES.noSuchName, 1), authorities: soaFor(records, name) };
    case 'no-data':
      return { ...nothing(RCODES.noError, 1), authorities: soaFor(records, name) };
    default:
      return nothing(RCODES.refused, 0);
  }
};

const valuesFor = (word: string, said: Said): Values => ({
  reply: word,
  'dns.aa': said.aa,
  'dns.rcode': said.rcode,
  'dns.answers': linesOf(said.answers),
  'dns.authority': linesOf(said.authorities),
  'dns.additional': linesOf(said.additionals),
  'dns.ttl': ttlOf(said),
});

/** Answering for a zone, RFC 1034 §4.3.2, by whoever sits at the name server. */
export const nameServerPlayed: PlayedProgram = {
  choose: moment => {
    const query = queryAt(moment);
    if (query === undefined) return { action: 'drop', values: { reason: 'malformed' } };
    return { action: 'send', values: { reply: wordOf(replyTo(recordsAt(moment), query)) } };
  },
  complete: (moment, action, given) => {
    const query = queryAt(moment);
    if (action !== 'send' || query === undefined) return given;
    const own = replyTo(recordsAt(moment), query);
    const word = textAt(given, 'reply', wordOf(own));
    return { ...valuesFor(word, saidFor(moment, query, own, word)), ...given };
  },
  turn: (moment, { action, values }) => {
    const query = queryAt(moment);
    const { state, event } = moment;
    if (action !== 'send' || query === undefined) return { state, effects: [] };
    const asker = { by: 'datagram', peer: event.peer } as const;
    const bytes = fitted(replyOfValues(query, values), query, asker);
    return { state, effects: [sendBack(asker, bytes)] };
  },
};
