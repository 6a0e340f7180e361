import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { HostHead } from '../../../shared/session/views/host.ts';
import type { HeadPart } from '../../../shared/session/views/seat.ts';
import { ApiClient, hostClient, openClass, type SeatedBody } from '../api-client.ts';
import { SeatClient } from '../seat-client.ts';
import { type RunningServer, startServer } from '../start-server.ts';

let server: RunningServer;
let host: ApiClient;
const clients: SeatClient[] = [];
beforeAll(async () => {
  server = await startServer();
  host = await hostClient(server.url);
});
afterEach(() => {
  for (const client of clients.splice(0)) client.stop();
});
afterAll(() => server.stop());

const seat = async (pin: string, nickname: string) => {
  const seated = await new ApiClient(server.url).must<SeatedBody>('/api/join', { pin, nickname });
  const client = new SeatClient(server.url, seated.sessionId, seated.token, seated.playerId);
  clients.push(client);
  return { seated, client };
};
const page = async (sessionId: string, role: 'host' | 'projector') => {
  const { token } = await host.must<{ token: string }>(`/api/${role}/token`, { sessionId });
  const client = new SeatClient(server.url, sessionId, token, role);
  clients.push(client);
  return client;
};
const head = (client: SeatClient) => client.part<HeadPart>('head');
const hostHead = (client: SeatClient) => client.part<HostHead>('head');

describe('a room', () => {
  test('shows each viewer its own parts and nobody else’s', async () => {
    const { pin, sessionId } = await openClass(host);
    const ada = await seat(pin, 'Ada');
    const bob = await seat(pin, 'Bob');
    const console_ = await page(sessionId, 'host');
    const projector = await page(sessionId, 'projector');
    for (const client of [ada.client, bob.client, console_, projector]) await client.join();
    await ada.client.until(() => head(ada.client)?.me.nickname === 'Ada');
    await bob.client.until(() => head(bob.client)?.me.nickname === 'Bob');
    await console_.until(() => hostHead(console_)?.pin === pin);
    await projector.until(() => projector.part('lanes') !== undefined);
    expect(ada.client.viewersSeen).toEqual(['p1']);
    expect(bob.client.viewersSeen).toEqual(['p2']);
    expect(console_.viewersSeen).toEqual(['host']);
    expect(projector.viewersSeen).toEqual(['projector']);
    expect(head(ada.client)?.me.seatCode).toBe(ada.seated.seatCode);
  });

  test('a command is answered, and what it changed reaches those who may see it', async () => {
    const { pin, sessionId } = await openClass(host);
    const ada = await seat(pin, 'Ada');
    const console_ = await page(sessionId, 'host');
    await ada.client.join();
    await console_.join();
    expect(await ada.client.act({ type: 'nickname', nickname: ' Ad\u200ba  L. ' })).toEqual({
      ok: true,
    });
    await ada.client.until(() => head(ada.client)?.me.nickname === 'Ada L.');
    expect(await ada.client.act({ type: 'nickname', nickname: 'fuck' })).toMatchObject({
      ok: false,
      code: 'nickname-word',
    });
    expect(await ada.client.act({ type: 'pause' })).toMatchObject({ ok: false, code: 'host-only' });
    expect(await console_.act({ type: 'lock', locked: true })).toEqual({ ok: true });
    await console_.until(() => hostHead(console_)?.locked === true);
    const late = await new ApiClient(server.url).post('/api/join', { pin, nickname: 'Late' });
    expect(late.body.error.code).toBe('locked');
  });

  test('the projector looks and cannot act', async () => {
    const { sessionId } = await openClass(host);
    const projector = await page(sessionId, 'projector');
    await projector.join();
    expect(await projector.act({ type: 'start-round' })).toMatchObject({ code: 'host-only' });
  });

  test('a repeated command gets the first reply again', async () => {
    const { pin } = await openClass(host);
    const { client } = await seat(pin, 'Ada');
    await client.join();
    expect(await client.act({ type: 'ready', ready: true }, 'same')).toEqual({ ok: true });
    expect(await client.act({ type: 'pause' }, 'same')).toEqual({ ok: true });
    expect(await client.act({ type: 'pause' }, 'new')).toMatchObject({ code: 'host-only' });
  });

  test('the newest connection of a seat wins and the other is told so', async () => {
    const { pin, sessionId } = await openClass(host);
    const { client: first, seated } = await seat(pin, 'Ada');
    await first.join();
    const second = new SeatClient(server.url, sessionId, seated.token, seated.playerId);
    clients.push(second);
    await second.join();
    await first.until(() => first.closes.includes(4100));
    expect(await second.act({ type: 'ready', ready: true })).toEqual({ ok: true });
    await second.until(() => head(second)?.crew.seats[0]?.presence !== 'offline');
  });

  test('two pages of the host see the same', async () => {
    const { sessionId } = await openClass(host);
    const one = await page(sessionId, 'host');
    const two = await page(sessionId, 'host');
    await one.join();
    await two.join();
    await one.act({ type: 'lock', locked: true });
    await two.until(() => hostHead(two)?.locked === true);
    expect(one.isOpen && two.isOpen).toBe(true);
  });

  test('a lost connection is seen by the others, and so is the return', async () => {
    const { pin } = await openClass(host);
    const ada = await seat(pin, 'Ada');
    const bob = await seat(pin, 'Bob');
    await ada.client.join();
    await bob.client.join();
    const adaSeenByBob = () =>
      head(bob.client)?.crew.seats.find(each => each.nickname === 'Ada')?.presence;
    await bob.client.until(() => adaSeenByBob() !== undefined && adaSeenByBob() !== 'offline');
    ada.client.cut();
    await bob.client.until(() => adaSeenByBob() === 'offline');
    await ada.client.keepJoining();
    await bob.client.until(() => adaSeenByBob() !== 'offline');
  });

  test('who is removed is sent away, and the old token opens nothing', async () => {
    const { pin, sessionId } = await openClass(host);
    const { client, seated } = await seat(pin, 'Ada');
    const console_ = await page(sessionId, 'host');
    await client.join();
    await console_.join();
    expect(await console_.act({ type: 'remove', playerId: seated.playerId })).toEqual({ ok: true });
    await client.until(() => client.closes.includes(4101));
    await new Promise(resolve => setTimeout(resolve, 100));
    await expect(client.join()).rejects.toMatchObject({ code: 401 });
    const again = await seat(pin, 'Ada');
    expect(again.seated.playerId).not.toBe(seated.playerId);
  });

  test('the host opens a seat that wrong codes have locked', async () => {
    const { pin, sessionId } = await openClass(host);
    const { client, seated } = await seat(pin, 'Ada');
    const console_ = await page(sessionId, 'host');
    await client.join();
    await console_.join();
    const browser = new ApiClient(server.url);
    const seatCode = seated.seatCode === '0000' ? '0001' : '0000';
    for (let n = 0; n < 5; n++)
      await browser.post('/api/rejoin', { pin, nickname: 'Ada', seatCode });
    const locked = () =>
      console_
        .part<{ people: { seatLocked: boolean }[] }[]>('crews')
        ?.some(crew => crew.people.some(person => person.seatLocked));
    await console_.until(() => locked() === true);
    await console_.act({ type: 'unlock-seat', playerId: seated.playerId });
    await console_.until(() => locked() === false);
    const right = { pin, nickname: 'Ada', seatCode: seated.seatCode };
    expect((await browser.post('/api/rejoin', right)).status).toBe(200);
  });

  test('the clock tells the time of the server', async () => {
    const { pin } = await openClass(host);
    const { client } = await seat(pin, 'Ada');
    await client.join();
    const { nowMs } = (await client.raw('clock', {})) as { nowMs: number };
    expect(Math.abs(nowMs - Date.now())).toBeLessThan(2000);
  });
});

describe('many at once', () => {
  test('a whole class connects in the same moment, and nobody takes the place of another', async () => {
    const { pin } = await openClass(host);
    const seats = await Promise.all(
      Array.from({ length: 30 }, (_, index) => seat(pin, `Pupil ${index}`)),
    );
    await Promise.all(seats.map(({ client }) => client.join()));
    for (const { client, seated } of seats) {
      await client.until(() => head(client)?.me.playerId === seated.playerId);
      expect(client.closes).toEqual([]);
    }
  });
});
