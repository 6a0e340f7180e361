import { test as base } from '@playwright/test';
import { HOST_KEY, type RunningServer, startServer } from '../server/start-server.ts';

/** One really started server, which may be killed and started again where it was. */
export interface Hall {
  readonly url: string;
  readonly port: number;
  /** kill -9, then a new process on the same port and data folder. */
  readonly restart: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

export const openHall = async (): Promise<Hall> => {
  const first = await startServer();
  let running: RunningServer = first;
  return {
    url: first.url,
    port: first.port,
    restart: async () => {
      await running.kill('SIGKILL');
      running = await startServer({
        PORT: String(first.port),
        DATA_DIR: first.dataDir,
        HOST_KEY,
      });
    },
    stop: async () => {
      await running.kill('SIGKILL');
      await first.stop();
    },
  };
};

/** Every spec of a worker shares a server; who kills it opens a hall of their own. */
export const test = base.extend<object, { readonly hall: Hall }>({
  hall: [
    // biome-ignore lint/correctness/noEmptyPattern: the test runner reads the names of what a fixture needs
    async ({}, use) => {
      const hall = await openHall();
      await use(hall);
      await hall.stop();
    },
    { scope: 'worker' },
  ],
});
