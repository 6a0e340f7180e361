import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { sshServerProgram } from '../../shared/network/programs/ssh/ssh-server.ts';
import { Driven } from './drive.ts';
import { freePorts, needing, run } from './outside.ts';

const SSH = needing('openssh-client', 'ssh', ['-V']);
const SSHPASS = needing('sshpass', 'sshpass', ['-V']);
const skips = SSH.skips || SSHPASS.skips;

const open: { close: () => void }[] = [];
afterEach(() => {
  for (const one of open.splice(0)) one.close();
});

const users = { ada: 'key under the mat' };
const files = { '/prices.txt': 'apples 3\npears 4\n', '/shop/open.txt': 'nine to five\n' };

const serve = async (): Promise<number> => {
  const [port = 0] = await freePorts(1);
  open.push(await new Driven(sshServerProgram({ port, users, files })).ready());
  return port;
};

const OPTIONS = [
  ...['-F', 'none', '-o', 'StrictHostKeyChecking=no', '-o', 'UserKnownHostsFile=/dev/null'],
  ...['-o', 'LogLevel=ERROR', '-o', 'PreferredAuthentications=password'],
];

const ssh = async (words: readonly string[], { password = users.ada, input = '' } = {}) => {
  const port = await serve();
  const target = ['-p', String(port), 'ada@127.0.0.1'];
  return run('sshpass', ['-p', password, 'ssh', ...OPTIONS, ...target, ...words], input);
};

describe.skipIf(skips)(
  `the client of OpenSSH and our server${SSH.reason}${SSHPASS.reason}`,
  { timeout: 60_000 },
  () => {
    test('run a command', async () => {
      const { code, stdout, stderr } = await ssh(['echo', 'two', 'apples']);
      expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: 'two apples\n', stderr: '' });
    });

    test('run one that is not there', async () => {
      expect(await ssh(['juggle'])).toMatchObject({ code: 127, stdout: 'juggle: not found\n' });
    });

    test('talk in a shell without a terminal', async () => {
      const { code, stdout } = await ssh([], { input: 'whoami\ncat /prices.txt\nexit\n' });
      expect({ code, stdout }).toEqual({ code: 0, stdout: 'ada\napples 3\npears 4\n' });
    });

    test('talk in a shell with one', async () => {
      const { code, stdout } = await ssh(['-tt'], { input: 'whoami\nexit\n' });
      expect(code).toBe(0);
      expect(stdout).toBe('$ whoami\r\nada\r\n$ exit\r\n');
    });

    test('do not with another password', async () => {
      const { code, stdout } = await ssh(['whoami'], { password: 'open sesame' });
      expect({ code, stdout }).toEqual({ code: 5, stdout: '' });
    });

    test('list and fetch files by sftp, but not what is not there', async () => {
      const port = await serve();
      const place = join(mkdtempSync(join(tmpdir(), 'sftp-')), 'fetched');
      const target = ['-P', String(port), '-b', '-', 'ada@127.0.0.1'];
      const input = `ls -l /\nget /shop/open.txt ${place}\n-get /none.txt\n`;
      const words = ['-p', users.ada, 'sftp', '-o', 'BatchMode=no', ...OPTIONS, ...target];
      const { code, stdout, stderr } = await run('sshpass', words, input);
      expect({ code, stderr }).toMatchObject({
        code: 0,
        stderr: expect.stringContaining('none.txt'),
      });
      expect(stdout).toContain('prices.txt');
      expect(stdout).toContain('shop');
      expect(readFileSync(place, 'utf8')).toBe('nine to five\n');
    });

    test('fetch a file by scp', async () => {
      const port = await serve();
      const place = join(mkdtempSync(join(tmpdir(), 'scp-')), 'fetched');
      const words = ['-p', users.ada, 'scp', ...OPTIONS, '-P', String(port)];
      const { code } = await run('sshpass', [...words, 'ada@127.0.0.1:/prices.txt', place]);
      expect(code).toBe(0);
      expect(readFileSync(place, 'utf8')).toBe(files['/prices.txt']);
    });
  },
);
