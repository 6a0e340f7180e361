import { dns } from '../../protocols/dns.ts';
import type { DnsMessage } from '../../protocols/dns-message.ts';
import { domainOf, type Mail } from './mail.ts';
import type { Peer, ProgramEffect, ProgramFacts } from './program.ts';
import type { DeliveryOutcome, Refusal } from './smtp-delivery.ts';
import { makeQuery } from './stub-resolver.ts';
import { RECORD_TYPE_NUMBERS, sameName } from './zone.ts';

/** A machine that takes mail for a domain, RFC 5321 §5.1; the lower preference is tried first. */
interface Exchange {
  readonly name: string;
  readonly preference: number;
}

/** A mail for one domain on its way out. */
export interface Outgoing {
  readonly id: number;
  readonly domain: string;
  readonly mail: Mail;
  readonly step: 'asking-exchanges' | 'asking-address' | 'talking';
  /** Those still to be tried, the one in turn first. */
  readonly exchanges: readonly Exchange[];
  /** Id of the question that is open. */
  readonly question: number;
  readonly askedTimes: number;
}

/** What the relay has under way. */
export interface Relay {
  readonly outgoing: readonly Outgoing[];
  readonly nextId: number;
}

/** What a relay must know. */
export interface RelaySpec {
  readonly nameServer: Peer;
  /** From which port it asks the name server. */
  readonly queryPort: number;
  /** Where other machines take mail; 25. */
  readonly deliveryPort?: number;
}

/** The relay after a step; `reports` are mails that came to nothing, with the code. */
export interface RelayTurn {
  readonly relay: Relay;
  readonly effects: readonly ProgramEffect[];
  readonly reports: readonly { readonly mail: Mail; readonly refused: readonly Refusal[] }[];
}

const MAXIMUM_OUTGOING = 100;
const MAXIMUM_QUESTIONS = 3;
const QUERY_WAIT_MICROS = 5_000_000;
const NO_SUCH_NAME = 3;
/** No machine could be asked: address of the domain is unknown, RFC 3463 §3.2 has it as 5.1.2. */
const NO_HOST = 550;
const UNREACHABLE = 450;

const timerOf = (id: number, question: number): string => `query ${id} ${question}`;

/** The connection of a mail that goes out. */
export const connectionOf = ({ id }: Outgoing): number => -id;

const ask = (
  spec: RelaySpec,
  out: Outgoing,
  facts: ProgramFacts,
): { readonly out: Outgoing; readonly effects: readonly ProgramEffect[] } => {
  const isForExchanges = out.step === 'asking-exchanges';
  const name = isForExchanges ? out.domain : (out.exchanges[0]?.name ?? out.domain);
  const type = isForExchanges ? RECORD_TYPE_NUMBERS.MX : RECORD_TYPE_NUMBERS.A;
  const question = Math.floor(facts.draw('query', out.id, out.step, out.askedTimes) * 65_536);
  const bytes = dns.encode(makeQuery({ id: question, name, recordType: type }));
  const timer = timerOf(out.id, question);
  return {
    out: { ...out, question, askedTimes: out.askedTimes + 1 },
    effects: [
      { type: 'send-datagram', port: spec.queryPort, peer: spec.nameServer, bytes },
      { type: 'set-timer', name: timer, afterMicros: QUERY_WAIT_MICROS },
    ],
  };
};

const put = (relay: Relay, out: Outgoing, effects: readonly ProgramEffect[]): RelayTurn => ({
  relay: { ...relay, outgoing: [...relay.outgoing.filter(({ id }) => id !== out.id), out] },
  effects,
  reports: [],
});

const drop = (relay: Relay, gone: Outgoing): Relay => ({
  ...relay,
  outgoing: relay.outgoing.filter(({ id }) => id !== gone.id),
});

const giveUp = (relay: Relay, out: Outgoing, code: number): RelayTurn => ({
  relay: drop(relay, out),
  effects: [],
  reports: [{ mail: out.mail, refused: out.mail.to.map(to => ({ to, code })) }],
});

const askNext = (spec: RelaySpec, relay: Relay, out: Outgoing, facts: ProgramFacts): RelayTurn => {
  const asked = ask(spec, out, facts);
  return put(relay, asked.out, asked.effects);
};

/** Takes a mail over, one copy for each domain of its recipients, RFC 5321 §3.3 and §5.1. Null when the relay is full. */
export const relayMail = (
  spec: RelaySpec,
  relay: Relay,
  mail: Mail,
  facts: ProgramFacts,
): RelayTurn | null => {
  const domains = [...new Set(mail.to.map(domainOf))];
  if (relay.outgoing.length + domains.length > MAXIMUM_OUTGOING) return null;
  let turn: RelayTurn = { relay, effects: [], reports: [] };
  for (const domain of domains) {
    const id = turn.relay.nextId;
    const to = mail.to.filter(address => domainOf(address) === domain);
    const step = 'asking-exchanges';
    const copy = { ...mail, to };
    const out = {
      id,
      domain,
      mail: copy,
      step,
      exchanges: [],
      question: 0,
      askedTimes: 0,
    } as const;
    const next = askNext(spec, { ...turn.relay, nextId: id + 1 }, out, facts);
    turn = { ...next, effects: [...turn.effects, ...next.effects] };
  }
  return turn;
};

/** The machine in turn does not work out: the next one, or the end of it. RFC 5321 §5.1. */
const tryNext = (spec: RelaySpec, relay: Relay, out: Outgoing, facts: ProgramFacts): RelayTurn => {
  const exchanges = out.exchanges.slice(1);
  if (exchanges.length === 0) return giveUp(relay, out, UNREACHABLE);
  return askNext(spec, relay, { ...out, exchanges, step: 'asking-address', askedTimes: 0 }, facts);
};

/** The machines of an answer, best first; equal ones in an order by chance, RFC 5321 §5.1. */
const exchangesIn = (answer: DnsMessage, out: Outgoing, facts: ProgramFacts): Exchange[] =>
  answer.answers
    .flatMap(({ data }) => (data.kind === 'MX' ? [data] : []))
    .map(({ exchange, preference }, index) => ({
      name: exchange,
      preference,
      lot: facts.draw('exchange', out.id, index),
    }))
    .sort((a, b) => a.preference - b.preference || a.lot - b.lot)
    .map(({ name, preference }) => ({ name, preference }));

const hearExchanges = (
  spec: RelaySpec,
  relay: Relay,
  out: Outgoing,
  answer: DnsMessage,
  facts: ProgramFacts,
): RelayTurn => {
  const found = exchangesIn(answer, out, facts);
  // A lone dot says that the domain takes no mail, RFC 7505 §3.
  const takesNone = found.length === 1 && (found[0]?.name === '' || found[0]?.name === '.');
  if (answer.rcode === NO_SUCH_NAME || takesNone) return giveUp(relay, out, NO_HOST);
  // Without MX records the domain itself is the machine, RFC 5321 §5.1.
  const exchanges = found.length > 0 ? found : [{ name: out.domain, preference: 0 }];
  return askNext(spec, relay, { ...out, exchanges, step: 'asking-address', askedTimes: 0 }, facts);
};

const hearAddress = (
  spec: RelaySpec,
  relay: Relay,
  out: Outgoing,
  answer: DnsMessage,
  facts: ProgramFacts,
): RelayTurn => {
  const [address] = answer.answers.flatMap(({ data }) => (data.kind === 'A' ? [data.address] : []));
  if (address === undefined) return tryNext(spec, relay, out, facts);
  const peer = { address, port: spec.deliveryPort ?? 25 };
  const connection = connectionOf(out);
  return put(relay, { ...out, step: 'talking' }, [{ type: 'connect', connection, peer }]);
};

/** Hears what the name server answers; an answer to no open question is thrown away, RFC 5452 §9.1. */
export const hearNames = (
  spec: RelaySpec,
  relay: Relay,
  { peer, bytes }: { readonly peer: Peer; readonly bytes: Uint8Array },
  facts: ProgramFacts,
): RelayTurn => {
  const nothing = { relay, effects: [], reports: [] };
  const decoded = dns.decode(bytes);
  const isFromServer =
    peer.address === spec.nameServer.address && peer.port === spec.nameServer.port;
  if (!decoded.ok || !isFromServer || decoded.value.header.qr !== 1) return nothing;
  const answer = decoded.value.header;
  const out = relay.outgoing.find(
    one =>
      one.step !== 'talking' &&
      one.question === answer.id &&
      sameName(
        answer.questions[0]?.name ?? '',
        one.step === 'asking-exchanges' ? one.domain : (one.exchanges[0]?.name ?? ''),
      ),
  );
  if (out === undefined) return nothing;
  const hear = out.step === 'asking-exchanges' ? hearExchanges : hearAddress;
  return hear(spec, relay, out, answer, facts);
};

/** A question has waited long enough: asks again, then goes on without. */
export const waited = (
  spec: RelaySpec,
  relay: Relay,
  timer: string,
  facts: ProgramFacts,
): RelayTurn => {
  const out = relay.outgoing.find(
    ({ id, step, question }) => step !== 'talking' && timer === timerOf(id, question),
  );
  if (out === undefined) return { relay, effects: [], reports: [] };
  if (out.askedTimes < MAXIMUM_QUESTIONS) return askNext(spec, relay, out, facts);
  return tryNext(spec, relay, out, facts);
};

/** A conversation with a machine is over, or none came about (null): RFC 5321 §4.5.4.1 and §5.1. */
export const talked = (
  spec: RelaySpec,
  relay: Relay,
  connection: number,
  outcome: DeliveryOutcome | null,
  facts: ProgramFacts,
): RelayTurn => {
  const out = relay.outgoing.find(one => connectionOf(one) === connection);
  if (out === undefined) return { relay, effects: [], reports: [] };
  if (outcome?.kind === 'delivered') {
    const reports =
      outcome.refused.length > 0 ? [{ mail: out.mail, refused: outcome.refused }] : [];
    return { relay: drop(relay, out), effects: [], reports };
  }
  if (outcome !== null && outcome.code >= 500) return giveUp(relay, out, outcome.code);
  return tryNext(spec, relay, out, facts);
};
