import { dns } from '../../../protocols/dns.ts';
import { optRecord } from '../../../protocols/dns-edns.ts';
import { streamed } from '../../../protocols/dns-stream.ts';
import { DNS_PORT, UDP_SIZE_BYTES } from '../dns-service.ts';
import type { IpAddress } from '../program.ts';
import { CLASS_IN } from '../zone.ts';
import { change, type Desk, type Lookup, type OpenQuery, takeNumber } from './desk.ts';
import { LIMITS } from './settings.ts';

/** Ports below are for services, RFC 6056 §3.2. */
const FIRST_PORT = 1024;
const PORTS = 0x10000 - FIRST_PORT;

/** Where a resolver that counts has got to before it is first asked here. */
const FIRST_NUMBER = 0x1a05;

/** How long a server that was silent is asked after all others. RFC 2308 §7.2 allows five minutes. */
const SILENCE_MICROS = 60_000_000;

/** The query that a timer or connection of this program is about. */
export const queryOfTimer = (name: string): number => Number(name.slice('query '.length));
export const queryOfConnection = (connection: number): number => -connection;

/** How a question goes out: `tries` have gone to the same server before. */
export interface Way {
  readonly server: IpAddress;
  readonly via: 'datagram' | 'stream';
  readonly hasEdns: boolean;
  readonly tries: number;
}

const drawn = ({ facts }: Desk, limit: number, ...purpose: readonly (string | number)[]): number =>
  Math.floor(facts.draw(...purpose) * limit);

/** Letters of `name` in random case: a forger has to guess them too. */
const mixedCase = (desk: Desk, name: string, query: number): string =>
  [...name]
    .map((sign, index) => (drawn(desk, 2, 'case', query, index) === 0 ? sign : otherCase(sign)))
    .join('');

const otherCase = (sign: string): string => {
  if (/[a-z]/.test(sign)) return sign.toUpperCase();
  return /[A-Z]/.test(sign) ? sign.toLowerCase() : sign;
};

/** The name of the timer of a query. */
const timerOf = (query: number): string => `query ${query}`;

/** The connection on which a query goes out as a stream. */
const connectionOf = (query: number): number => -query;

/** The bytes of a question, recursion not wanted, RFC 1035 §4.1. */
const questionBytes = ({ identifier, name, type, hasEdns }: OpenQuery): Uint8Array =>
  dns.encode({
    id: identifier,
    questions: [{ name, type, class: CLASS_IN }],
    additionals: hasEdns ? [optRecord({ udpSizeBytes: UDP_SIZE_BYTES })] : [],
  });

/** What a resolver that counts calls its question number `asked`, from 0. */
export const countedNumber = (asked: number): number => (FIRST_NUMBER + asked) % 0x10000;

const newQuery = (desk: Desk, lookup: Lookup, { server, via, hasEdns }: Way): OpenQuery => {
  const id = takeNumber(desk);
  const { fixedIdentifier, countsNumbers, identifiers, fixedPort, mixesCase } = desk.settings;
  const ownNumber = countsNumbers
    ? countedNumber(desk.asked)
    : drawn(desk, identifiers, 'identifier', id);
  desk.asked += 1;
  return {
    id,
    lookup: lookup.id,
    server,
    via,
    hasEdns,
    identifier: fixedIdentifier ?? ownNumber,
    port: fixedPort ?? FIRST_PORT + drawn(desk, PORTS, 'port', id),
    name: mixesCase ? mixedCase(desk, lookup.target, id) : lookup.target,
    type: lookup.type,
    zone: lookup.delegation?.zone ?? '',
    heard: new Uint8Array(0),
  };
};

/** Sends the question of `lookup` to a server and waits for its answer. */
export const sendQuestion = (desk: Desk, lookup: Lookup, way: Way): void => {
  const query = newQuery(desk, lookup, way);
  desk.queries.set(query.id, query);
  change(desk, lookup, { budget: lookup.budget - 1 });
  const peer = { address: query.server, port: DNS_PORT };
  if (query.via === 'datagram') {
    const bytes = questionBytes(query);
    desk.effects.push({ type: 'send-datagram', port: query.port, peer, bytes });
  } else {
    desk.effects.push({ type: 'connect', connection: connectionOf(query.id), peer });
  }
  const afterMicros = desk.settings.timeoutMicros * 2 ** way.tries;
  desk.effects.push({ type: 'set-timer', name: timerOf(query.id), afterMicros });
};

/** The connection is there: now the question goes over it. */
export const sendOverStream = (desk: Desk, query: OpenQuery): void => {
  const bytes = streamed(questionBytes(query));
  desk.effects.push({ type: 'send', connection: connectionOf(query.id), bytes });
};

/** Waits for the answer no longer. */
export const giveUpQuery = (desk: Desk, query: OpenQuery): void => {
  desk.queries.delete(query.id);
  if (query.via === 'stream') {
    desk.effects.push({ type: 'finish', connection: connectionOf(query.id) });
  }
};

/** Remembers that a server was silent, or that it has spoken. */
export const noteSilence = (desk: Desk, server: IpAddress, isSilent: boolean): void => {
  const { silentUntilMicros, facts } = desk;
  silentUntilMicros.delete(server);
  if (!isSilent) return;
  const [oldest] = silentUntilMicros.keys();
  if (silentUntilMicros.size >= LIMITS.silentServers && oldest !== undefined) {
    silentUntilMicros.delete(oldest);
  }
  silentUntilMicros.set(server, facts.nowMicros + SILENCE_MICROS);
};

/** Puts servers in random order, those that were silent last: who is asked is one more thing to guess, RFC 5452 §4.4. */
export const rankFor =
  (desk: Desk, lookup: Lookup) =>
  (server: IpAddress): number => {
    const until = desk.silentUntilMicros.get(server) ?? 0;
    const order = desk.facts.draw('server', lookup.id, lookup.budget, `${server}`);
    return order + (until > desk.facts.nowMicros ? 1 : 0);
  };
