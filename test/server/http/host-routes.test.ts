import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MISSIONS } from '../../../shared/missions/catalog.ts';
import { ApiClient, CLASS_SETTINGS, hostClient, openClass } from '../api-client.ts';
import { type RunningServer, startServer } from '../start-server.ts';

let server: RunningServer;
let host: ApiClient;
beforeAll(async () => {
  server = await startServer();
  host = await hostClient(server.url);
});
afterAll(() => server.stop());

const guest = () => new ApiClient(server.url);

describe('the host', () => {
  test('logs in with the key, and only with it', async () => {
    const visitor = guest();
    expect((await visitor.get('/api/host/me')).body).toEqual({ host: false });
    const wrong = await visitor.post('/api/host/login', { hostKey: 'nope' });
    expect(wrong.status).toBe(401);
    expect(wrong.body.error).toMatchObject({ code: 'wrong-host-key' });
    expect((await host.get('/api/host/me')).body).toEqual({ host: true });
  });

  test('the host cookie is out of reach of scripts and other sites, and works on plain http', async () => {
    const answer = await guest().post('/api/host/login', { hostKey: 'key-of-the-tests' });
    expect(answer.status).toBe(204);
    expect(answer.headers.getSetCookie()).toEqual([
      expect.stringMatching(/^stack-host=.*HttpOnly.*SameSite=Strict/i),
    ]);
    expect(answer.headers.getSetCookie()[0]).not.toMatch(/Secure/);
  });

  test.each([
    ['POST', '/api/sessions', { settings: CLASS_SETTINGS }],
    ['GET', '/api/sessions', undefined],
    ['POST', '/api/host/token', { sessionId: 'x' }],
    ['POST', '/api/projector/token', { sessionId: 'x' }],
    ['GET', '/api/sessions/x/results.csv', undefined],
    ['GET', '/api/sessions/x/log', undefined],
  ])('%s %s is for the host alone', async (method, path, body) => {
    const answer = await guest().send(method, path, body);
    expect(answer.status).toBe(403);
    expect(answer.body.error).toMatchObject({ code: 'host-only' });
  });

  test('opens a class and sees it in the list', async () => {
    const { sessionId, pin } = await openClass(host, { title: 'Listed' });
    expect(pin).toMatch(/^\d{6}$/);
    const { body } = await host.get<readonly { sessionId: string }[]>('/api/sessions');
    expect(body.find(line => line.sessionId === sessionId)).toMatchObject({
      pin,
      title: 'Listed',
      phase: 'lobby',
      people: 0,
    });
  });

  test('missions are listed with what a host chooses by, without networks and answers', async () => {
    const { body } = await guest().get<readonly Record<string, unknown>[]>('/api/missions');
    expect(body.map(mission => mission.id)).toEqual(MISSIONS.map(({ id }) => id));
    for (const mission of body) {
      expect(Object.keys(mission).sort()).toEqual(
        [
          'crewSizes',
          'goal',
          'id',
          'labNote',
          'level',
          'stations',
          'story',
          'tags',
          'title',
        ].sort(),
      );
      expect(mission.crewSizes).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    }
  });

  test.each([
    ['an unknown mission', { missionId: '99-none' }, 'no-such-mission'],
    ['a crew of 9', { crewSize: 9 }, 'malformed'],
    ['a format that is none', { format: 'chess' }, 'malformed'],
    ['a round of no length', { roundMinutes: 0 }, 'malformed'],
    ['something extra', { admin: true }, 'malformed'],
  ])('%s is refused', async (_fact, change, code) => {
    const settings = { ...CLASS_SETTINGS, ...change };
    const answer = await host.post('/api/sessions', { settings });
    expect(answer.status).toBe(400);
    expect(answer.body.error.code).toBe(code);
  });

  test('practice together has a PIN and stands in the list', async () => {
    const settings = { ...CLASS_SETTINGS, format: 'practice' };
    const opened = await host.must<{ sessionId: string; pin: string }>('/api/sessions', {
      settings,
    });
    expect(opened.pin).toMatch(/^\d{6}$/);
    const list = await host.get<readonly { sessionId: string }[]>('/api/sessions');
    expect(list.body.map(({ sessionId }) => sessionId)).toContain(opened.sessionId);
  });

  test('the addresses for pupils name the port that is listened on', async () => {
    const { status, body } = await host.get<{ addresses: readonly string[] }>('/api/addresses');
    expect(status).toBe(200);
    expect(body.addresses.length).toBeGreaterThan(0);
    for (const address of body.addresses) expect(address).toMatch(/:\d+$/);
  });
});
