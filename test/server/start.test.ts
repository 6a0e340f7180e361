import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { ApiClient, hostClient, openClass, type SeatedBody } from './api-client.ts';
import { SeatClient } from './seat-client.ts';
import { runServer, startServer } from './start-server.ts';

const folders: string[] = [];
const freshFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'stack-start-'));
  folders.push(folder);
  return folder;
};
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

const oneSentence = (output: string, pattern: RegExp): void => {
  const lines = output.trim().split('\n');
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatch(pattern);
};

describe('starting the server', () => {
  test('it prints where to go, the host key and what to check, and ends cleanly', async () => {
    const server = await startServer({ HOST_KEY: 'a-key-of-my-own' });
    expect(server.output()).toContain(`http://localhost:${server.port}/`);
    expect(server.output()).toContain('a-key-of-my-own');
    expect(server.output()).toMatch(/If pupils cannot reach it: .*firewall.*\/what-is-wrong/);
    expect((await fetch(`${server.url}/health`)).status).toBe(200);
    expect(await server.kill('SIGINT')).toBe(0);
    await server.stop();
  });

  test('without HOST_KEY it draws one at each start', async () => {
    const keyOf = (output: string) => /host key {4}(\S+)/.exec(output)?.[1];
    const first = await startServer({ HOST_KEY: '' });
    const second = await startServer({ HOST_KEY: '' });
    expect(keyOf(first.output())).toMatch(/^[a-z0-9]{10}$/);
    expect(keyOf(first.output())).not.toBe(keyOf(second.output()));
    expect(await first.kill('SIGTERM')).toBe(0);
    await first.stop();
    await second.stop();
  });

  test('a taken port: one sentence, exit code 1, the data folder is not touched', async () => {
    const other = createServer();
    await new Promise<void>(resolve => other.listen(0, '0.0.0.0', resolve));
    const { port } = other.address() as AddressInfo;
    const folder = join(freshFolder(), 'data');
    const { code, output } = await runServer({ PORT: String(port), DATA_DIR: folder });
    other.close();
    expect(code).toBe(1);
    oneSentence(output, new RegExp(`Port ${port} is taken .*PORT=`));
    expect(existsSync(folder)).toBe(false);
  });

  test('a data folder that cannot be made: one sentence, exit code 1', async () => {
    const file = join(freshFolder(), 'file');
    writeFileSync(file, 'not a folder');
    const { code, output } = await runServer({ PORT: '0', DATA_DIR: join(file, 'data') });
    expect(code).toBe(1);
    oneSentence(output, /data folder .* cannot be written .*DATA_DIR/);
  });

  test('wrong settings: one sentence each, exit code 1', async () => {
    const { code, output } = await runServer({ PORT: 'http', SESSION_DAYS: '0' });
    expect(code).toBe(1);
    expect(output.trim().split('\n')).toEqual([
      expect.stringMatching(/^PORT must/),
      expect.stringMatching(/^SESSION_DAYS must/),
    ]);
  });

  test('a damaged data file: one sentence with its name, exit code 1, and it stays as it is', async () => {
    const folder = freshFolder();
    const first = await startServer({ DATA_DIR: folder });
    await openClass(await hostClient(first.url));
    await first.kill('SIGTERM');
    const [name = ''] = readdirSync(folder).filter(each => each.endsWith('.sqlite'));
    const file = join(folder, name);
    const bytes = readFileSync(file);
    writeFileSync(file, bytes.fill(0x5a, 200, 6000));
    const before = createHash('sha256').update(readFileSync(file)).digest('hex');
    const { code, output } = await runServer({ PORT: '0', DATA_DIR: folder });
    expect(code).toBe(1);
    oneSentence(output, /damaged .*left as it is/);
    expect(output).toContain(file);
    expect(createHash('sha256').update(readFileSync(file)).digest('hex')).toBe(before);
  });

  test('a second server on the same data folder is turned away, the first goes on', async () => {
    const folder = freshFolder();
    const first = await startServer({ DATA_DIR: folder });
    const { code, output } = await runServer({ PORT: '0', DATA_DIR: folder });
    expect(code).toBe(1);
    oneSentence(output, /in use by another server/);
    expect((await fetch(`${first.url}/health`)).status).toBe(200);
    await first.stop();
  });

  test('SIGTERM with people on the line ends cleanly, and they come back', async () => {
    const folder = freshFolder();
    const first = await startServer({ DATA_DIR: folder });
    const { pin, sessionId } = await openClass(await hostClient(first.url));
    const joined = { pin, nickname: 'Ada' };
    const seated = await new ApiClient(first.url).must<SeatedBody>('/api/join', joined);
    const client = new SeatClient(first.url, sessionId, seated.token, seated.playerId);
    await client.join();
    expect(await first.kill('SIGTERM')).toBe(0);
    const second = await startServer({ DATA_DIR: folder, PORT: String(first.port) });
    await client.keepJoining();
    expect(await client.act({ type: 'ready', ready: true })).toEqual({ ok: true });
    client.stop();
    await second.stop();
  });

  test('after kill -9 open sessions are there again, and cookies still hold with a new host key', async () => {
    const folder = freshFolder();
    const first = await startServer({ DATA_DIR: folder });
    const host = await hostClient(first.url);
    const { pin, sessionId } = await openClass(host);
    const player = new ApiClient(first.url);
    await player.must('/api/join', { pin, nickname: 'Ada' });
    await first.kill('SIGKILL');
    const second = await startServer({ DATA_DIR: folder, HOST_KEY: 'another-key' });
    const again = (client: ApiClient) => ({ cookie: client.cookies });
    const probe = new ApiClient(second.url);
    expect((await probe.get(`/api/pin/${pin}`)).body).toMatchObject({ sessionId });
    expect((await probe.get('/api/host/me', again(host))).body).toEqual({ host: true });
    expect((await probe.get('/api/me', again(player))).body).toEqual({
      offers: [{ sessionId, pin, nickname: 'Ada' }],
    });
    await second.stop();
  });
});
