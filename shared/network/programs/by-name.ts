import { type IpAddress, isIpv6, parseIp } from '../../base/ip.ts';
import { isLinkLocal } from '../../base/ipv6.ts';
import { dns } from '../../protocols/dns.ts';
import type {
  Peer,
  Program,
  ProgramEffect,
  ProgramEvent,
  ProgramFacts,
  ProgramTurn,
} from './program.ts';
import { type AskedQuestion, makeQuery, readAnswer } from './stub-resolver.ts';
import { RECORD_TYPE_NUMBERS } from './zone.ts';

const { A, AAAA } = RECORD_TYPE_NUMBERS;
const FIRST_DYNAMIC_PORT = 49_152;
const DYNAMIC_PORTS = 16_384;
const PATIENCE_MICROS = 2_000_000;
const ATTEMPTS = 3;
const TIMER = 'by-name';

/** Whom a client asks for the address of its server. */
export interface ByName {
  readonly name: string;
  readonly nameServer: Peer;
}

/** A client that asks for its server's address, or that has it and does its work. */
export type ByNameState<Inner> =
  | {
      readonly phase: 'asking';
      readonly asked: AskedQuestion;
      readonly port: number;
      readonly attempts: number;
    }
  | { readonly phase: 'working'; readonly address: IpAddress; readonly inner: Inner }
  | { readonly phase: 'over' };

type Asking = Extract<ByNameState<never>, { readonly phase: 'asking' }>;

const question = ({ asked, port, attempts }: Asking, nameServer: Peer): ProgramTurn<Asking> => ({
  state: { phase: 'asking', asked, port, attempts },
  effects: [
    { type: 'send-datagram', port, peer: nameServer, bytes: dns.encode(makeQuery(asked)) },
    { type: 'set-timer', name: TIMER, afterMicros: PATIENCE_MICROS },
  ],
});

const ask = ({ name, nameServer }: ByName, recordType: number, { draw }: ProgramFacts) =>
  question(
    {
      phase: 'asking',
      asked: { id: Math.floor(draw('query', recordType) * 0x10000), name, recordType },
      port: FIRST_DYNAMIC_PORT + Math.floor(draw('query port', recordType) * DYNAMIC_PORTS),
      attempts: 1,
    },
    nameServer,
  );

/** A host without a global IPv6 address has no use for one of its server, RFC 6724 §6 rule 1. */
const hasGlobalIpv6 = ({ addresses }: ProgramFacts): boolean =>
  addresses.some(address => isIpv6(address) && !isLinkLocal(address));

const failed = (result: string): ProgramTurn<{ readonly phase: 'over' }> => ({
  state: { phase: 'over' },
  effects: [{ type: 'done', met: false, result }],
});

/**
 * A client that knows its server by name: it asks for an IPv6 address first, RFC 6724 §6 rule 6, for an IPv4 address where
 * there is none, and then does as `client` does with the address.
 */
export const byName = <Inner>(
  spec: ByName,
  client: (address: IpAddress) => Program<Inner>,
): Program<ByNameState<Inner>> => {
  type Turn = ProgramTurn<ByNameState<Inner>>;

  const working = (address: IpAddress, turn: ProgramTurn<Inner>): Turn => ({
    state: { phase: 'working', address, inner: turn.state },
    effects: turn.effects,
  });

  const heard = (state: Asking, bytes: Uint8Array, facts: ProgramFacts): Turn => {
    const decoded = dns.decode(bytes);
    const reading = decoded.ok ? readAnswer(decoded.value.header, state.asked) : undefined;
    if (reading === undefined || reading.kind === 'mismatch') return { state, effects: [] };
    const address = reading.kind === 'answer' ? parseIp(reading.answer) : undefined;
    if (address !== undefined) return working(address, client(address).start(facts));
    return reading.kind === 'no-data' && state.asked.recordType === AAAA
      ? ask(spec, A, facts)
      : failed(reading.kind);
  };

  const asking = (state: Asking, event: ProgramEvent, facts: ProgramFacts): Turn => {
    if (event.type === 'datagram' && event.port === state.port) {
      return heard(state, event.bytes, facts);
    }
    if (event.type !== 'timer' || event.name !== TIMER) return { state, effects: [] };
    return state.attempts < ATTEMPTS
      ? question({ ...state, attempts: state.attempts + 1 }, spec.nameServer)
      : failed('timed-out');
  };

  return {
    start: facts => ask(spec, hasGlobalIpv6(facts) ? AAAA : A, facts),
    step: (state, event, facts) => {
      if (state.phase === 'asking') return asking(state, event, facts);
      if (state.phase === 'over') return { state, effects: [] };
      const isOurs = event.type === 'timer' && event.name === TIMER;
      if (isOurs) return { state, effects: [] as readonly ProgramEffect[] };
      const { address, inner } = state;
      return working(address, client(address).step(inner, event, facts));
    },
  };
};
