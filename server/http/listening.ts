import { createServer } from 'node:http';
import type { Config } from '../config.ts';

const SENTENCES: Readonly<Record<string, (config: Config) => string>> = {
  EADDRINUSE: ({ port }) =>
    `Port ${port} is taken by another program: stop that one, or choose another port, for example PORT=${port === 65535 ? 2567 : port + 1}.`,
  EACCES: ({ port }) =>
    `Port ${port} may not be opened by this user: choose one above 1023, for example PORT=2567.`,
  EADDRNOTAVAIL: ({ host }) =>
    `HOST=${host} is no address of this machine: leave HOST out to listen everywhere.`,
  ENOTFOUND: ({ host }) =>
    `HOST=${host} is no address of this machine: leave HOST out to listen everywhere.`,
};

/** Why the server cannot listen, in a sentence that says what to do. */
export const listenProblem = (config: Config, problem: NodeJS.ErrnoException): string =>
  SENTENCES[problem.code ?? '']?.(config) ??
  `The server cannot listen on ${config.host}, port ${config.port} (${problem.message}): choose others with HOST and PORT.`;

/** Takes the port for a moment, so that a taken one is found before the data file is touched. Null: it is free. */
export const probePort = (config: Config): Promise<string | null> =>
  new Promise(resolve => {
    const probe = createServer();
    probe.once('error', problem => resolve(listenProblem(config, problem)));
    probe.listen(config.port, config.host, () => probe.close(() => resolve(null)));
  });
