import { describe, expect, test } from 'vitest';
import { text, utf8 } from '../../../../shared/base/bytes.ts';
import { httpClientProgram } from '../../../../shared/network/programs/http-client.ts';
import { httpServerProgram } from '../../../../shared/network/programs/http-server.ts';
import type {
  Program,
  ProgramEffect,
  ProgramEvent,
  ProgramFacts,
} from '../../../../shared/network/programs/program.ts';
import { converse } from './pair.ts';

const PAGE = 'All prices are in crowns.\n';
const FILES = { '/index.html': '<p>Welcome</p>', '/prices.txt': PAGE };
const HOST = 'Host: www.game.example\r\n';

const server = (chunkBytes = 0) => httpServerProgram({ port: 80, files: FILES, chunkBytes });
const client = (targets: readonly string[], more = {}) =>
  httpClientProgram({
    server: { address: 0x0a000001, port: 80 },
    host: 'www.game.example',
    method: 'GET',
    targets,
    content: '',
    chunkBytes: 0,
    ...more,
  });

const facts: ProgramFacts = { nowMicros: 0, addresses: [], draw: () => 0 };

/** What a program asks for when these events come one after the other. */
const effectsOf = <State>(program: Program<State>, events: readonly ProgramEvent[]) => {
  let { state, effects } = program.start(facts);
  const all: ProgramEffect[] = [...effects];
  for (const event of events) {
    ({ state, effects } = program.step(state, event, facts));
    all.push(...effects);
  }
  return all;
};

const peer = { address: 1, port: 50_000 };
const connected = (connection: number): ProgramEvent => ({ type: 'connected', connection, peer });
const received = (connection: number, bytes: string): ProgramEvent => ({
  type: 'received',
  connection,
  bytes: utf8(bytes),
});

const said = (effects: readonly ProgramEffect[]): string =>
  effects.map(effect => (effect.type === 'send' ? text(effect.bytes) : '')).join('');

const exchange = (request: string, chunkBytes = 0) => {
  const effects = effectsOf(server(chunkBytes), [connected(1), received(1, request)]);
  return { answer: said(effects), ends: effects.some(({ type }) => type === 'finish') };
};

describe('a web server', () => {
  test.each<[string, string, string, boolean]>([
    ['a page', `GET / HTTP/1.1\r\n${HOST}\r\n`, 'HTTP/1.1 200 OK', false],
    ['no such page', `GET /none HTTP/1.1\r\n${HOST}\r\n`, 'HTTP/1.1 404 Not Found', false],
    ['a method it has not', `PUT / HTTP/1.1\r\n${HOST}\r\n`, 'HTTP/1.1 501 Not Implemented', false],
    ['no host', 'GET / HTTP/1.1\r\n\r\n', 'HTTP/1.1 400 Bad Request', true],
    ['no request', 'hello there\r\n', 'HTTP/1.1 400 Bad Request', true],
    [
      'a coding it has not',
      `GET / HTTP/1.1\r\n${HOST}Transfer-Encoding: gzip\r\n\r\n`,
      'HTTP/1.1 501 Not Implemented',
      true,
    ],
    [
      'a request that never ends',
      `GET / HTTP/1.1\r\n${HOST}A: ${'x'.repeat(66_000)}`,
      'HTTP/1.1 400 Bad Request',
      true,
    ],
    [
      'a wish to close',
      `GET / HTTP/1.1\r\n${HOST}Connection: x, Close\r\n\r\n`,
      'HTTP/1.1 200 OK',
      true,
    ],
    ['HTTP/1.0', 'GET / HTTP/1.0\r\n\r\n', 'HTTP/1.1 200 OK', true],
    [
      'HTTP/1.0 that stays',
      'GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n',
      'HTTP/1.1 200',
      false,
    ],
  ])('answers %s', (_fact, request, start, ends) => {
    const given = exchange(request);
    expect(given.answer.startsWith(start)).toBe(true);
    expect(given.ends).toBe(ends);
    expect(given.answer.includes('Connection: close')).toBe(ends);
  });

  test('sends a page in chunks to who knows them', () => {
    const get = (version: string) =>
      exchange(`GET /prices.txt ${version}\r\n${HOST}\r\n`, 16).answer;
    expect(get('HTTP/1.1')).toBe(
      'HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=utf-8\r\nTransfer-Encoding: chunked\r\n\r\n' +
        '10\r\nAll prices are i\r\na\r\nn crowns.\n\r\n0\r\n\r\n',
    );
    expect(get('HTTP/1.0')).toContain('Content-Length: 26');
  });

  test('tells the length for HEAD, and sends nothing', () => {
    const { answer } = exchange(`HEAD /prices.txt HTTP/1.1\r\n${HOST}\r\n`, 16);
    expect(answer).toMatch(/Content-Length: 26\r\n\r\n$/);
  });

  test('answers requests in one piece one after the other', () => {
    const one = `GET /prices.txt HTTP/1.1\r\n${HOST}\r\n`;
    expect(exchange(one + one).answer.split(PAGE).length).toBe(3);
  });

  test('ends when the client does', () => {
    const effects = effectsOf(server(), [connected(1), { type: 'finished', connection: 1 }]);
    expect(effects.at(-1)).toEqual({ type: 'finish', connection: 1 });
  });
});

describe('a client and a server', () => {
  test.each(['a', 'b', 'c'])('talk over one connection, whatever the pieces (%s)', seed => {
    for (const chunkBytes of [0, 7]) {
      const talk = converse(client(['/prices.txt', '/']), server(chunkBytes), seed);
      const result = `200 ${PAGE}\n200 <p>Welcome</p>`;
      expect(talk.done).toEqual([{ by: 'client', met: true, result }]);
      expect(new Set(talk.sent.map(({ connection }) => connection)).size).toBe(1);
    }
  });

  test.each([0, 3])('a body of a request (in chunks of %d) does not confuse them', chunkBytes => {
    const wish = { method: 'POST', content: 'apples=3', chunkBytes };
    const { done } = converse(client(['/', '/'], wish), server());
    expect(done[0]?.met).toBe(false);
    expect(done[0]?.result.match(/^501 /gm)?.length).toBe(2);
  });

  test('HEAD brings no content', () => {
    const { done } = converse(client(['/', '/prices.txt'], { method: 'HEAD' }), server());
    expect(done).toEqual([{ by: 'client', met: true, result: '200 \n200 ' }]);
  });
});

describe('a web client', () => {
  const OK = 'HTTP/1.1 200 OK\r\n';
  const ended: ProgramEvent = { type: 'finished', connection: -1 };
  const outcome = (...events: readonly ProgramEvent[]) =>
    effectsOf(client(['/']), [connected(-1), ...events]).find(({ type }) => type === 'done');

  test.each<[string, readonly ProgramEvent[], boolean, string]>([
    ['a body that ends with the connection', [received(-1, `${OK}\r\nhi`), ended], true, '200 hi'],
    [
      'an answer of class 1xx before the real one',
      [received(-1, `HTTP/1.1 100 Continue\r\n\r\n${OK}Content-Length: 2\r\n\r\nhi`)],
      true,
      '200 hi',
    ],
    [
      'an end in the middle',
      [received(-1, `${OK}Content-Length: 3\r\n\r\nhi`), ended],
      false,
      'closed',
    ],
    ['an end before anything', [ended], false, 'closed'],
    ['no response', [received(-1, 'hello there\r\n')], false, 'http/version'],
    ['a broken connection', [{ type: 'broken', connection: -1, why: 'reset' }], false, 'reset'],
  ])('%s', (_fact, events, met, result) => {
    expect(outcome(...events)).toEqual({ type: 'done', met, result });
  });

  test('opens another connection where the server does not keep it', () => {
    const effects = effectsOf(client(['/', '/prices.txt']), [
      connected(-1),
      received(-1, `${OK}Connection: close\r\nContent-Length: 2\r\n\r\nhi`),
      ended,
      connected(-2),
      received(-2, `${OK}Content-Length: 2\r\n\r\nho`),
    ]);
    expect(effects.filter(({ type }) => type === 'connect').length).toBe(2);
    expect(effects.at(-1)).toEqual({ type: 'done', met: true, result: '200 hi\n200 ho' });
  });
});
