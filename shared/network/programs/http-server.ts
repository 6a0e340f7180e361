import { concat } from '../../base/bytes.ts';
import { decodeRequest, encodeResponse, type HttpRequest } from '../../protocols/http.ts';
import { chunked } from '../../protocols/http-chunks.ts';
import type { HttpField } from '../../protocols/http-fields.ts';
import type { Issue } from '../../protocols/issue.ts';
import { keepsConnection } from './http-persistence.ts';
import type { Program, ProgramEffect, ProgramTurn } from './program.ts';
import { type ChosenResponse, notice, responseOf, responseTo } from './web-server.ts';

/** What a web server offers. */
export interface HttpServerConfig {
  readonly port: number;
  /** Pages by path, '/index.html'. */
  readonly files: Readonly<Record<string, string>>;
  /** Bytes of a chunk in which pages are sent; 0 where their length is told in front. */
  readonly chunkBytes: number;
}

/** The connections that a web server has open, and what came of a request that is not whole. */
export interface HttpServerState {
  readonly unread: ReadonlyMap<number, Uint8Array>;
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
  const chosen = responseTo(config.files, request);
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
  { unread }: HttpServerState,
  connection: number,
  bytes: Uint8Array | null,
): HttpServerState => {
  const connections = new Map(unread);
  if (bytes === null) connections.delete(connection);
  else connections.set(connection, bytes);
  return { unread: connections };
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

/** A web server, RFC 9112: GET and HEAD of its files over connections that stay, bodies with their length or in
 *  chunks. What it cannot read is answered with 400 (501 for an unknown coding) and the end of the connection. */
export const httpServerProgram = (config: HttpServerConfig): Program<HttpServerState> => ({
  start: () => ({
    state: { unread: new Map() },
    effects: [{ type: 'listen', protocol: 'tcp', port: config.port }],
  }),
  step: (state, event) => {
    if (!('connection' in event)) return { state, effects: [] };
    const { connection } = event;
    if (event.type === 'connected') {
      return { state: changed(state, connection, NO_BYTES), effects: [] };
    }
    if (event.type === 'received') return received(config, state, connection, event.bytes);
    const isOpen = state.unread.has(connection) && event.type === 'finished';
    return {
      state: changed(state, connection, null),
      effects: isOpen ? [{ type: 'finish', connection }] : [],
    };
  },
});
