import { type IpAddress, parseIp } from '../../base/ip.ts';
import { byName } from './by-name.ts';
import { DHCP_SERVICES } from './dhcp-services.ts';
import { type FtpClientSpec, ftpClientProgram } from './ftp-client.ts';
import { ftpServerProgram } from './ftp-server.ts';
import { type HttpClientSpec, httpClientProgram } from './http-client.ts';
import { type HttpServerConfig, httpServerProgram } from './http-server.ts';
import { mailHostProgram } from './mail-host.ts';
import type { Program } from './program.ts';
import { REMOTE_SERVICES } from './remote-services.ts';
import { type ServiceSettings, type Services, service } from './service.ts';
import { addressOf, flagOf, numberOf, serverOf, textOf, textsByName, textsOf } from './settings.ts';
import { smtpClientProgram } from './smtp-client.ts';
import type { SmtpServerConfig } from './smtp-post.ts';
import { smtpServerProgram } from './smtp-server.ts';
import { TALK_SERVICES } from './talk-services.ts';
import { authorityCertificate, identityFromSeed } from './tls/seeded-identity.ts';
import type { TlsState } from './tls/tls-layer.ts';
import { tlsClient, tlsServer, tlsWhenAsked } from './tls/tls-program.ts';

const QUERY_PORT = 40_025;
const MAIL_BYTES = 1_000_000;

/** TLS for a program that asks for it, with the authority of the `seed`; nothing around it without one. */
const withTls = <State>(
  program: Program<State>,
  settings: ServiceSettings,
): Program<State | TlsState<State>> => {
  const seed = textOf(settings, 'seed');
  if (seed === '') return program as Program<State | TlsState<State>>;
  const identity = identityFromSeed(seed, textOf(settings, 'hostName'), []);
  return tlsWhenAsked(program, identity, {
    get trusted() {
      return [authorityCertificate(seed)];
    },
  }) as Program<State | TlsState<State>>;
};

const smtpConfig = (settings: ServiceSettings): Omit<SmtpServerConfig, 'mailboxes'> => {
  const nameServer = { address: addressOf(settings, 'nameServer'), port: 53 };
  const relays = nameServer.address !== 0;
  return {
    hostName: textOf(settings, 'hostName'),
    port: numberOf(settings, 'port', 25),
    relays,
    offersTls: textOf(settings, 'seed') !== '',
    maximumMailBytes: numberOf(settings, 'maximumMailBytes', MAIL_BYTES),
    ...(relays ? { relay: { nameServer, queryPort: QUERY_PORT } } : {}),
  };
};

/** `hostName`, `mailboxes`; with a `nameServer` it passes on mail for other domains. With a `seed` it offers TLS. */
const smtpServer = service('daemon', settings => {
  const mailboxes = textsOf(settings, 'mailboxes');
  return withTls(smtpServerProgram({ ...smtpConfig(settings), mailboxes }), settings);
});

/** The same, but its mailboxes are read by IMAP at `imapPort`: `owners` are users by mailbox, `users` have passwords. */
const mailHost = service('daemon', settings => {
  const imap = {
    port: numberOf(settings, 'imapPort', 143),
    passwords: textsByName(settings, 'users'),
  };
  const users = textsByName(settings, 'owners');
  return withTls(mailHostProgram({ smtp: smtpConfig(settings), imap, users }), settings);
});

/** Sends the mail `from`, `to`, `lines` by way of `server`; with a `seed` encrypted to the server called `name`, or not
 *  at all. */
const smtpClient = service('on-demand', settings => {
  const isSealed = textOf(settings, 'seed') !== '';
  const client = smtpClientProgram({
    server: serverOf(settings, 25),
    hostName: textOf(settings, 'hostName'),
    tls: { use: isSealed ? 'always' : 'never', serverName: textOf(settings, 'name') },
    mail: {
      from: textOf(settings, 'from'),
      to: textsOf(settings, 'to'),
      lines: textsOf(settings, 'lines'),
    },
  });
  return withTls(client, settings);
});

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

const DNS_PORT = 53;
const HTTP_PORT = 80;
const HTTPS_PORT = 443;
const INSIDE_TLS = ['http/1.1'];

const httpServerConfig = (settings: ServiceSettings, usualPort: number): HttpServerConfig => {
  const idleSeconds = numberOf(settings, 'idleSeconds', 0);
  return {
    port: numberOf(settings, 'port', usualPort),
    files: textsByName(settings, 'files'),
    takes: textsOf(settings, 'takes'),
    chunkBytes: numberOf(settings, 'chunkBytes', 0),
    ...(idleSeconds === 0 ? {} : { idleMicros: idleSeconds * 1_000_000 }),
  };
};

const httpClientSpec = (
  settings: ServiceSettings,
  usualPort: number,
  address: IpAddress,
): HttpClientSpec => {
  const server = { address, port: numberOf(settings, 'port', usualPort) };
  const name = textOf(settings, 'name');
  return {
    server,
    host: server.port === usualPort ? name : `${name}:${server.port}`,
    method: textOf(settings, 'method', 'GET'),
    targets: textsOf(settings, 'targets'),
    content: textOf(settings, 'content'),
    chunkBytes: numberOf(settings, 'chunkBytes', 0),
  };
};

/** `files` by path, and paths that it `takes` something at; with `chunkBytes` they are sent in chunks, with `idleSeconds` silent connections are ended. */
const httpServer = service('daemon', settings =>
  httpServerProgram(httpServerConfig(settings, HTTP_PORT)),
);

/** The server at the address `server`; where a `nameServer` is told instead, at the one that it says of `name`. */
const toServer = <State>(
  settings: ServiceSettings,
  client: (address: IpAddress) => Program<State>,
): Program<unknown> => {
  const address = parseIp(textOf(settings, 'nameServer'));
  if (address === undefined) return client(serverOf(settings, 0).address) as Program<unknown>;
  const nameServer = { address, port: DNS_PORT };
  return byName({ name: textOf(settings, 'name'), nameServer }, client) as Program<unknown>;
};

/** Asks the server called `name` for its `targets`, with `method`, `content` and `chunkBytes` of the requests. */
const httpClient = service('on-demand', settings =>
  toServer(settings, address => httpClientProgram(httpClientSpec(settings, HTTP_PORT, address))),
);

/** The same over TLS: a server called `name`, with a certificate from the authority of the `seed`. */
const httpsServer = service('daemon', settings => {
  const seed = textOf(settings, 'seed');
  const identity = identityFromSeed(seed, textOf(settings, 'name'), INSIDE_TLS);
  return tlsServer(httpServerProgram(httpServerConfig(settings, HTTPS_PORT)), identity);
});

/** The same over TLS: it believes the authority of the `seed`. */
const httpsClient = service('on-demand', settings =>
  toServer(settings, address =>
    tlsClient(httpClientProgram(httpClientSpec(settings, HTTPS_PORT, address)), {
      serverName: textOf(settings, 'name'),
      applicationProtocols: INSIDE_TLS,
      get trusted() {
        return [authorityCertificate(textOf(settings, 'seed'))];
      },
    }),
  ),
);

/** Every program that a topology may name as a 'service'. */
export const SERVICES: Services = {
  ...TALK_SERVICES,
  ...REMOTE_SERVICES,
  ...DHCP_SERVICES,
  'smtp-server': smtpServer,
  'smtp-client': smtpClient,
  'mail-host': mailHost,
  'ftp-server': ftpServer,
  'ftp-client': ftpClient,
  'http-server': httpServer,
  'http-client': httpClient,
  'https-server': httpsServer,
  'https-client': httpsClient,
};
