import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PROJECT = join(import.meta.dirname, '..', '..');
const START_WITHIN_MS = 120_000;

export const HOST_KEY = 'key-of-the-tests';

export interface RunningServer {
  /** `http://localhost:<port>`. */
  readonly url: string;
  readonly port: number;
  readonly dataDir: string;
  /** All lines printed so far. */
  readonly output: () => string;
  /** Ends the process with `signal` and gives its exit code (null after a signal that it could not catch). */
  readonly kill: (signal?: NodeJS.Signals) => Promise<number | null>;
  /** Ends the process if it still runs, and removes the data folder when this helper made it. */
  readonly stop: () => Promise<void>;
}

export interface EndedProcess {
  readonly code: number | null;
  readonly output: string;
}

type Environment = Readonly<Record<string, string>>;

const spawnServer = (environment: Environment) => {
  const child = spawn(process.execPath, ['server/main.ts'], {
    cwd: PROJECT,
    env: { ...process.env, NODE_ENV: 'production', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines: string[] = [];
  child.stdout.on('data', (data: Buffer) => lines.push(data.toString()));
  child.stderr.on('data', (data: Buffer) => lines.push(data.toString()));
  return { child, output: () => lines.join('') };
};

const ended = (child: ChildProcess): Promise<number | null> =>
  child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve(child.exitCode)
    : new Promise(resolve => child.once('close', code => resolve(code)));

const portIn = async (child: ChildProcess, output: () => string): Promise<number> => {
  const until = Date.now() + START_WITHIN_MS;
  while (Date.now() < until && child.exitCode === null) {
    const port = /http:\/\/localhost:(\d+)[\s\S]*Ctrl-C/.exec(output())?.[1];
    if (port !== undefined) return Number(port);
    await new Promise(resolve => setTimeout(resolve, 20));
  }
  child.kill('SIGKILL');
  throw new Error(`the server did not start:\n${output()}`);
};

/** Starts the real server on a free port with a data folder of its own; `environment` overrides any setting. */
export const startServer = async (environment: Environment = {}): Promise<RunningServer> => {
  const made = environment.DATA_DIR === undefined ? mkdtempSync(join(tmpdir(), 'stack-')) : null;
  const dataDir = made ?? environment.DATA_DIR ?? '';
  const { child, output } = spawnServer({
    PORT: '0',
    HOST_KEY,
    ...environment,
    DATA_DIR: dataDir,
  });
  const port = await portIn(child, output);
  const kill = (signal: NodeJS.Signals = 'SIGTERM') => {
    child.kill(signal);
    return ended(child);
  };
  const stop = async () => {
    await kill('SIGKILL');
    if (made !== null) rmSync(made, { recursive: true, force: true });
  };
  return { url: `http://localhost:${port}`, port, dataDir, output, kill, stop };
};

/** Runs a server that is expected to end by itself. */
export const runServer = async (environment: Environment): Promise<EndedProcess> => {
  const { child, output } = spawnServer(environment);
  const giveUp = setTimeout(() => child.kill('SIGKILL'), START_WITHIN_MS);
  const code = await ended(child);
  clearTimeout(giveUp);
  return { code, output: output() };
};
