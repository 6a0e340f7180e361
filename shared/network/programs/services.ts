import { type FtpClientSpec, ftpClientProgram } from './ftp-client.ts';
import { ftpServerProgram } from './ftp-server.ts';
import type { Program } from './program.ts';
import type { Service, ServiceSettings, Services } from './service.ts';
import { addressOf, flagOf, numberOf, serverOf, textOf, textsByName, textsOf } from './settings.ts';
import { smtpClientProgram } from './smtp-client.ts';
import { smtpServerProgram } from './smtp-server.ts';

/** Hides the state of a program: whoever runs it keeps it and never looks inside. */
const service = <State>(
  runs: Service['runs'],
  program: (settings: ServiceSettings) => Program<State>,
): Service => ({ runs, program: settings => program(settings) as Program<unknown> });

const QUERY_PORT = 40_025;
const MAIL_BYTES = 1_000_000;

/** `hostName`, `mailboxes`; with a `nameServer` it passes on mail for other domains. */
const smtpServer = service('daemon', settings => {
  const nameServer = { address: addressOf(settings, 'nameServer'), port: 53 };
  const relays = nameServer.address !== 0;
  return smtpServerProgram({
    hostName: textOf(settings, 'hostName'),
    port: numberOf(settings, 'port', 25),
    mailboxes: textsOf(settings, 'mailboxes'),
    relays,
    offersTls: flagOf(settings, 'offersTls'),
    maximumMailBytes: numberOf(settings, 'maximumMailBytes', MAIL_BYTES),
    ...(relays ? { relay: { nameServer, queryPort: QUERY_PORT } } : {}),
  });
});

/** Sends the mail `from`, `to`, `lines` by way of `server`. */
const smtpClient = service('on-demand', settings =>
  smtpClientProgram({
    server: serverOf(settings, 25),
    hostName: textOf(settings, 'hostName'),
    mail: {
      from: textOf(settings, 'from'),
      to: textsOf(settings, 'to'),
      lines: textsOf(settings, 'lines'),
    },
  }),
);

const FIRST_PASSIVE_PORT = 50_100;
const PASSIVE_PORTS = 8;

/** `users` with their passwords, `files` by path. */
const ftpServer = service('daemon', settings =>
  ftpServerProgram({
    port: numberOf(settings, 'port', 21),
    passivePorts: Array.from({ length: PASSIVE_PORTS }, (_, index) => FIRST_PASSIVE_PORT + index),
    users: textsByName(settings, 'users'),
    files: textsByName(settings, 'files'),
    isWritable: flagOf(settings, 'isWritable'),
  }),
);

const ftpWish = (settings: ServiceSettings): FtpClientSpec['wish'] => {
  const path = textOf(settings, 'path');
  const content = textOf(settings, 'content');
  const wish = textOf(settings, 'wish', 'list');
  if (wish === 'store') return { kind: 'store', path, content };
  return { kind: wish === 'fetch' ? 'fetch' : 'list', path };
};

/** As `user` with `password` it does its `wish` with `path`: list, fetch or store (then of `content`). */
const ftpClient = service('on-demand', settings =>
  ftpClientProgram({
    server: serverOf(settings, 21),
    user: textOf(settings, 'user', 'anonymous'),
    password: textOf(settings, 'password'),
    wish: ftpWish(settings),
  }),
);

/** Every program that a topology may name as a 'service'. */
export const SERVICES: Services = {
  'smtp-server': smtpServer,
  'smtp-client': smtpClient,
  'ftp-server': ftpServer,
  'ftp-client': ftpClient,
};
