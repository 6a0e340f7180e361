import { execFile, spawn, spawnSync } from 'node:child_process';
import { connect, createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** Whether that program can be run here. */
const isThere = (command: string, args: readonly string[]): boolean =>
  spawnSync(command, args, { stdio: 'ignore' }).error === undefined &&
  (args.length === 0 || spawnSync(command, args, { stdio: 'ignore' }).status === 0);

/** How a test that needs outside programs is skipped: only where nobody promised them, and with the reason. */
export const needing = (
  name: string,
  command: string,
  args: readonly string[] = ['--version'],
): { readonly skips: boolean; readonly reason: string } => {
  const skips = !isThere(command, args) && process.env.CI === undefined;
  return { skips, reason: skips ? ` (skipped: ${name} is not installed)` : '' };
};

/** Some ports that are free now, on loopback. */
export const freePorts = async (count: number): Promise<number[]> => {
  const servers = Array.from({ length: count }, () => createServer());
  const ports = await Promise.all(
    servers.map(
      server =>
        new Promise<number>(resolve => {
          server.listen(0, '127.0.0.1', () => {
            const address = server.address();
            resolve(typeof address === 'object' && address !== null ? address.port : 0);
          });
        }),
    ),
  );
  for (const server of servers) server.close();
  return ports;
};

/** A client that takes longer hangs, however busy the machine is. */
const LONGEST_RUN_MS = 45_000;

/** Runs a client to its end: what it printed, and its exit code. */
export const run = (
  command: string,
  args: readonly string[],
  input = '',
): Promise<{ readonly code: number; readonly stdout: string; readonly stderr: string }> =>
  new Promise(resolve => {
    const child = execFile(
      command,
      args,
      { timeout: LONGEST_RUN_MS, encoding: 'latin1' },
      (error, stdout, stderr) => {
        const code = error === null ? 0 : typeof error.code === 'number' ? error.code : -1;
        resolve({ code, stdout, stderr });
      },
    );
    child.stdin?.end(input, 'latin1');
  });

const answers = (port: number): Promise<boolean> =>
  new Promise(resolve => {
    const socket = connect(port, '127.0.0.1');
    socket.on('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => resolve(false));
  });

/** A daemon in the foreground that listens on `port`; `stop` ends it. */
export const daemon = async (
  command: string,
  args: readonly string[],
  port: number,
): Promise<{ readonly stop: () => void }> => {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  child.stdout.on('data', text => {
    said += text;
  });
  child.stderr.on('data', text => {
    said += text;
  });
  for (let tries = 0; tries < 100; tries += 1) {
    if (await answers(port)) return { stop: () => void child.kill() };
    await sleep(100);
  }
  child.kill();
  throw new Error(`${command} does not listen: ${said}`);
};
