import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { draw } from '../../shared/base/random.ts';

/** What one action costs somebody who does nothing but answer. */
export interface LoadFigures {
  readonly actions: number;
  readonly cpuSeconds: number;
  readonly waitsMs: readonly number[];
}

const MESSAGE = 'x'.repeat(140);

const open = (url: string): Promise<WebSocket> =>
  new Promise((resolve, reject) => {
    const socket = new WebSocket(url);
    socket.addEventListener('open', () => resolve(socket), { once: true });
    socket.addEventListener('error', () => reject(new Error('no echo')), { once: true });
  });

const ask = (socket: WebSocket, message: string): Promise<string> =>
  new Promise(resolve => {
    socket.addEventListener('message', ({ data }) => resolve(String(data)), { once: true });
    socket.send(message);
  });

const cpuOf = async (socket: WebSocket): Promise<number> =>
  (JSON.parse(await ask(socket, 'cpu')) as { cpuSeconds: number }).cpuSeconds;

/** `people` sockets on a bare echo, one message each every `everyMs`, for `lastsMs`. */
export const echoLoad = async (
  people: number,
  everyMs: number,
  lastsMs: number,
): Promise<LoadFigures> => {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'echo-server.ts')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const port = await new Promise<string>(resolve => {
    child.stdout.once('data', (data: Buffer) => resolve(/\d+/.exec(data.toString())?.[0] ?? ''));
  });
  const url = `ws://localhost:${port}`;
  const sockets = await Promise.all(Array.from({ length: people }, () => open(url)));
  const control = await open(url);
  const waitsMs: number[] = [];
  const before = await cpuOf(control);
  const until = performance.now() + lastsMs;
  await Promise.all(
    sockets.map(async (socket, index) => {
      await new Promise(resolve => setTimeout(resolve, draw('echo', index) * everyMs));
      while (performance.now() < until) {
        const sentAt = performance.now();
        await ask(socket, MESSAGE);
        waitsMs.push(performance.now() - sentAt);
        await new Promise(resolve => setTimeout(resolve, everyMs));
      }
    }),
  );
  const cpuSeconds = (await cpuOf(control)) - before;
  child.kill();
  return { actions: waitsMs.length, cpuSeconds, waitsMs };
};
