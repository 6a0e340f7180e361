import type { DnsMessage, ResourceRecord } from '../../../protocols/dns-message.ts';
import { RECORD_TYPE_NUMBERS, sameName } from '../zone.ts';
import { type Cache, keepDenial, keepSet, TRUST, type Trust } from './cache.ts';
import type { AskedServer, ReplyReading } from './reply.ts';

/** When a reply came, and how long the delegation lives over which its server was reached. */
export interface Lesson {
  readonly asked: AskedServer;
  readonly nowMicros: number;
  readonly delegationEndsMicros: number;
  /** Whether names are believed that nobody asked about. */
  readonly isGullible: boolean;
}

const { A, AAAA, NS } = RECORD_TYPE_NUMBERS;

/** The records by name and type. */
const setsOf = (records: readonly ResourceRecord[]): readonly (readonly ResourceRecord[])[] => {
  const sets = new Map<string, ResourceRecord[]>();
  for (const record of records) {
    const key = `${record.name.toLowerCase()} ${record.type}`;
    const set = sets.get(key);
    if (set === undefined) sets.set(key, [record]);
    else set.push(record);
  }
  return [...sets.values()];
};

/** Keeps what is trusted so far. Which servers a zone has is kept no longer than the delegation says over which this
 *  server was reached: else a zone that was taken away could live on by its own word for ever. */
const keepAll = (
  cache: Cache,
  records: readonly ResourceRecord[],
  trust: Trust,
  { nowMicros, delegationEndsMicros }: Lesson,
): void => {
  for (const set of setsOf(records)) {
    const latestMicros = set[0]?.type === NS ? delegationEndsMicros : Number.POSITIVE_INFINITY;
    keepSet(cache, set, { trust, nowMicros, latestMicros });
  }
};

/** Addresses of those name servers, from the additional section. */
const glueFor = (
  { additionals }: DnsMessage,
  servers: readonly ResourceRecord[],
): readonly ResourceRecord[] =>
  additionals.filter(
    ({ name, type }) =>
      (type === A || type === AAAA) &&
      servers.some(({ data }) => data.kind === 'NS' && sameName(data.name, name)),
  );

const learnServers = (
  cache: Cache,
  message: DnsMessage,
  servers: readonly ResourceRecord[],
  trust: Trust,
  lesson: Lesson,
): void => {
  keepAll(cache, servers, trust, lesson);
  const glue = lesson.isGullible ? message.additionals : glueFor(message, servers);
  keepAll(cache, glue, TRUST.glue, lesson);
};

/** What the server says of its own zone's servers beside its answer. */
const ownServers = ({ authorities }: DnsMessage, { asked, isGullible }: Lesson) =>
  authorities.filter(
    ({ name, data }) => data.kind === 'NS' && (isGullible || sameName(name, asked.zone)),
  );

const learnAnswer = (
  cache: Cache,
  message: DnsMessage,
  { aliases, name, records }: ReplyReading & { readonly records?: readonly ResourceRecord[] },
  lesson: Lesson,
): void => {
  const { authoritativeAnswer, answer } = TRUST;
  const [first, ...further] = aliases;
  if (first !== undefined) keepAll(cache, [first], authoritativeAnswer, lesson);
  keepAll(cache, further, answer, lesson);
  const isAsked = sameName(name, lesson.asked.name);
  keepAll(cache, records ?? [], isAsked ? authoritativeAnswer : answer, lesson);
  if (lesson.isGullible) keepAll(cache, message.answers, answer, lesson);
  learnServers(cache, message, ownServers(message, lesson), TRUST.authority, lesson);
};

/** Remembers what a scrubbed reply taught, each part as far as it is to be believed, RFC 2181 §5.4.1. */
export const learn = (
  cache: Cache,
  message: DnsMessage,
  reading: ReplyReading,
  lesson: Lesson,
): void => {
  switch (reading.kind) {
    case 'lame':
      return;
    case 'referral':
      learnServers(cache, message, reading.servers, TRUST.glue, lesson);
      return;
    case 'answer':
    case 'alias':
      learnAnswer(cache, message, reading, lesson);
      return;
    case 'denial': {
      learnAnswer(cache, message, reading, lesson);
      const { name, rcode, soa } = reading;
      const about = { name, type: lesson.asked.type };
      // Without an SOA record nobody says for how long, so it is not kept, RFC 2308 §5.
      if (soa !== undefined) keepDenial(cache, about, { rcode, soa }, lesson.nowMicros);
    }
  }
};
