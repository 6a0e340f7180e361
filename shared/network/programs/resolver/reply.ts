import type { DnsMessage, ResourceRecord } from '../../../protocols/dns-message.ts';
import { CLASS_IN, isWithin, QUESTION_TYPES, RECORD_TYPE_NUMBERS, sameName } from '../zone.ts';
import { LIMITS } from './settings.ts';

/** What a server was asked for, and for which zone it was asked. */
export interface AskedServer {
  readonly name: string;
  readonly type: number;
  readonly zone: string;
}

/** What a reply says to a question. `aliases` lead from the name asked for to `name`. */
export type ReplyReading = {
  readonly aliases: readonly ResourceRecord[];
  readonly name: string;
} & (
  | { readonly kind: 'answer'; readonly records: readonly ResourceRecord[] }
  /** The alias leads to a name about which this server has nothing to say. */
  | { readonly kind: 'alias' }
  | { readonly kind: 'denial'; readonly rcode: number; readonly soa: ResourceRecord | undefined }
  | { readonly kind: 'referral'; readonly servers: readonly ResourceRecord[] }
  /** The server does not know its zone, or does not want to: another one has to be asked. */
  | { readonly kind: 'lame' }
);

const NO_ERROR = 0;
const NO_SUCH_NAME = 3;

const within = (records: readonly ResourceRecord[], zone: string): readonly ResourceRecord[] =>
  records.filter(record => record.class === CLASS_IN && isWithin(record.name, zone));

/** A TTL with its first bit set counts as 0, RFC 2181 §8. */
const plain = (record: ResourceRecord): ResourceRecord =>
  record.ttl < 2 ** 31 ? record : { ...record, ttl: 0 };

/** The message without what its server has no say in: everything outside the zone it was asked for (bailiwick, RFC 5452
 *  §6). */
export const scrubbed = (message: DnsMessage, zone: string): DnsMessage => ({
  ...message,
  answers: within(message.answers, zone).map(plain),
  authorities: within(message.authorities, zone).map(plain),
  additionals: within(message.additionals, zone).map(plain),
});

const aliasAt = (records: readonly ResourceRecord[], name: string): ResourceRecord | undefined =>
  records.find(record => record.data.kind === 'CNAME' && sameName(record.name, name));

const isOfType = ({ type }: ResourceRecord, wanted: number): boolean =>
  wanted === type || wanted === QUESTION_TYPES.ANY;

/** Records that answer, behind the aliases that lead to them, RFC 1034 §3.6.2. */
const follow = (
  answers: readonly ResourceRecord[],
  asked: AskedServer,
): {
  readonly aliases: readonly ResourceRecord[];
  readonly name: string;
  readonly records: readonly ResourceRecord[];
} => {
  const aliases: ResourceRecord[] = [];
  let { name } = asked;
  for (;;) {
    const here = name;
    const records = answers.filter(
      record => sameName(record.name, here) && isOfType(record, asked.type),
    );
    const alias = aliasAt(answers, here);
    const isEnd = records.length > 0 || aliases.length >= LIMITS.aliases;
    if (isEnd || alias?.data.kind !== 'CNAME') return { aliases, name, records };
    aliases.push(alias);
    name = alias.data.name;
  }
};

const soaFor = (message: DnsMessage, name: string): ResourceRecord | undefined =>
  message.authorities.find(
    record => record.type === RECORD_TYPE_NUMBERS.SOA && isWithin(name, record.name),
  );

/** Servers of a zone below the one asked and above the name: a referral only leads downwards, RFC 1034 §5.3.3 step 4b. */
const lowerServers = (
  { authorities }: DnsMessage,
  { zone }: AskedServer,
  name: string,
): readonly ResourceRecord[] => {
  const below = authorities.filter(
    record =>
      record.data.kind === 'NS' &&
      isWithin(name, record.name) &&
      isWithin(record.name, zone) &&
      !sameName(record.name, zone),
  );
  return below.filter(record => sameName(record.name, below[0]?.name ?? ''));
};

/**
 * What a reply with the right question says, RFC 1034 §5.3.3 step 4, RFC 2308 §2. `message` is scrubbed. A server that
 * answers without authority is no server of the zone.
 */
export const readReply = (message: DnsMessage, asked: AskedServer): ReplyReading => {
  const { aliases, name, records } = follow(message.answers, asked);
  const found = { aliases, name };
  const lame = { ...found, kind: 'lame' } as const;
  if (message.rcode !== NO_ERROR && message.rcode !== NO_SUCH_NAME) return lame;
  const servers = lowerServers(message, asked, name);
  const isReferral = servers.length > 0 && aliases.length === 0 && records.length === 0;
  if (isReferral && message.rcode === NO_ERROR) return { ...found, kind: 'referral', servers };
  if (message.aa === 0) return lame;
  if (records.length > 0) return { ...found, kind: 'answer', records };
  const soa = soaFor(message, name);
  const isTheirs = isWithin(name, asked.zone);
  if (message.rcode === NO_SUCH_NAME && isTheirs)
    return { ...found, kind: 'denial', rcode: 3, soa };
  if (aliases.length > 0 && (soa === undefined || !isTheirs)) return { ...found, kind: 'alias' };
  return { ...found, kind: 'denial', rcode: NO_ERROR, soa };
};
