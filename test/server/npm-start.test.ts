import { spawn } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const PROJECT = join(import.meta.dirname, '..', '..');
const folder = mkdtempSync(join(tmpdir(), 'stack-npm-'));

/** Stands for the server: says its number, and knows of no one but who signals it. */
const SERVER = "console.log('serves as', process.pid); setInterval(() => undefined, 1000);";
const PREPARED = `
export const root = ${JSON.stringify(folder)};
export const prepare = () => process.execPath;
`;

/** The project with nothing in it but how it starts. */
beforeAll(() => {
  const { scripts } = JSON.parse(readFileSync(join(PROJECT, 'package.json'), 'utf8'));
  const files = {
    'package.json': JSON.stringify({ type: 'module', scripts: { start: scripts.start } }),
    '.ci/prepare.mjs': PREPARED,
    'server/main.ts': SERVER,
  };
  for (const room of ['.ci', 'server']) mkdirSync(join(folder, room));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  copyFileSync(join(PROJECT, '.ci/start.mjs'), join(folder, '.ci/start.mjs'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const isThere = (id: number): boolean => {
  try {
    return process.kill(id, 0);
  } catch {
    return false;
  }
};

/** What `command` starts, as the first of a group of its own, and the number of the server once it says it. */
const started = async (command: string, ...args: readonly string[]) => {
  const child = spawn(command, args, { cwd: folder, detached: true });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (data: Buffer) => {
      said += data.toString();
    });
  }
  const serverIn = () => Number(/serves as (\d+)/.exec(said)?.[1] ?? 0);
  await expect.poll(serverIn, { timeout: 30_000 }).toBeGreaterThan(0);
  return { child, server: serverIn() };
};

const endsWith = async (
  { child, server }: Awaited<ReturnType<typeof started>>,
  signal: NodeJS.Signals,
): Promise<void> => {
  child.kill(signal);
  try {
    await expect.poll(() => isThere(server), { timeout: 15_000 }).toBe(false);
  } finally {
    if (isThere(server)) process.kill(server, 'SIGKILL');
  }
};

describe.skipIf(process.platform === 'win32')('a server that npm start has started', () => {
  // A shell that waits keeps SIGINT to itself: then neither npm nor anything below it ends.
  test.each(['SIGTERM', 'SIGHUP', 'SIGKILL'] as const)('ends when %s ends npm', async signal =>
    endsWith(await started('npm', 'start'), signal),
  );

  test.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)('is passed %s on', async signal =>
    endsWith(await started(process.execPath, '.ci/start.mjs'), signal),
  );
});
