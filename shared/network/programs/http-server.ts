import { concat } from '../../base/bytes.ts';
import { decodeRequest, encodeResponse, type HttpRequest } from '../../protocols/http.ts';
import { chunked } from '../../protocols/http-chunks.ts';
import type { HttpField } from '../../protocols/http-fields.ts';
import type { Issue } from '../../protocols/issue.ts';
import { keepsConnection } from './http-persistence.ts';
import type { Program, ProgramEffect, ProgramEvent, ProgramTurn } from './program.ts';
import { type ChosenResponse, notice, responseOf, responseTo } from './web-server.ts';

/** What a web server offers. */
export interface HttpServerConfig {
  readonly port: number;
  /** Pages by path, '/index.html'. */
  readonly files: Readonly<Record<string, string>>;
  /** Paths to which something may be posted; none when left out. */
  readonly takes?: readonly string[];
  /** Bytes of a chunk in which pages are sent; 0 where their length is told in front. */
  readonly chunkBytes: number;
  /** How long a connection may be silent before the server ends it; for ever when left out. */
  readonly idleMicros?: number;
}

/** The connections that a web server has open, and what came of a request that is not whole. */
export interface HttpServerState {
  readonly unread: ReadonlyMap<number, Uint8Array>;
  /** When something came last, where that is looked at. */
  readonly heardMicros: ReadonlyMap<number, number>;
}

/** More than a request may have, header and body. */
const MOST_REQUEST_BYTES = 65_536;
const NO_BYTES = new Uint8Array(0);

/** An answer on the wire. `keeps` says whether the server reads on. */
interface Answer {
  readonly bytes: Uint8Array;
  readonly keeps: boolean;
}

const withFields = (response: ChosenResponse, ...fields: readonly HttpField[]): ChosenResponse => ({
  ...response,
  headers: [...response.headers, ...fields],
});

const CLOSE: HttpField = { name: 'Connection', value: 'close' };
const KEEP: HttpField = { name: 'Connection', value: 'keep-alive' };

const inChunks = ({ status, reason, headers, body }: ChosenResponse, chunkBytes: number) => {
  const others = headers.filter(({ name }) => name !== 'Content-Length');
  const coding = { name: 'Transfer-Encoding', value: 'chunked' };
  return encodeResponse({
    status,
    reason,
    headers: [...others, coding],
    body: chunked(body, chunkBytes),
  });
};

/** The bytes of a response to a request, RFC 9112 §6: chunks only for who knows them, no body for HEAD. */
const written = (
  { chunkBytes }: HttpServerConfig,
  { method, version }: HttpRequest,
  response: ChosenResponse,
): Uint8Array => {
  if (method === 'HEAD') return responseOf({ ...response, body: NO_BYTES }, response.body.length);
  const isCut = chunkBytes > 0 && response.status === 200 && version !== 'HTTP/1.0';
  return isCut ? inChunks(response, chunkBytes) : responseOf(response);
};

const answer = (config: HttpServerConfig, request: HttpRequest): Answer => {
  const chosen = responseTo(config.files, request, config.takes);
  const keeps = keepsConnection(request);
  // Who speaks 1.0 has to be told that the connection stays, all others that it does not.
  const isTold = keeps ? request.version === 'HTTP/1.0' : true;
  const response = isTold ? withFields(chosen, keeps ? KEEP : CLOSE) : chosen;
  return { bytes: written(config, request, response), keeps };
};

/** Where the request cannot be read, nobody knows where the next one begins, RFC 9112 §2.2. */
const refusal = ({ code }: Pick<Issue, 'code'>): Answer => {
  const response = notice(code === 'http/transfer-encoding' ? 501 : 400);
  return { bytes: responseOf(withFields(response, CLOSE)), keeps: false };
};

interface Reading {
  readonly answers: readonly Answer[];
  /** What is left of a request that is not whole. */
  readonly rest: Uint8Array;
}

const readAll = (config: HttpServerConfig, bytes: Uint8Array): Reading => {
  const answers: Answer[] = [];
  let rest = bytes;
  while (rest.length > 0) {
    const read = decodeRequest(rest);
    const isOpen = !read.ok && read.error.code === 'http/incomplete';
    if (isOpen && rest.length <= MOST_REQUEST_BYTES) break;
    const given = read.ok ? answer(config, read.value.message) : refusal(read.error);
    answers.push(given);
    rest = read.ok ? rest.subarray(read.value.lengthBytes) : NO_BYTES;
    if (!given.keeps) break;
  }
  return { answers, rest: rest.slice() };
};

const changed = (
  state: HttpServerState,
  connection: number,
  bytes: Uint8Array | null,
): HttpServerState => {
  const unread = new Map(state.unread);
  if (bytes !== null) return { ...state, unread: unread.set(connection, bytes) };
  const heardMicros = new Map(state.heardMicros);
  unread.delete(connection);
  heardMicros.delete(connection);
  return { unread, heardMicros };
};

const heardAt = (
  { idleMicros }: HttpServerConfig,
  state: HttpServerState,
  connection: number,
  nowMicros: number,
): HttpServerState =>
  idleMicros === undefined
    ? state
    : { ...state, heardMicros: new Map(state.heardMicros).set(connection, nowMicros) };

const IDLE = /^idle (\d+)$/;

const waitFor = (connection: number, afterMicros: number): ProgramEffect => ({
  type: 'set-timer',
  name: `idle ${connection}`,
  afterMicros,
});

/** Ends a connection that was silent for too long, RFC 9112 §9.5; a request that was begun is answered with 408. */
const waited = (
  { idleMicros = 0 }: HttpServerConfig,
  state: HttpServerState,
  timer: string,
  nowMicros: number,
): ProgramTurn<HttpServerState> => {
  const connection = Number(IDLE.exec(timer)?.[1]);
  const since = state.heardMicros.get(connection);
  if (since === undefined) return { state, effects: [] };
  const left = since + idleMicros - nowMicros;
  if (left > 0) return { state, effects: [waitFor(connection, left)] };
  const isBegun = (state.unread.get(connection)?.length ?? 0) > 0;
  const bytes = responseOf(withFields(notice(408), CLOSE));
  const said: readonly ProgramEffect[] = isBegun ? [{ type: 'send', connection, bytes }] : [];
  return {
    state: changed(state, connection, null),
    effects: [...said, { type: 'finish', connection }],
  };
};

const received = (
  config: HttpServerConfig,
  state: HttpServerState,
  connection: number,
  bytes: Uint8Array,
): ProgramTurn<HttpServerState> => {
  const before = state.unread.get(connection);
  if (before === undefined) return { state, effects: [] };
  const { answers, rest } = readAll(config, concat(before, bytes));
  const sent = concat(...answers.map(one => one.bytes));
  const ends = answers.some(({ keeps }) => !keeps);
  const effects: ProgramEffect[] = [];
  if (sent.length > 0) effects.push({ type: 'send', connection, bytes: sent });
  if (ends) effects.push({ type: 'finish', connection });
  return { state: changed(state, connection, ends ? null : rest), effects };
};

type StreamEvent = Extract<ProgramEvent, { readonly connection: number }>;

const opened = (
  config: HttpServerConfig,
  state: HttpServerState,
  connection: number,
  nowMicros: number,
): ProgramTurn<HttpServerState> => {
  const { idleMicros } = config;
  return {
    state: heardAt(config, changed(state, connection, NO_BYTES), connection, nowMicros),
    effects: idleMicros === undefined ? [] : [waitFor(connection, idleMicros)],
  };
};

const inStream = (
  config: HttpServerConfig,
  state: HttpServerState,
  event: StreamEvent,
  nowMicros: number,
): ProgramTurn<HttpServerState> => {
  const { connection } = event;
  if (event.type === 'connected') return opened(config, state, connection, nowMicros);
  if (!state.unread.has(connection)) return { state, effects: [] };
  if (event.type === 'received') {
    const now = heardAt(config, state, connection, nowMicros);
    return received(config, now, connection, event.bytes);
  }
  return {
    state: changed(state, connection, null),
    effects: event.type === 'finished' ? [{ type: 'finish', connection }] : [],
  };
};

/** A web server, RFC 9112: GET and HEAD of its files over connections that stay, bodies with their length or in
 *  chunks. What it cannot read is answered with 400 (501 for an unknown coding) and the end of the connection. */
export const httpServerProgram = (config: HttpServerConfig): Program<HttpServerState> => ({
  start: () => ({
    state: { unread: new Map(), heardMicros: new Map() },
    effects: [{ type: 'listen', protocol: 'tcp', port: config.port }],
  }),
  step: (state, event, { nowMicros }) => {
    if (event.type === 'timer') return waited(config, state, event.name, nowMicros);
    return 'connection' in event
      ? inStream(config, state, event, nowMicros)
      : { state, effects: [] };
  },
});
