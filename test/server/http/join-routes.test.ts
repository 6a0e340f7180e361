import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  ApiClient,
  CLASS_SETTINGS,
  hostClient,
  openClass,
  type SeatedBody,
} from '../api-client.ts';
import { type RunningServer, startServer } from '../start-server.ts';

let server: RunningServer;
let host: ApiClient;
beforeAll(async () => {
  server = await startServer();
  host = await hostClient(server.url);
});
afterAll(() => server.stop());

const guest = () => new ApiClient(server.url);

describe('a player', () => {
  test('finds the session by PIN, joins, and is offered the seat again in this browser only', async () => {
    const { sessionId, pin } = await openClass(host);
    const player = guest();
    expect((await player.get(`/api/pin/${pin}`)).body).toEqual({
      sessionId,
      title: CLASS_SETTINGS.title,
      format: 'class',
      locked: false,
    });
    const seated = await player.must<SeatedBody>('/api/join', { pin, nickname: '  Ada\u202e ' });
    expect(seated).toEqual({
      sessionId,
      playerId: 'p1',
      nickname: 'Ada',
      token: expect.stringMatching(/^[\w-]{22}$/),
      seatCode: expect.stringMatching(/^\d{4}$/),
    });
    expect((await player.get('/api/me')).body).toEqual({
      offers: [{ sessionId, pin, nickname: 'Ada' }],
    });
    expect((await guest().get('/api/me')).body).toEqual({ offers: [] });
    const resumed = await player.must<SeatedBody>('/api/resume', { sessionId });
    expect(resumed).toMatchObject({ playerId: 'p1', nickname: 'Ada', seatCode: seated.seatCode });
    expect(resumed.token).not.toBe(seated.token);
    expect((await guest().post('/api/resume', { sessionId })).status).toBe(404);
  });

  test('a name is given once, however it is written', async () => {
    const { pin } = await openClass(host);
    await guest().must('/api/join', { pin, nickname: 'Grace' });
    for (const nickname of ['Grace', 'GRACE', ' gRace ', 'Ｇrace']) {
      const answer = await guest().post('/api/join', { pin, nickname });
      expect([answer.status, answer.body.error.code]).toEqual([409, 'nickname-taken']);
    }
    const both = await Promise.all(
      ['Twin', 'twin'].map(nickname => guest().post('/api/join', { pin, nickname })),
    );
    expect(both.map(answer => answer.status).sort()).toEqual([200, 409]);
  });

  test('comes back on another device with nickname and seat code', async () => {
    const { pin } = await openClass(host);
    const seated = await guest().must<SeatedBody>('/api/join', { pin, nickname: 'Linus' });
    const { seatCode } = seated;
    const back = await guest().must<SeatedBody>('/api/rejoin', {
      pin,
      nickname: 'linus',
      seatCode,
    });
    expect(back).toMatchObject({ playerId: seated.playerId, nickname: 'Linus', seatCode });
  });

  test('five wrong seat codes lock the seat, also when they come at once, and nobody else’s', async () => {
    const { pin } = await openClass(host);
    const first = await guest().must<SeatedBody>('/api/join', { pin, nickname: 'Locked' });
    const other = await guest().must<SeatedBody>('/api/join', { pin, nickname: 'Open' });
    const wrong = first.seatCode === '0000' ? '0001' : '0000';
    const tries = await Promise.all(
      Array.from({ length: 30 }, () =>
        guest().post('/api/rejoin', { pin, nickname: 'Locked', seatCode: wrong }),
      ),
    );
    const codes = tries.map(answer => answer.body.error.code);
    expect(codes.filter(code => code === 'wrong-seat-code')).toHaveLength(4);
    expect(codes.filter(code => code === 'seat-locked')).toHaveLength(26);
    const right = { pin, nickname: 'Locked', seatCode: first.seatCode };
    expect((await guest().post('/api/rejoin', right)).status).toBe(423);
    const { seatCode } = other;
    expect((await guest().post('/api/rejoin', { pin, nickname: 'Open', seatCode })).status).toBe(
      200,
    );
  });

  test('a right seat code clears the failures before it', async () => {
    const { pin } = await openClass(host);
    const { seatCode } = await guest().must<SeatedBody>('/api/join', { pin, nickname: 'Thumbs' });
    const wrong = seatCode === '0000' ? '0001' : '0000';
    for (const code of [
      wrong,
      wrong,
      wrong,
      wrong,
      seatCode,
      wrong,
      wrong,
      wrong,
      wrong,
      seatCode,
    ]) {
      const answer = await guest().post('/api/rejoin', { pin, nickname: 'Thumbs', seatCode: code });
      expect(answer.status).toBe(code === seatCode ? 200 : 403);
    }
  });

  test.each([
    ['an empty name', '', 'nickname-empty'],
    ['a long name', 'x'.repeat(25), 'nickname-too-long'],
    ['a bad word', 'fuck', 'nickname-word'],
  ])('%s is refused', async (_fact, nickname, code) => {
    const { pin } = await openClass(host);
    const answer = await guest().post('/api/join', { pin, nickname });
    expect([answer.status, answer.body.error.code]).toEqual([400, code]);
  });

  test('a proposed nickname can be used', async () => {
    const { pin } = await openClass(host);
    const { body } = await guest().get<{ nickname: string }>(`/api/nickname?pin=${pin}`);
    expect((await guest().post('/api/join', { pin, ...body })).status).toBe(200);
  });

  test('practises without a host and without a PIN', async () => {
    const player = guest();
    const seated = await player.must<SeatedBody>('/api/practice', {
      missionId: '07-next-hop',
      stations: 'all',
      help: 'coach',
    });
    expect(seated.playerId).toBe('p1');
    expect((await player.get(`/api/pin/`)).status).toBe(404);
    const nowhere = await player.post('/api/practice', {
      missionId: '07-next-hop',
      stations: ['moon.network'],
      help: 'coach',
    });
    expect(nowhere.body.error.code).toBe('no-such-station');
  });

  test('three hundred joins from one address in one go are all let in', async () => {
    const { pin } = await openClass(host);
    const statuses = await Promise.all(
      Array.from({ length: 300 }, (_, index) =>
        guest()
          .post('/api/join', { pin, nickname: `Pupil ${index}` })
          .then(answer => answer.status),
      ),
    );
    expect(statuses.filter(status => status === 200)).toHaveLength(300);
  });
});
