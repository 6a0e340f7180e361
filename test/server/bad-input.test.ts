import { connect } from 'node:net';
import { ColyseusSDK } from '@colyseus/sdk';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { COMMAND } from '../../shared/messages/command-schema.ts';
import { ApiClient, hostClient, openClass, type SeatedBody } from './api-client.ts';
import { SeatClient } from './seat-client.ts';
import { type RunningServer, startServer } from './start-server.ts';

let server: RunningServer;
let pin: string;
let sessionId: string;
let bystander: SeatClient;

const sit = async (nickname: string): Promise<SeatClient> => {
  const seated = await new ApiClient(server.url).must<SeatedBody>('/api/join', { pin, nickname });
  const client = new SeatClient(server.url, seated.sessionId, seated.token, seated.playerId);
  await client.join();
  return client;
};

beforeAll(async () => {
  server = await startServer();
  ({ pin, sessionId } = await openClass(await hostClient(server.url)));
  bystander = await sit('Bystander');
});
afterAll(async () => {
  bystander.stop();
  await server.stop();
});

let turns = 0;
const othersAreUndisturbed = async (): Promise<void> => {
  expect(bystander.closes).toEqual([]);
  // Slower than the flood gate of this seat.
  await new Promise(resolve => setTimeout(resolve, 130));
  expect(await bystander.act({ type: 'ready', ready: turns++ % 2 === 0 })).toEqual({ ok: true });
  expect((await fetch(`${server.url}/health`)).status).toBe(200);
};

const rawRequest = (text: string): Promise<string> =>
  new Promise(resolve => {
    const socket = connect(server.port, 'localhost', () => socket.write(text));
    let answer = '';
    socket.on('data', data => {
      answer += data.toString();
    });
    socket.on('close', () => resolve(answer));
    // The server may hang up before we have read why.
    socket.on('error', () => resolve(answer));
    setTimeout(() => socket.destroy(), 3_000).unref();
  });

describe('bad requests', () => {
  test.each([
    ['a foreign page posts', 'POST', '/api/join', '{}', { origin: 'https://evil.example' }, 403],
    ['a page of an unknown place posts', 'POST', '/api/join', '{}', { origin: 'null' }, 403],
    ['no JSON', 'POST', '/api/join', '{"pin":', {}, 400],
    ['JSON that is no object', 'POST', '/api/join', '17', {}, 400],
    ['a wrong type', 'POST', '/api/join', '{"pin":1,"nickname":[]}', {}, 400],
    ['something extra', 'POST', '/api/join', '{"pin":"1","nickname":"A","x":1}', {}, 400],
    ['a body of 20 KiB', 'POST', '/api/join', `{"pin":"${'1'.repeat(20_000)}"}`, {}, 413],
    ['a wrong PIN', 'POST', '/api/join', '{"pin":"0000000","nickname":"A"}', {}, 404],
    ['an address that is none', 'GET', '/api/nothing', undefined, {}, 404],
    ['a path upwards', 'GET', '/..%2f..%2fpackage.json', undefined, {}, 404],
    ['half a percent sign', 'GET', '/api/pin/%E0%A4%A', undefined, {}, 400],
    ['a file that is none', 'GET', '/assets/nothing.js', undefined, {}, 404],
    ['a method that is none', 'DELETE', '/api/join', undefined, {}, 404],
    ['a crew that is no number', 'GET', '/api/sessions/x/trace?crew=-1', undefined, {}, 400],
    ['a log of nobody', 'GET', '/api/sessions/x/trace', undefined, {}, 403],
    ['a room without a token', 'POST', '/matchmake/joinById/x', '{}', {}, 522],
    ['a room to be made', 'POST', '/matchmake/create/session', '{}', {}, 404],
    ['any room at all', 'POST', '/matchmake/joinOrCreate/session', '{}', {}, 404],
  ])('%s', async (_fact, method, path, body, headers, status) => {
    const answer = await new ApiClient(server.url).send(method, path, body, headers);
    expect(answer.status).toBe(status);
    if (!path.startsWith('/matchmake/joinById')) {
      expect(answer.body.error.text).toMatch(/^[A-Z].*\.$/);
      expect(answer.body.error.text).not.toMatch(/at .*:\d+:\d+/);
    }
    await othersAreUndisturbed();
  });

  test.each([
    ['rubbish instead of HTTP', '\u0000\u0001\u0002 rubbish\r\n\r\n'],
    ['a header of 100 KiB', `GET / HTTP/1.1\r\nHost: x\r\nA: ${'a'.repeat(100_000)}\r\n\r\n`],
    [
      'an upgrade to nowhere',
      'GET /x/y HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n',
    ],
    [
      'a socket from a foreign page',
      `GET /x/y?sessionId=z HTTP/1.1\r\nHost: localhost\r\nOrigin: https://evil.example\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n`,
    ],
  ])('%s is refused', async (_fact, text) => {
    expect(await rawRequest(text)).toMatch(/^(?:HTTP\/1.1 4\d\d|$)/);
    await othersAreUndisturbed();
  });

  test('fuzzed bodies get an error with a sentence, never a 500', async () => {
    const paths = ['/api/join', '/api/rejoin', '/api/resume', '/api/practice', '/api/sessions'];
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...paths), fc.jsonValue(), async (path, body) => {
        const answer = await new ApiClient(server.url).post(path, JSON.stringify(body));
        expect(answer.status).toBeGreaterThanOrEqual(400);
        expect(answer.status).toBeLessThan(500);
        expect(answer.body.error.text).toMatch(/\.$/);
      }),
      { numRuns: 150 },
    );
    await othersAreUndisturbed();
  });
});

const ID = fc.nat({ max: 1_000_000_000 });
const commands = fc.oneof(
  fc.record({
    type: fc.constant('decide'),
    taskId: ID,
    action: fc.constantFrom('send', 'drop', 'deliver', 'answer'),
    values: fc.dictionary(
      fc.string({ maxLength: 20 }),
      fc.oneof(fc.string(), fc.double({ noNaN: true, noDefaultInfinity: true })),
      { maxKeys: 8 },
    ),
  }),
  fc.record({ type: fc.constantFrom('open', 'hint'), taskId: ID }),
  fc.record({
    type: fc.constant('because'),
    refutationId: ID,
    choice: fc.option(fc.string()),
  }),
  fc.record({
    type: fc.constant('inspect'),
    taskId: ID,
    field: fc.string({ maxLength: 64 }),
    table: fc.constantFrom('arp', 'routes', 'x'),
    row: fc.nat({ max: 1000 }),
  }),
  fc.record({
    type: fc.constant('level'),
    kind: fc.string({ maxLength: 64 }),
    level: fc.constantFrom('words', 'fields', 'hex'),
  }),
  fc.record({
    type: fc.constant('apprentice'),
    kind: fc.constantFrom('frame/mine', '__proto__', 'constructor'),
    takesOver: fc.boolean(),
  }),
  fc.record({ type: fc.constant('side-work'), sideTaskId: ID, choice: fc.string() }),
  fc.record({
    type: fc.constant('lobby-answer'),
    lobbyTask: fc.nat({ max: 3 }),
    values: fc.dictionary(fc.string({ maxLength: 20 }), fc.string()),
  }),
  fc.record({ type: fc.constantFrom('start-round', 'pause', 'go-on', 'end-round', 'end-session') }),
  fc.record({ type: fc.constant('remove'), playerId: fc.constantFrom('p1', 'host', '__proto__') }),
);

describe('bad messages', () => {
  test('commands of the right shape and no sense are answered and change nobody else', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(commands, { minLength: 5, maxLength: 15 }), async list => {
        const client = await sit(`Fuzz ${Math.random().toString(36).slice(2)}`);
        for (const command of list) {
          expect(COMMAND.safeParse(command).success).toBe(true);
          const reply = (await client.raw('act', { id: `f${Math.random()}`, command })) as {
            ok: boolean;
            code?: string;
          };
          expect(reply.ok || typeof reply.code === 'string').toBe(true);
        }
        expect(client.isOpen).toBe(true);
        client.stop();
      }),
      { numRuns: 12 },
    );
    await othersAreUndisturbed();
  });

  test('messages of no known shape get words, not a closed line', async () => {
    const client = await sit('Shapeless');
    const samples = fc.sample(fc.jsonValue({ maxDepth: 3 }), 15);
    for (const message of [...samples, null, 17, 'act', { id: 1 }, { id: 'x', command: {} }]) {
      const reply = (await client.raw('act', message)) as { code: string };
      expect(['not-understood', 'too-fast']).toContain(reply.code);
    }
    expect(client.isOpen).toBe(true);
    client.stop();
    await othersAreUndisturbed();
  });

  test('a flood is refused with words; a wild one loses the line, alone', async () => {
    const client = await sit('Flood');
    const command = { type: 'ready', ready: true } as const;
    const replies = (await Promise.all(
      Array.from({ length: 60 }, (_, n) => client.raw('act', { id: `n${n}`, command })),
    )) as { ok: boolean; code?: string }[];
    expect(replies.filter(reply => reply.ok).length).toBeLessThanOrEqual(30);
    expect(replies.filter(reply => reply.code === 'too-fast').length).toBeGreaterThanOrEqual(30);
    expect(client.isOpen).toBe(true);
    for (let n = 0; n < 500; n++) client.raw('act', { id: `m${n}`, command }).catch(() => {});
    await client.until(() => client.closes.length > 0);
    await othersAreUndisturbed();
  });

  test('a message of 100 KiB loses the line, alone; the seat can be taken again', async () => {
    const client = await sit('Heavy');
    client.raw('act', { id: 'x', command: 'x'.repeat(100_000) }).catch(() => {});
    await client.until(() => client.closes.includes(1009));
    await client.keepJoining();
    expect(await client.act({ type: 'ready', ready: true })).toEqual({ ok: true });
    client.stop();
    await othersAreUndisturbed();
  });

  test.each([
    ['no token', undefined, 401],
    ['a token of nobody', 'AAAAAAAAAAAAAAAAAAAAAA', 401],
    ['a token that is code', "' or 1=1 --", 401],
  ])('%s opens no room', async (_fact, token, code) => {
    const sdk = new ColyseusSDK(server.url);
    if (token !== undefined) sdk.auth.token = token;
    await expect(sdk.joinById(sessionId, {})).rejects.toMatchObject({ code });
    await othersAreUndisturbed();
  });

  test('a token of another session opens no seat here', async () => {
    const other = await openClass(await hostClient(server.url));
    const seated = await new ApiClient(server.url).must<SeatedBody>('/api/join', {
      pin: other.pin,
      nickname: 'Elsewhere',
    });
    const client = new SeatClient(server.url, sessionId, seated.token, 'p1');
    await expect(client.join()).rejects.toThrow();
    await othersAreUndisturbed();
  });
});
