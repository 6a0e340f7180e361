import { concat } from '../../../base/bytes.ts';
import { dns } from '../../../protocols/dns.ts';
import type { DnsMessage, ResourceRecord } from '../../../protocols/dns-message.ts';
import { messagesIn } from '../../../protocols/dns-stream.ts';
import type { ProgramEvent } from '../program.ts';
import {
  giveUpQuery,
  noteSilence,
  queryOfConnection,
  queryOfTimer,
  sendOverStream,
  sendQuestion,
} from './ask.ts';
import { serversOf, tried } from './delegation.ts';
import { change, type Desk, knownAt, type Lookup, type OpenQuery } from './desk.ts';
import { learn } from './learn.ts';
import { askOn, finish, goTo } from './lookup.ts';
import { contentMismatch, placeMismatch } from './match.ts';
import { type ReplyReading, readReply, scrubbed } from './reply.ts';
import { LIMITS } from './settings.ts';

const FORMAT_ERROR = 1;
const NOT_IMPLEMENTED = 4;
const MICROS = 1_000_000;

/** Denials are kept for the lower of two numbers, and said to clients with it, RFC 2308 §5. */
const withLowerTtl = (soa: ResourceRecord): ResourceRecord =>
  soa.data.kind === 'SOA' ? { ...soa, ttl: Math.min(soa.ttl, soa.data.minimum) } : soa;

const giveUpServer = (desk: Desk, lookup: Lookup, query: OpenQuery, times: number): void => {
  const { delegation } = lookup;
  if (delegation === null) return;
  askOn(desk, change(desk, lookup, { delegation: tried(delegation, query.server, times) }));
};

const goDown = (
  desk: Desk,
  lookup: Lookup,
  servers: readonly ResourceRecord[],
  { additionals }: DnsMessage,
): void => {
  const seconds = Math.min(...servers.map(({ ttl }) => ttl));
  const own = desk.facts.nowMicros + seconds * MICROS;
  const delegation = {
    zone: servers[0]?.name ?? '',
    endsMicros: Math.min(own, lookup.delegation?.endsMicros ?? own),
    isRemembered: false,
    servers: serversOf(knownAt(desk), servers, additionals),
  };
  askOn(desk, change(desk, lookup, { delegation }));
};

const act = (
  desk: Desk,
  lookup: Lookup,
  query: OpenQuery,
  reading: ReplyReading,
  message: DnsMessage,
): void => {
  const aliases = [...lookup.aliases, ...reading.aliases];
  if (desk.settings.asks !== null && reading.kind !== 'referral' && reading.kind !== 'alias') {
    askOn(desk, lookup);
    return;
  }
  switch (reading.kind) {
    case 'lame':
      giveUpServer(desk, lookup, query, LIMITS.triesPerServer);
      return;
    case 'referral':
      goDown(desk, lookup, reading.servers, message);
      return;
    case 'alias':
      goTo(desk, lookup, reading.aliases);
      return;
    case 'answer':
      finish(desk, lookup, { rcode: 0, answers: [...aliases, ...reading.records], soa: null });
      return;
    case 'denial': {
      const { rcode, soa } = reading;
      finish(desk, lookup, { rcode, answers: aliases, soa: soa ? withLowerTtl(soa) : null });
    }
  }
};

/** Once more to the same server, in another way. */
const repeat = (desk: Desk, lookup: Lookup, query: OpenQuery, way: Partial<OpenQuery>): void => {
  const { server, via, hasEdns } = { ...query, ...way };
  if (lookup.budget <= 0) giveUpServer(desk, lookup, query, LIMITS.triesPerServer);
  else sendQuestion(desk, lookup, { server, via, hasEdns, tries: 0 });
};

/** Takes a message that answers `query`. */
const take = (desk: Desk, query: OpenQuery, message: DnsMessage): void => {
  const lookup = closeQuery(desk, query);
  if (lookup === undefined) return;
  noteSilence(desk, query.server, false);
  const isPuzzled = message.rcode === FORMAT_ERROR || message.rcode === NOT_IMPLEMENTED;
  if (message.tc === 1 && query.via === 'datagram') {
    repeat(desk, lookup, query, { via: 'stream' });
  } else if (isPuzzled && query.hasEdns) {
    // Perhaps it has never heard of EDNS, RFC 6891 §7.
    repeat(desk, lookup, query, { hasEdns: false });
  } else read(desk, lookup, query, message);
};

const read = (desk: Desk, lookup: Lookup, query: OpenQuery, given: DnsMessage): void => {
  const { checksBailiwick } = desk.settings;
  const message = scrubbed(given, checksBailiwick ? query.zone : '');
  const asked = { name: query.name, type: query.type, zone: query.zone };
  const reading = readReply(message, asked);
  const lesson = {
    asked,
    nowMicros: desk.facts.nowMicros,
    delegationEndsMicros: lookup.delegation?.endsMicros ?? 0,
    isGullible: !checksBailiwick,
  };
  learn(desk.cache, message, reading, lesson);
  act(desk, lookup, query, reading, message);
};

const closeQuery = (desk: Desk, query: OpenQuery): Lookup | undefined => {
  giveUpQuery(desk, query);
  return desk.lookups.get(query.lookup);
};

const overStream = (desk: Desk, query: OpenQuery): void => {
  const lookup = closeQuery(desk, query);
  if (lookup !== undefined) repeat(desk, lookup, query, { via: 'stream' });
};

/** Whoever it comes from and whatever was asked. */
const believe = (desk: Desk, query: OpenQuery, bytes: Uint8Array): void => {
  const decoded = dns.decode(bytes);
  if (decoded.ok) take(desk, query, decoded.value.header);
};

/** A datagram that is not at our own service's port: an answer, a forged one, or nothing of ours. */
export const takeDatagram = (
  desk: Desk,
  event: ProgramEvent & { readonly type: 'datagram' },
): void => {
  if (event.bytes.length < 12) return;
  const believed = desk.queries.get(desk.settings.believes ?? 0);
  if (believed !== undefined) {
    believe(desk, believed, event.bytes);
    return;
  }
  const { id, qr, tc } = dns.view(event.bytes, 0);
  const query = [...desk.queries.values()].find(
    open =>
      open.via === 'datagram' && placeMismatch(open, event) === null && open.identifier === id,
  );
  if (query === undefined || qr !== 1) return;
  const decoded = dns.decode(event.bytes);
  // Some servers cut in the middle of a record and say so.
  if (!decoded.ok && tc === 1) overStream(desk, query);
  if (!decoded.ok) return;
  const message = decoded.value.header;
  const mismatch = contentMismatch(query, message);
  if (mismatch === null) take(desk, query, message);
  // Perhaps an honest server that changes letters: over a stream nobody else can answer.
  else if (mismatch === 'case') overStream(desk, query);
};

const failed = (desk: Desk, query: OpenQuery): void => {
  const lookup = closeQuery(desk, query);
  noteSilence(desk, query.server, true);
  if (lookup !== undefined) giveUpServer(desk, lookup, query, 1);
};

const hear = (desk: Desk, query: OpenQuery, bytes: Uint8Array): void => {
  const { messages, rest } = messagesIn(concat(query.heard, bytes));
  const [first] = messages;
  if (first === undefined) {
    desk.queries.set(query.id, { ...query, heard: rest });
    return;
  }
  const decoded = dns.decode(first);
  const mismatch = decoded.ok ? contentMismatch(query, decoded.value.header) : 'question';
  if (decoded.ok && (mismatch === null || mismatch === 'case')) {
    take(desk, query, decoded.value.header);
  } else failed(desk, query);
};

/** What happens on a stream to a server. */
export const takeStream = (
  desk: Desk,
  event: Exclude<ProgramEvent, { readonly type: 'datagram' | 'timer' }>,
): void => {
  const query = desk.queries.get(queryOfConnection(event.connection));
  if (query === undefined || query.via !== 'stream') return;
  if (event.type === 'connected') sendOverStream(desk, query);
  else if (event.type === 'received') hear(desk, query, event.bytes);
  else failed(desk, query);
};

/** A server has not answered in time. */
export const takeTimer = (desk: Desk, name: string): void => {
  const query = desk.queries.get(queryOfTimer(name));
  if (query !== undefined) failed(desk, query);
};
