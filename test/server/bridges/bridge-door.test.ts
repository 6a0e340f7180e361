import { once } from 'node:events';
import { request } from 'node:http';
import type { Duplex } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { joinSession, type SessionLine } from '../../../server/tools/bridge/session-line.ts';
import { fromHex, toHex } from '../../../shared/base/bytes.ts';
import { type BridgeNotice, writeBridge } from '../../../shared/messages/bridge-wire.ts';
import { OUTSIDE_END } from '../../../shared/network/edge.ts';
import { sessionDigest } from '../../../shared/session/digest.ts';
import type { SessionEvent } from '../../../shared/session/events.ts';
import { foldLog } from '../../../shared/session/fold.ts';
import { eventsIn } from '../../shared/session/events-in.ts';
import { type ApiClient, hostClient, openClass } from '../api-client.ts';
import { hostSeat } from '../host-seat.ts';
import { until as inTime } from '../seat-client.ts';
import { HOST_KEY, type RunningServer, startServer } from '../start-server.ts';

let server: RunningServer;
let host: ApiClient;
beforeAll(async () => {
  server = await startServer({ SESSION_DAYS: '1' });
  host = await hostClient(server.url);
}, 60_000);
afterAll(() => server.stop());

/** Asks who has 10.60.145.1, as Linux does. */
const ARP = 'ffffffffffff020000007701080600010800060400010200000077010a3c91c80000000000000a3c9101';

const bytesOf = (hex: string): Uint8Array => {
  const read = fromHex(hex);
  return read.ok ? read.value : new Uint8Array();
};

/** A bridge without a device. */
const bridgeTo = async (pin: string, changes: { crew?: number; hostKey?: string } = {}) => {
  const frames: Uint8Array[] = [];
  const notices: BridgeNotice[] = [];
  let isGone = false;
  const wish = { server: new URL(server.url), code: pin, crew: 1, hostKey: HOST_KEY, ...changes };
  const line = await joinSession(wish, {
    frame: frame => frames.push(frame),
    notice: notice => notices.push(notice),
    gone: () => {
      isGone = true;
    },
  });
  return { line, frames, notices, isGone: () => isGone };
};

type Bridge = Awaited<ReturnType<typeof bridgeTo>>;

const lineOf = ({ line }: Bridge): SessionLine => {
  if (!line.ok) throw new Error(line.error);
  return line.value;
};

const until = (condition: () => boolean): Promise<void> => inTime(condition, 20_000);

const hasNotice = ({ notices }: Bridge, type: BridgeNotice['type']): boolean =>
  notices.some(notice => notice.type === type);

const command = async (sessionId: string, type: 'start-round' | 'end-session'): Promise<void> => {
  const seat = await hostSeat(server.url, host, sessionId);
  await seat.act({ type }, type);
  seat.stop();
};

const eventsOf = async (sessionId: string): Promise<readonly SessionEvent[]> => {
  const { body } = await host.get<string>(`/api/sessions/${sessionId}/log`);
  return eventsIn(body);
};

interface Asked {
  readonly path?: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const ask = (pin: string, { path, method = 'GET', headers = {} }: Asked) =>
  new Promise<{ status: number | undefined; body: string; socket: Duplex | null }>(resolve => {
    const asking = request(`${server.url}${path ?? `/api/bridge/${pin}/1`}`, {
      method,
      headers: {
        connection: 'Upgrade',
        upgrade: 'stack-bridge',
        authorization: `Bearer ${HOST_KEY}`,
        ...headers,
      },
    });
    asking.once('upgrade', ({ statusCode: status }, socket) =>
      resolve({ status, body: '', socket }),
    );
    asking.once('response', response => {
      response.setEncoding('utf8');
      let body = '';
      response.on('data', text => {
        body += text;
      });
      response.on('end', () => resolve({ status: response.statusCode, body, socket: null }));
    });
    asking.end();
  });

describe('a bridge', () => {
  test('waits for the round, and then its machine gets answers', async () => {
    const { sessionId, pin } = await openClass(host);
    const bridge = await bridgeTo(pin);
    await until(() => hasNotice(bridge, 'closed'));
    await command(sessionId, 'start-round');
    await until(() => hasNotice(bridge, 'open'));
    const [open] = bridge.notices.filter(({ type }) => type === 'open');
    expect(open).toMatchObject({
      edge: { inside: 'switch.outside', address: '10.60.145.254/24', gateway: '10.60.145.1' },
    });
    lineOf(bridge).send(bytesOf(ARP));
    await until(() => bridge.frames.some(frame => frame[13] === 6 && frame[21] === 2));
    await command(sessionId, 'end-session');
    await until(bridge.isGone);
    expect(bridge.notices.at(-1)).toEqual({ type: 'end', sentence: 'The session is over.' });
    const events = await eventsOf(sessionId);
    expect(events.filter(({ type }) => type === 'frame')).toHaveLength(1);
    const [folded, again] = [foldLog(events), foldLog(events)];
    if (!folded.ok || !again.ok) throw new Error('the log does not fold');
    expect(sessionDigest(folded.value)).toBe(sessionDigest(again.value));
    const { capture = [] } = folded.value.crews[0]?.game?.world ?? {};
    const left = capture
      .filter(({ to }) => to === OUTSIDE_END)
      .map(({ bytes }) => bytes.slice(0, -4));
    expect(left.map(bytes => toHex(bytes))).toEqual(
      expect.arrayContaining(bridge.frames.map(frame => toHex(frame))),
    );
  });

  test.each([
    ['a wrong key', { headers: { authorization: 'Bearer guessed' } }, 401, 'wrong-host-key'],
    ['no key', { headers: { authorization: '' } }, 401, 'wrong-host-key'],
    ['another code', { path: '/api/bridge/000000/1' }, 404, 'no-pin'],
    ['another crew', { path: '/api/bridge/PIN/9' }, 404, 'no-crew'],
    ['an address that is none', { path: '/api/bridge/PIN' }, 400, 'malformed'],
    ['a longer address', { path: '/api/bridge/PIN/1/2' }, 400, 'malformed'],
    ['another method', { method: 'POST' }, 400, 'malformed'],
    ['another protocol', { headers: { upgrade: 'websocket' } }, 400, 'malformed'],
    [
      'a page of another site',
      { headers: { origin: 'http://evil.example' } },
      403,
      'foreign-origin',
    ],
    ['a page of ours', { headers: { origin: 'OWN' } }, 403, 'foreign-origin'],
  ])('is refused with %s', async (_fact, asked: Asked, status, code) => {
    const { pin } = await openClass(host);
    const { origin } = asked.headers ?? {};
    const answer = await ask(pin, {
      ...asked,
      ...(asked.path === undefined ? {} : { path: asked.path.replace('PIN', pin) }),
      ...(origin === 'OWN' ? { headers: { origin: server.url } } : {}),
    });
    expect([answer.status, JSON.parse(answer.body)]).toEqual([
      status,
      { error: { code, text: expect.stringMatching(/\w/) } },
    ]);
  });

  test('is refused where the mission has no way out', async () => {
    const { pin } = await openClass(host, { missionId: '02-down-and-up', crewSize: 4 });
    const { line } = await bridgeTo(pin);
    expect(line).toMatchObject({ ok: false, error: expect.stringContaining('has no way out') });
  });

  test('is refused where another is plugged in, until that is gone', async () => {
    const { pin } = await openClass(host);
    const first = await bridgeTo(pin);
    expect((await bridgeTo(pin)).line).toMatchObject({
      ok: false,
      error: 'Another bridge is plugged in there.',
    });
    lineOf(first).close();
    let second = await bridgeTo(pin);
    for (let tries = 0; tries < 50 && !second.line.ok; tries += 1) {
      await sleep(50);
      second = await bridgeTo(pin);
    }
    lineOf(second).close();
  });

  test.each([
    ['a frame that is too short', writeBridge({ type: 'frame', frame: new Uint8Array(13) })],
    ['a frame that is too long', writeBridge({ type: 'frame', frame: new Uint8Array(1519) })],
    ['what is no frame', Uint8Array.of(0, 3, 7, 1, 2)],
    ['an empty message', Uint8Array.of(0, 0)],
  ])('that sends %s is sent away', async (_fact, bytes) => {
    const { sessionId, pin } = await openClass(host);
    const { socket } = await ask(pin, {});
    if (socket === null) throw new Error('not let in');
    let said = '';
    socket.on('data', chunk => {
      said += String(chunk);
    });
    socket.write(bytes);
    await once(socket, 'close');
    expect(said).toContain('is no frame of 14 to 1518 bytes');
    const types = (await eventsOf(sessionId)).map(({ type }) => type);
    expect(types).not.toContain('frame');
  });

  test('that sends too much loses some and is told', async () => {
    const { sessionId, pin } = await openClass(host, { crewSize: 1 });
    const bridge = await bridgeTo(pin);
    await command(sessionId, 'start-round');
    await until(() => hasNotice(bridge, 'open'));
    for (let count = 0; count < 1500; count += 1) lineOf(bridge).send(bytesOf(ARP));
    await until(() => hasNotice(bridge, 'too-fast'));
    await sleep(300);
    const frames = (await eventsOf(sessionId)).filter(({ type }) => type === 'frame');
    expect(frames.length).toBeGreaterThan(10);
    expect(frames.length).toBeLessThan(1000);
    lineOf(bridge).close();
  });

  test('comes back by itself after kill -9, and nothing that was acknowledged is lost', async () => {
    const { sessionId, pin } = await openClass(host);
    const bridge = await bridgeTo(pin);
    await command(sessionId, 'start-round');
    await until(() => hasNotice(bridge, 'open'));
    lineOf(bridge).send(bytesOf(ARP));
    await until(() => bridge.frames.length > 0);
    await server.kill('SIGKILL');
    await until(bridge.isGone);
    const before = server;
    server = await startServer({ DATA_DIR: before.dataDir });
    host = await hostClient(server.url);
    const types = (await eventsOf(sessionId)).map(({ type }) => type);
    expect(types.filter(type => type === 'frame')).toHaveLength(1);
    expect(types.indexOf('unplugged')).toBeGreaterThan(types.indexOf('resumed'));
    const again = await bridgeTo(pin);
    await until(() => hasNotice(again, 'open'));
    lineOf(again).send(bytesOf(ARP));
    await until(() => again.frames.some(frame => frame[13] === 6 && frame[21] === 2));
    await server.stop();
    await until(again.isGone);
    await before.stop();
  });
});
