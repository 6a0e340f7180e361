import { dns } from '../../protocols/dns.ts';
import type { DnsMessage } from '../../protocols/dns-message.ts';
import { lastKept } from '../last-kept.ts';
import { DNS_PORT } from '../programs/dns-service.ts';
import type { ProgramEffect, ProgramTurn } from '../programs/program.ts';
import { EMPTY, type OpenQuery, type ResolverState } from '../programs/resolver/desk.ts';
import { resolver } from '../programs/resolver/resolver.ts';
import type { ResolverSettings } from '../programs/resolver/settings.ts';
import { resolverSettings } from '../programs/resolver/told.ts';
import type { Decision } from '../task.ts';
import { numberAt, type Values } from '../values.ts';
import type { Moment } from './played-program.ts';

type Datagram = ProgramEffect & { readonly type: 'send-datagram' };

/** A resolver's turn, taken apart. */
export interface ResolverTurn {
  readonly state: ResolverState;
  readonly effects: readonly ProgramEffect[];
  /** The question that went out, if one did. */
  readonly asked: OpenQuery | undefined;
  /** What was said to a client, if anything was. */
  readonly said: { readonly effect: Datagram; readonly message: DnsMessage } | undefined;
}

/** What the resolver remembers. */
export const memoryOf = ({ state }: Pick<Moment, 'state'>): ResolverState =>
  (state as ResolverState | undefined) ?? EMPTY;

const saidIn = (effects: readonly ProgramEffect[]): ResolverTurn['said'] => {
  const effect = effects.find(
    (one): one is Datagram => one.type === 'send-datagram' && one.port === DNS_PORT,
  );
  const decoded = effect === undefined ? undefined : dns.decode(effect.bytes);
  return effect === undefined || decoded?.ok !== true
    ? undefined
    : { effect, message: decoded.value.header };
};

/** The resolver's own turn at this moment, with some of its settings changed for this once. */
export const resolverTurn = (
  { settings, state, event, facts }: Moment,
  changes: Partial<ResolverSettings> = {},
): ResolverTurn => {
  const before = memoryOf({ state });
  const turn: ProgramTurn<ResolverState> = resolver({
    ...resolverSettings(settings),
    ...changes,
  }).step(before, event, facts);
  const asked = [...turn.state.queries.values()].find(({ id }) => !before.queries.has(id));
  return { ...turn, asked, said: saidIn(turn.effects) };
};

/** The resolver's own turn at this moment, computed once. */
export const ownTurn = lastKept<Moment, void, ResolverTurn>(moment => resolverTurn(moment));

/** How an answer to a client is called. */
const answerWord = ({ rcode, answers }: Pick<DnsMessage, 'rcode' | 'answers'>): string => {
  if (rcode === 3) return 'no-such-name';
  if (rcode !== 0) return rcode === 5 ? 'refused' : 'failure';
  return answers.length > 0 ? 'records' : 'no-data';
};

const RCODES: Readonly<Record<string, number>> = { 'no-such-name': 3, failure: 2, refused: 5 };

/** The TTL that a client is told: of the first record, or of what stands behind a denial. */
const ttlSaid = ({ answers, authorities }: DnsMessage): number =>
  (answers.at(-1) ?? authorities[0])?.ttl ?? 0;

/** What a turn is in the words of a decision: a question that goes on, an answer, or neither: then somebody waits. */
export const choiceOf = ({ asked, said }: ResolverTurn): Decision => {
  if (asked !== undefined) return { action: 'send', values: {} };
  if (said === undefined) return { action: 'deliver', values: {} };
  return { action: 'answer', values: { answer: answerWord(said.message) } };
};

/** The values of a question that goes on. */
export const askedValues = (asked: OpenQuery | undefined): Values => ({
  server: typeof asked?.server === 'number' ? asked.server : 0,
  queryId: asked?.identifier ?? 0,
  queryPort: asked?.port ?? 0,
});

/** The values of an answer; without one of the resolver's own, those of an empty one. */
export const saidValues = (said: ResolverTurn['said']): Values => ({
  answerAuthority: said?.message.aa ?? 0,
  answerRecursion: said?.message.ra ?? 1,
  answerTtl: said === undefined ? 0 : ttlSaid(said.message),
});

/** Settings that have the resolver answer as decided, whatever it knows. */
export const answering = ({ answer }: Values): Partial<ResolverSettings> => ({
  ends: RCODES[String(answer)] ?? 0,
});

/** The turn with what was decided about the answer in it, if there is one. */
export const withAnswer = (turn: ResolverTurn, values: Values): ResolverTurn => {
  const { said } = turn;
  if (said === undefined) return turn;
  const bytes = dns.encode(answerAsDecided(said.message, values));
  const effects = turn.effects.map(effect =>
    effect === said.effect ? { ...said.effect, bytes } : effect,
  );
  return { ...turn, effects };
};

/** Settings that have the resolver ask as decided; another server than its own choice whatever it knows. */
export const asDecided = ({ asked }: ResolverTurn, values: Values): Partial<ResolverSettings> => {
  const server = numberAt(values, 'server', 0) % 2 ** 32;
  return {
    ...(asked?.server === server ? {} : { asks: server }),
    fixedIdentifier: numberAt(values, 'queryId', 0) % 0x10000,
    fixedPort: numberAt(values, 'queryPort', 0) % 0x10000,
  };
};

/** The message with what was decided about it. */
const answerAsDecided = (message: DnsMessage, values: Values): DnsMessage => {
  const word = values.answer;
  const ttl = numberAt(values, 'answerTtl', ttlSaid(message)) % 2 ** 32;
  const isOwn = word === undefined || word === answerWord(message);
  const lasting = (records: DnsMessage['answers']): DnsMessage['answers'] =>
    ttl === ttlSaid(message) ? records : records.map(record => ({ ...record, ttl }));
  return {
    ...message,
    aa: numberAt(values, 'answerAuthority', message.aa) % 2,
    ra: numberAt(values, 'answerRecursion', message.ra) % 2,
    rcode: isOwn ? message.rcode : (RCODES[String(word)] ?? 0),
    answers: isOwn || word === 'records' ? lasting(message.answers) : [],
    authorities: isOwn ? lasting(message.authorities) : [],
  };
};
