import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ApiClient, hostClient, openClass } from '../api-client.ts';
import { type RunningServer, startServer } from '../start-server.ts';

let server: RunningServer;
let host: ApiClient;
beforeAll(async () => {
  server = await startServer();
  host = await hostClient(server.url);
});
afterAll(() => server.stop());

const guest = () => new ApiClient(server.url);

describe('guessing', () => {
  test('wrong PINs and wrong host keys are slowed down by address, right ones before them are not', async () => {
    const own = await startServer();
    const visitor = new ApiClient(own.url);
    const statuses: number[] = [];
    for (let n = 0; n < 101; n++) {
      statuses.push((await visitor.get(`/api/pin/${String(n).padStart(6, '0')}`)).status);
    }
    expect(new Set(statuses.slice(0, 100))).toEqual(new Set([404]));
    expect(statuses[100]).toBe(429);
    const keys: number[] = [];
    for (let n = 0; n < 11; n++) {
      keys.push((await visitor.post('/api/host/login', { hostKey: `guess-${n}` })).status);
    }
    expect(keys).toEqual([...Array(10).fill(401), 429]);
    await own.stop();
  });
});

describe('pages and figures', () => {
  test('every page has a strict policy that works on plain http', async () => {
    const answer = await guest().get<string>('/join/123456');
    const policy = answer.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("style-src 'self';");
    expect(policy).toContain(`ws://localhost:${server.port}`);
    expect(policy).not.toMatch(/upgrade-insecure|unsafe|\*/);
    expect(answer.headers.get('strict-transport-security')).toBeNull();
    expect(answer.headers.get('x-powered-by')).toBeNull();
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
  });

  test('figures for Prometheus name no person and no session', async () => {
    const { pin, sessionId } = await openClass(host);
    await guest().must('/api/join', { pin, nickname: 'Invisible' });
    const { body } = await guest().get<string>('/metrics');
    expect(body).toMatch(/stack_sessions_open \d+/);
    expect(body).toMatch(/stack_events_written \d+/);
    expect(body).not.toContain('Invisible');
    expect(body).not.toContain(sessionId);
  });
});
