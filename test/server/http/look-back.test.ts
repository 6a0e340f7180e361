import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readPcapng } from '../../../shared/protocols/pcapng.ts';
import type { TrayPart } from '../../../shared/session/views/play.ts';
import type { HeadPart } from '../../../shared/session/views/seat.ts';
import { ApiClient, hostClient, openClass, type SeatedBody } from '../api-client.ts';
import { hostSeat } from '../host-seat.ts';
import { SeatClient } from '../seat-client.ts';
import { type RunningServer, startServer } from '../start-server.ts';

let server: RunningServer;
let host: ApiClient;
let ada: SeatedBody;
let eve: SeatedBody;
let player: SeatClient;
let page: SeatClient;
let sessionId: string;

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const guest = () => new ApiClient(server.url);

/** Opens a session, begins its round and returns the first task that lies before Ada. */
const begin = async (): Promise<number> => {
  const opened = await openClass(host, { crewSize: 1, format: 'competition' });
  sessionId = opened.sessionId;
  const { pin } = opened;
  ada = await guest().must<SeatedBody>('/api/join', { pin, nickname: '=Ada()' });
  eve = await guest().must<SeatedBody>('/api/join', { pin, nickname: 'Eve' });
  player = new SeatClient(server.url, sessionId, ada.token, ada.playerId);
  await player.join();
  page = await hostSeat(server.url, host, sessionId);
  await page.act({ type: 'start-round' });
  await player.until(() => (player.part<TrayPart>('tray')?.items.length ?? 0) > 0);
  return player.part<TrayPart>('tray')?.items[0]?.taskId ?? 0;
};

beforeAll(async () => {
  server = await startServer();
  host = await hostClient(server.url);
  let taskId = await begin();
  // Before the first task of all nothing has been decided: there would be nothing to look back at.
  while (taskId === 1) {
    player.stop();
    page.stop();
    taskId = await begin();
  }
  await player.act({ type: 'open', taskId });
  await player.act({ type: 'decide', taskId, action: 'drop', values: { reason: 'malformed' } });
});
afterAll(async () => {
  player.stop();
  page.stop();
  await server.stop();
});

const path = (what: string, crew: number, more = '') =>
  `/api/sessions/${sessionId}/${what}?crew=${crew}${more}`;

describe('looking back', () => {
  test('while the round runs a player sees nothing, the host does', async () => {
    const { body, status } = await guest().get(path('trace', 0), bearer(ada.token));
    expect([status, body.error.code]).toEqual([409, 'not-yet']);
    expect((await guest().get(path('capture.pcapng', 0), bearer(ada.token))).status).toBe(409);
    expect((await host.get(path('trace', 0))).status).toBe(200);
  });

  test('afterwards everybody sees the own crew, and the host all of them', async () => {
    await page.act({ type: 'end-round' });
    await player.until(() => player.part<HeadPart>('head')?.phase === 'debrief');
    const own = player.part<HeadPart>('head')?.me.crew ?? 0;
    const { body } = await guest().get<readonly unknown[]>(path('trace', own), bearer(ada.token));
    expect(body.length).toBeGreaterThan(0);
    expect((await guest().get(path('trace', 1 - own), bearer(ada.token))).status).toBe(403);
    expect((await guest().get(path('trace', own), bearer(eve.token))).status).toBe(403);
    expect((await host.get(path('trace', 1 - own))).status).toBe(200);
    expect((await host.get(path('trace', 7))).status).toBe(404);
    expect((await guest().get(path('trace', own))).status).toBe(403);
  });

  test.each([
    ['of the crew', ''],
    ['of one seat', '&mine=1'],
    ['of what was refused', '&refused=1'],
  ])('the capture %s can be read', async (_fact, more) => {
    const crew = player.part<HeadPart>('head')?.me.crew ?? 0;
    const response = await fetch(`${server.url}${path('capture.pcapng', crew, more)}`, {
      headers: bearer(ada.token),
    });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-disposition')).toMatch(
      /attachment; filename=".*\.pcapng"/,
    );
    expect(readPcapng(new Uint8Array(await response.arrayBuffer())).ok).toBe(true);
  });

  test('results are a table that no spreadsheet takes for formulas, for the host alone', async () => {
    const answer = await host.get<string>(`/api/sessions/${sessionId}/results.csv`);
    expect(answer.headers.get('content-type')).toContain('text/csv');
    expect(answer.body).toContain("'=Ada()");
    expect(answer.body).not.toMatch(/(?:^|,)"?=Ada/m);
    const asPlayer = await guest().get(`/api/sessions/${sessionId}/results.csv`, bearer(ada.token));
    expect(asPlayer.status).toBe(403);
  });

  test('the log begins with the opening and holds no token and no seat code', async () => {
    const { body } = await host.get<string>(`/api/sessions/${sessionId}/log`);
    expect(JSON.parse(body.split('\n')[0] ?? '')).toMatchObject({ type: 'opened', sessionId });
    expect(body).not.toContain(ada.token);
    expect(body).not.toContain('seatCode');
    expect((await host.get('/api/sessions/nowhere/log')).status).toBe(404);
  });
});
