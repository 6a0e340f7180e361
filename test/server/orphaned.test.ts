import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';

const PROJECT = join(import.meta.dirname, '..', '..');
const children: ChildProcess[] = [];
const folders: string[] = [];

afterEach(() => {
  for (const child of children.splice(0)) if (child.exitCode === null) child.kill('SIGKILL');
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** Keeps a server from its own parts for a while, in which it hears what happens to its starter. */
const SLOW_DISK = 'data:text/javascript,await new Promise(done => setTimeout(done, 1500))';

/** The real server with a channel to whoever started it. */
const held = (
  ...flags: readonly string[]
): { readonly child: ChildProcess; readonly dataDir: string } => {
  const folder = mkdtempSync(join(tmpdir(), 'stack-orphan-'));
  folders.push(folder);
  const dataDir = join(folder, 'data');
  const child = spawn(process.execPath, [...flags, 'server/main.ts'], {
    cwd: PROJECT,
    env: { ...process.env, NODE_ENV: 'production', PORT: '0', DATA_DIR: dataDir },
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  children.push(child);
  return { child, dataDir };
};

const endsBy = (child: ChildProcess) =>
  expect.poll(() => child.exitCode, { timeout: 30_000, interval: 50 }).toBe(0);

describe('a server whose starter is gone ends by itself', () => {
  test('before it has loaded its own parts', async () => {
    const { child } = held('--import', SLOW_DISK);
    child.disconnect();
    await endsBy(child);
  }, 40_000);

  test('as it begins with its data, before anybody could be served', async () => {
    const { child, dataDir } = held();
    await expect.poll(() => existsSync(dataDir), { timeout: 30_000, interval: 2 }).toBe(true);
    child.disconnect();
    await endsBy(child);
  }, 70_000);
});
