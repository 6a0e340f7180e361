import { concat } from '../../base/bytes.ts';
import {
  type DecodedMessage,
  decodeResponse,
  encodeRequest,
  type HttpResponse,
} from '../../protocols/http.ts';
import { chunked } from '../../protocols/http-chunks.ts';
import { bytesOfCharacters, charactersOf } from '../../protocols/text.ts';
import { keepsConnection } from './http-persistence.ts';
import type { Peer, Program, ProgramEffect, ProgramTurn } from './program.ts';

/** What a web client asks for. */
export interface HttpClientSpec {
  readonly server: Peer;
  /** Value of the Host field: the name, with the port where it is not the usual one, RFC 9110 §7.2. */
  readonly host: string;
  readonly method: string;
  /** One request each, over one connection while the server keeps it. */
  readonly targets: readonly string[];
  /** Body of each request, one character a byte. */
  readonly content: string;
  /** Bytes of a chunk of the body; 0 where its length is told in front. */
  readonly chunkBytes: number;
}

/** Where a web client stands. */
export interface HttpClientState {
  /** Of this connection; null when all is over. */
  readonly connection: number | null;
  readonly unread: Uint8Array;
  /** What came for the targets so far: status and content. */
  readonly answers: readonly HttpAnswer[];
}

interface HttpAnswer {
  readonly status: number;
  readonly content: string;
}

type Turn = ProgramTurn<HttpClientState>;

/** More than a response may have. */
const MOST_RESPONSE_BYTES = 1_048_576;
const FIRST_CONNECTION = -1;
const NO_BYTES = new Uint8Array(0);

const requestBytes = (spec: HttpClientSpec, target: string): Uint8Array => {
  const { host, method, content, chunkBytes } = spec;
  const body = bytesOfCharacters(content);
  const isCut = body.length > 0 && chunkBytes > 0;
  const coding = isCut ? [{ name: 'Transfer-Encoding', value: 'chunked' }] : [];
  return encodeRequest({
    method,
    target,
    headers: [{ name: 'Host', value: host }, { name: 'Accept', value: '*/*' }, ...coding],
    body: isCut ? chunked(body, chunkBytes) : body,
  });
};

const over = (state: HttpClientState, met: boolean, result: string): Turn => ({
  state: { ...state, connection: null, unread: NO_BYTES },
  effects: [{ type: 'done', met, result }],
});

const allDone = (state: HttpClientState): Turn => {
  const met = state.answers.every(({ status }) => status >= 200 && status < 300);
  const result = state.answers.map(({ status, content }) => `${status} ${content}`).join('\n');
  return over(state, met, result);
};

const ask = (
  spec: HttpClientSpec,
  state: HttpClientState,
  connection: number,
): readonly ProgramEffect[] => {
  const target = spec.targets[state.answers.length];
  return target === undefined
    ? []
    : [{ type: 'send', connection, bytes: requestBytes(spec, target) }];
};

const finish = (connection: number): ProgramEffect => ({ type: 'finish', connection });

/** The next request, over the same connection where that stays. */
const goOn = (
  spec: HttpClientSpec,
  state: HttpClientState,
  connection: number,
  keeps: boolean,
): Turn => {
  if (state.answers.length >= spec.targets.length) {
    const turn = allDone(state);
    return { ...turn, effects: [finish(connection), ...turn.effects] };
  }
  if (keeps) return { state, effects: ask(spec, state, connection) };
  const next = connection - 1;
  return {
    state: { ...state, connection: next, unread: NO_BYTES },
    effects: [finish(connection), { type: 'connect', connection: next, peer: spec.server }],
  };
};

const take = (
  spec: HttpClientSpec,
  state: HttpClientState,
  connection: number,
  { message, lengthBytes }: DecodedMessage<HttpResponse>,
  isConnectionClosed: boolean,
): Turn => {
  const { status, body } = message;
  const answer = { status, content: charactersOf(body, 0, body.length) };
  const after = {
    ...state,
    unread: state.unread.slice(lengthBytes),
    answers: [...state.answers, answer],
  };
  return goOn(spec, after, connection, keepsConnection(message) && !isConnectionClosed);
};

/** Drops answers of class 1xx, which come before the real one, RFC 9110 §15.2. */
const afterInterim = (unread: Uint8Array): Uint8Array => {
  let rest = unread;
  for (;;) {
    const read = decodeResponse(rest);
    if (!read.ok || read.value.message.status >= 200) return rest;
    rest = rest.slice(read.value.lengthBytes);
  }
};

const read = (
  spec: HttpClientSpec,
  state: HttpClientState,
  connection: number,
  isConnectionClosed: boolean,
): Turn => {
  const unread = afterInterim(state.unread);
  const now = { ...state, unread };
  const decoded = decodeResponse(unread, { requestMethod: spec.method, isConnectionClosed });
  if (decoded.ok) return take(spec, now, connection, decoded.value, isConnectionClosed);
  const isOpen = decoded.error.code === 'http/incomplete' && unread.length <= MOST_RESPONSE_BYTES;
  if (isOpen && !isConnectionClosed) return { state: now, effects: [] };
  const turn = over(now, false, isConnectionClosed ? 'closed' : decoded.error.code);
  return { ...turn, effects: [finish(connection), ...turn.effects] };
};

/** A web client, RFC 9112: one request after the other over a connection that stays, or over new ones. Its result has
 *  a status and the content for each target. */
export const httpClientProgram = (spec: HttpClientSpec): Program<HttpClientState> => ({
  start: () => {
    const state = { connection: FIRST_CONNECTION, unread: NO_BYTES, answers: [] };
    if (spec.targets.length === 0) return allDone(state);
    return {
      state,
      effects: [{ type: 'connect', connection: FIRST_CONNECTION, peer: spec.server }],
    };
  },
  step: (state, event) => {
    const { connection } = state;
    if (connection === null || !('connection' in event) || event.connection !== connection) {
      return { state, effects: [] };
    }
    switch (event.type) {
      case 'connected':
        return { state, effects: ask(spec, state, connection) };
      case 'received': {
        const unread = concat(state.unread, event.bytes);
        return read(spec, { ...state, unread }, connection, false);
      }
      case 'finished':
        return read(spec, state, connection, true);
      case 'broken':
        return over(state, false, event.why);
    }
  },
});
