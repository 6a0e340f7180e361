import { concat } from '../../base/bytes.ts';
import { dns } from '../../protocols/dns.ts';
import { optRecord } from '../../protocols/dns-edns.ts';
import type { DnsMessage } from '../../protocols/dns-message.ts';
import { nameProblem } from '../../protocols/dns-name-check.ts';
import { messagesIn, streamed } from '../../protocols/dns-stream.ts';
import { DNS_PORT, UDP_SIZE_BYTES } from './dns-service.ts';
import type {
  IpAddress,
  Program,
  ProgramEffect,
  ProgramEvent,
  ProgramFacts,
  ProgramTurn,
} from './program.ts';
import { type AskedQuestion, makeQuery, readAnswer } from './stub-resolver.ts';

/** A question and the server to ask. */
export interface DnsClientSettings {
  readonly server: IpAddress;
  readonly name: string;
  readonly recordType: number;
  /** How often the question is sent before the client gives up. */
  readonly attempts: number;
  /** How long each attempt waits; RFC 1035 §4.2.1 says at least two seconds. */
  readonly timeoutMicros: number;
}

/** What a client waits for; `port` is where its question went out, `heard` what has come over the stream. */
export interface DnsClientState {
  readonly asked: AskedQuestion;
  readonly port: number;
  readonly attempt: number;
  readonly via: 'datagram' | 'stream';
  readonly heard: Uint8Array;
  readonly isOver: boolean;
}

type Turn = ProgramTurn<DnsClientState>;

const FIRST_PORT = 49_152;
const STREAM = -1;

const questionBytes = (asked: AskedQuestion): Uint8Array => {
  const additionals = [optRecord({ udpSizeBytes: UDP_SIZE_BYTES })];
  return dns.encode({ ...makeQuery(asked), additionals });
};

/** Sends the question under a new identifier and from a new port, RFC 5452 §9.2. */
const attempt = (settings: DnsClientSettings, facts: ProgramFacts, count: number): Turn => {
  const { server, name, recordType, timeoutMicros: afterMicros } = settings;
  const id = Math.floor(facts.draw('identifier', count) * 0x10000);
  const port = FIRST_PORT + Math.floor(facts.draw('port', count) * (0x10000 - FIRST_PORT));
  const asked = { id, name, recordType };
  const peer = { address: server, port: DNS_PORT };
  return {
    state: {
      asked,
      port,
      attempt: count,
      via: 'datagram',
      heard: new Uint8Array(0),
      isOver: false,
    },
    effects: [
      { type: 'send-datagram', port, peer, bytes: questionBytes(asked) },
      { type: 'set-timer', name: `attempt ${count}`, afterMicros },
    ],
  };
};

const over = (state: DnsClientState, met: boolean, result: string): Turn => {
  const closing: ProgramEffect[] =
    state.via === 'stream' ? [{ type: 'finish', connection: STREAM }] : [];
  return {
    state: { ...state, isOver: true },
    effects: [...closing, { type: 'done', met, result }],
  };
};

const same = (state: DnsClientState): Turn => ({ state, effects: [] });

/** Comes again over a stream, where there is room for everything, RFC 7766 §5. */
const comeByStream = (state: DnsClientState, { server }: DnsClientSettings): Turn => ({
  state: { ...state, via: 'stream', heard: new Uint8Array(0) },
  effects: [{ type: 'connect', connection: STREAM, peer: { address: server, port: DNS_PORT } }],
});

const take = (state: DnsClientState, settings: DnsClientSettings, message: DnsMessage): Turn => {
  const reading = readAnswer(message, state.asked);
  if (reading.kind === 'mismatch') return same(state);
  if (message.tc === 1 && state.via === 'datagram') return comeByStream(state, settings);
  if (reading.kind === 'answer') return over(state, true, reading.answers.join('\n'));
  return over(state, reading.kind !== 'failed', reading.kind);
};

const read = (state: DnsClientState, settings: DnsClientSettings, bytes: Uint8Array): Turn => {
  const decoded = dns.decode(bytes);
  return decoded.ok ? take(state, settings, decoded.value.header) : same(state);
};

const hear = (state: DnsClientState, settings: DnsClientSettings, bytes: Uint8Array): Turn => {
  const { messages, rest } = messagesIn(concat(state.heard, bytes));
  const [first] = messages;
  const waiting = { ...state, heard: rest };
  return first === undefined ? same(waiting) : read(waiting, settings, first);
};

const tryAgain = (
  state: DnsClientState,
  settings: DnsClientSettings,
  facts: ProgramFacts,
): Turn => {
  if (state.attempt >= settings.attempts) return over(state, false, 'no answer');
  const again = attempt(settings, facts, state.attempt + 1);
  const closing: ProgramEffect[] =
    state.via === 'stream' ? [{ type: 'finish', connection: STREAM }] : [];
  return { ...again, effects: [...closing, ...again.effects] };
};

/** Only what the server asked sends to the port that was asked from can be the answer. */
const takeDatagram = (
  state: DnsClientState,
  settings: DnsClientSettings,
  { peer, port, bytes }: ProgramEvent & { readonly type: 'datagram' },
): Turn => {
  const isTheirs =
    state.via === 'datagram' &&
    peer.address === settings.server &&
    peer.port === DNS_PORT &&
    port === state.port;
  return isTheirs ? read(state, settings, bytes) : same(state);
};

const takeStream = (
  state: DnsClientState,
  settings: DnsClientSettings,
  event: Exclude<ProgramEvent, { readonly type: 'datagram' | 'timer' }>,
  facts: ProgramFacts,
): Turn => {
  if (event.connection !== STREAM) return same(state);
  if (event.type === 'received') return hear(state, settings, event.bytes);
  if (event.type !== 'connected') return tryAgain(state, settings, facts);
  const bytes = streamed(questionBytes(state.asked));
  return { state, effects: [{ type: 'send', connection: STREAM, bytes }] };
};

/**
 * Asks one question of one server, as the resolver part of an operating system does (RFC 1034 §5.3.1): again when nothing
 * comes, over TCP when the answer was too long. Ends with the answers as text, a line each, or with why there is none.
 */
export const dnsClient = (settings: DnsClientSettings): Program<DnsClientState> => ({
  start: facts => {
    const first = attempt(settings, facts, 1);
    const problem = nameProblem(settings.name);
    return problem === undefined ? first : over(first.state, false, problem);
  },
  step: (state, event, facts) => {
    if (state.isOver) return same(state);
    if (event.type === 'datagram') return takeDatagram(state, settings, event);
    if (event.type === 'timer') {
      const isDue = event.name === `attempt ${state.attempt}`;
      return isDue ? tryAgain(state, settings, facts) : same(state);
    }
    return state.via === 'stream' ? takeStream(state, settings, event, facts) : same(state);
  },
});
