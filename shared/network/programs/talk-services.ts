import { dnsClient } from './dns-client.ts';
import { GARBAGE_NAMES } from './garbage/garbage.ts';
import { imapClientProgram } from './imap-client.ts';
import { imapServerProgram } from './imap-server.ts';
import { ircClientProgram } from './irc-client.ts';
import { ircServerProgram } from './irc-server.ts';
import { nameServer } from './name-server-program.ts';
import { resolver } from './resolver/resolver.ts';
import { resolverSettings } from './resolver/told.ts';
import { type ServiceSettings, type Services, service } from './service.ts';
import {
  listsByName,
  numberOf,
  recordsOf,
  serverOf,
  textOf,
  textsByName,
  textsOf,
} from './settings.ts';
import { stranger } from './stranger.ts';
import { telnetClientProgram } from './telnet-client.ts';
import { telnetServerProgram } from './telnet-server.ts';
import { RECORD_TYPE_NUMBERS } from './zone.ts';

/** `users` with their passwords, and for each user the `mails` in INBOX. */
const imapServer = service('daemon', settings =>
  imapServerProgram({
    port: numberOf(settings, 'port', 143),
    passwords: textsByName(settings, 'users'),
    mails: listsByName(settings, 'mails'),
  }),
);

/** As `user` with `password` it reads the mail with that `number`, the newest without one. */
const imapClient = service('on-demand', settings =>
  imapClientProgram({
    server: serverOf(settings, 143),
    user: textOf(settings, 'user'),
    password: textOf(settings, 'password'),
    number: numberOf(settings, 'number', 0),
  }),
);

/** `hostName`, `users` with their passwords, `files` of the shell. */
const telnetServer = service('daemon', settings =>
  telnetServerProgram({
    port: numberOf(settings, 'port', 23),
    hostName: textOf(settings, 'hostName'),
    users: textsByName(settings, 'users'),
    files: textsByName(settings, 'files'),
  }),
);

/** Types the first of `lines` when the screen ends with the first of `awaits`, and so on. */
const telnetClient = service('on-demand', settings => {
  const awaits = textsOf(settings, 'awaits');
  return telnetClientProgram({
    server: serverOf(settings, 23),
    terminal: textOf(settings, 'terminal', 'VT100'),
    width: numberOf(settings, 'width', 80),
    height: numberOf(settings, 'height', 24),
    types: textsOf(settings, 'lines').map((line, at) => ({ awaits: awaits[at] ?? '', line })),
  });
});

/** `serverName`. */
const ircServer = service('daemon', settings =>
  ircServerProgram({
    serverName: textOf(settings, 'serverName'),
    port: numberOf(settings, 'port', 6667),
  }),
);

/** As `nick` it `says` something in a `channel`, and leaves when somebody says what it `awaits`, if that is given. */
const ircClient = service('on-demand', settings =>
  ircClientProgram({
    server: serverOf(settings, 6667),
    nick: textOf(settings, 'nick'),
    channel: textOf(settings, 'channel'),
    says: textOf(settings, 'says'),
    awaits: textOf(settings, 'awaits') || null,
  }),
);

/** Serves its `records`, over UDP and TCP. */
const nameServerService = service('daemon', settings => nameServer(recordsOf(settings, 'records')));

/** Asks its way down from the root, see `resolverSettings`. */
const resolverService = service('daemon', settings => resolver(resolverSettings(settings)));

const typeNumber = (settings: ServiceSettings): number => {
  const types: Readonly<Record<string, number>> = RECORD_TYPE_NUMBERS;
  return types[textOf(settings, 'type', 'A')] ?? RECORD_TYPE_NUMBERS.A;
};

/** Asks `server` for the `name` and `type`. */
const dnsClientService = service('on-demand', settings =>
  dnsClient({
    server: serverOf(settings, 53).address,
    name: textOf(settings, 'name'),
    recordType: typeNumber(settings),
    attempts: numberOf(settings, 'attempts', 3),
    timeoutMicros: numberOf(settings, 'timeoutMicros', 5_000_000),
  }),
);

/** Says one unit of wrong `input` (a name of garbage/garbage.ts) to the daemon at `server`, about the site or zone `name`. */
const strangerService = service('on-demand', settings => {
  const input = GARBAGE_NAMES.find(name => name === textOf(settings, 'input'));
  return stranger({
    server: serverOf(settings, 80),
    name: textOf(settings, 'name'),
    input: input ?? 'http-no-host',
  });
});

/** Programs with which people talk, read and look up names. */
export const TALK_SERVICES: Services = {
  'imap-server': imapServer,
  'imap-client': imapClient,
  'telnet-server': telnetServer,
  'telnet-client': telnetClient,
  'irc-server': ircServer,
  'irc-client': ircClient,
  'name-server': nameServerService,
  resolver: resolverService,
  'dns-client': dnsClientService,
  stranger: strangerService,
};
