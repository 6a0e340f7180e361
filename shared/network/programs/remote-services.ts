import { RDP_PROTOCOLS } from '../../protocols/rdp/negotiation.ts';
import { rdpClientProgram } from './rdp-client.ts';
import { rdpServerProgram } from './rdp-server.ts';
import { type ServiceSettings, type Services, service } from './service.ts';
import { numberOf, serverOf, textOf, textsByName, textsOf } from './settings.ts';
import { smbClientProgram } from './smb-client.ts';
import { smbServerProgram } from './smb-server.ts';
import { sftpClientProgram } from './ssh/sftp-client.ts';
import { sshClientProgram } from './ssh/ssh-client.ts';
import { sshServerProgram } from './ssh/ssh-server.ts';

/** `users` with their passwords, `files` by path. */
const sshServer = service('daemon', settings =>
  sshServerProgram({
    port: numberOf(settings, 'port', 22),
    users: textsByName(settings, 'users'),
    files: textsByName(settings, 'files'),
  }),
);

const loginOf = (settings: ServiceSettings) => ({
  server: serverOf(settings, 22),
  user: textOf(settings, 'user'),
  password: textOf(settings, 'password'),
});

/** As `user` with `password` it runs `command` over there. */
const sshClient = service('on-demand', settings =>
  sshClientProgram({ ...loginOf(settings), command: textOf(settings, 'command') }),
);

/** As `user` with `password` it lists the folder `path`, or fetches the file there with the `wish` 'fetch'. */
const sftpClient = service('on-demand', settings =>
  sftpClientProgram({
    ...loginOf(settings),
    wish: {
      kind: textOf(settings, 'wish') === 'fetch' ? 'fetch' : 'list',
      path: textOf(settings, 'path', '/'),
    },
  }),
);

/** Bits of the locks named in `protocols`. */
const rdpProtocols = (settings: ServiceSettings): number =>
  Object.entries(RDP_PROTOCOLS)
    .filter(([name]) => textsOf(settings, 'protocols').includes(name))
    .reduce((bits, [, bit]) => bits | bit, 0);

/** `protocols` that it takes: 'tls', 'credssp'; none for RDP's own. */
const rdpServer = service('daemon', settings =>
  rdpServerProgram({ port: numberOf(settings, 'port', 3389), protocols: rdpProtocols(settings) }),
);

/** Agrees as `user` with `server` on one of `protocols`. */
const rdpClient = service('on-demand', settings =>
  rdpClientProgram({
    server: serverOf(settings, 3389),
    user: textOf(settings, 'user'),
    protocols: rdpProtocols(settings),
  }),
);

/** Its `name`, and the `files` of its `share`. */
const smbServer = service('daemon', settings =>
  smbServerProgram({
    port: numberOf(settings, 'port', 445),
    serverName: textOf(settings, 'name', 'files'),
    share: textOf(settings, 'share', 'share'),
    files: textsByName(settings, 'files'),
  }),
);

/** Lists the `share` of `server` called `name`, or gets its `file`. */
const smbClient = service('on-demand', settings =>
  smbClientProgram({
    server: serverOf(settings, 445),
    serverName: textOf(settings, 'name', 'files'),
    share: textOf(settings, 'share', 'share'),
    file: textOf(settings, 'file'),
  }),
);

/** Programs with which people work on another machine. */
export const REMOTE_SERVICES: Services = {
  'ssh-server': sshServer,
  'ssh-client': sshClient,
  'sftp-client': sftpClient,
  'rdp-server': rdpServer,
  'rdp-client': rdpClient,
  'smb-server': smbServer,
  'smb-client': smbClient,
};
