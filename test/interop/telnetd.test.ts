import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { telnetClientProgram } from '../../shared/network/programs/telnet-client.ts';
import { Driven } from './drive.ts';
import { needing } from './outside.ts';
import { spoilt, worded } from './spoilt.ts';

const TELNETD = needing('telnetd', 'telnetd', ['--version']);

const folder = mkdtempSync(join(tmpdir(), 'telnetd-'));
afterAll(() => rmSync(folder, { recursive: true }));
const open: { close: () => void }[] = [];
afterEach(() => {
  for (const one of open.splice(0)) one.close();
});

/** Who asks for a name and a password, and then does what is typed: no account of this machine is needed. */
const LOGIN = `#!/bin/sh
printf 'login: '; read -r name
stty -echo; printf 'Password: '; read -r password; stty echo; echo
[ "$name $password" = 'ada secret' ] || { echo 'Login incorrect'; exit 1; }
PS1='ada$ ' exec sh -i
`;

/** telnetd as inetd starts it, with the connection for its input and output. */
const startTelnetd = async (): Promise<number> => {
  const login = join(folder, 'login');
  writeFileSync(login, LOGIN);
  chmodSync(login, 0o755);
  const children: ChildProcess[] = [];
  const server = createServer({ pauseOnConnect: true }, (socket: Socket) => {
    const child = spawn('telnetd', ['-h', '-n', '-E', login], {
      stdio: [socket, socket, 'ignore'],
    });
    children.push(child);
    socket.destroy();
  });
  open.push({
    close: () => {
      server.close();
      for (const child of children) child.kill('SIGKILL');
    },
  });
  return new Promise(resolve => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
};

const use = async (
  password: string,
  lines: readonly string[],
  change = (bytes: Uint8Array) => bytes,
) => {
  const port = await startTelnetd();
  const types = [
    { awaits: 'login: ', line: 'ada' },
    { awaits: 'Password: ', line: password },
    ...lines.map(line => ({ awaits: 'ada$ ', line })),
  ];
  const terminal = { terminal: 'VT100', width: 100, height: 30 };
  const client = new Driven(
    spoilt(
      telnetClientProgram({ server: { address: 0x7f000001, port }, ...terminal, types }),
      change,
    ),
  );
  open.push(client);
  return client.done();
};

describe.skipIf(TELNETD.skips)(
  `our client and the telnetd of Debian${TELNETD.reason}`,
  { timeout: 60_000 },
  () => {
    test('log in, tell the terminal and its size, and run what is typed', async () => {
      const { met, result } = await use('secret', ['echo $TERM', 'stty size', 'exit']);
      expect(met).toBe(true);
      expect(result).toMatch(/echo \$TERM\r\n.*vt100\r\n/is);
      expect(result).toMatch(/stty size\r\n.*30 100\r\n/s);
      expect(result).not.toContain('secret');
    });

    test('are not heard to tell the size in an answer that is spoilt on its way', async () => {
      // Option 31 is the size of the window, RFC 1073.
      const { result } = await use(
        'secret',
        ['stty size', 'exit'],
        worded('\xff\xfa\x1f', '\xff\xfa\x1e'),
      );
      expect(result).not.toContain('30 100');
    });

    test('do not with another password', async () => {
      const { met, result } = await use('open sesame', ['exit']);
      expect(met).toBe(false);
      expect(result).toContain('Login incorrect');
    });
  },
);
