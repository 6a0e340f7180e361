import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { sftpClientProgram } from '../../shared/network/programs/ssh/sftp-client.ts';
import { Driven } from './drive.ts';
import { OPENSSH, secret, startSshd } from './open-sshd.ts';

const open: { close: () => void }[] = [];
afterEach(() => {
  for (const one of open.splice(0)) one.close();
});

const folder = mkdtempSync(join(tmpdir(), 'sftp-'));
afterAll(() => rmSync(folder, { recursive: true }));
const long = Array.from({ length: 20_000 }, (_, line) => `apples ${line}\n`).join('');
writeFileSync(join(folder, 'prices.txt'), 'apples 3\n');
writeFileSync(join(folder, 'long.txt'), long);
writeFileSync(join(folder, 'empty.txt'), '');

const use = async (kind: 'list' | 'fetch', path: string, inside = 'internal-sftp') => {
  const there = await startSshd([`Subsystem sftp ${inside}`]);
  open.push(there);
  const { port, hostKey } = there;
  const login = { user: userInfo().username, password: '', secret, hostKey };
  const server = { address: 0x7f000001, port };
  const client = new Driven(sftpClientProgram({ ...login, server, wish: { kind, path } }));
  open.push(client);
  return client.done();
};

describe.skipIf(OPENSSH.skips)(
  `our client and the file server of OpenSSH${OPENSSH.reason}`,
  { timeout: 60_000 },
  () => {
    test('list a folder', async () => {
      const { met, result } = await use('list', folder);
      expect({ met, names: result.trim().split('\n').sort() }).toEqual({
        met: true,
        names: ['empty.txt', 'long.txt', 'prices.txt'],
      });
    });

    test.each([
      ['a small file', 'prices.txt', 'apples 3\n'],
      ['one of several parts', 'long.txt', long],
      ['one with nothing in it', 'empty.txt', ''],
    ])('fetch %s', async (_fact, name, result) => {
      expect(await use('fetch', join(folder, name))).toEqual({ met: true, result });
    });

    test('do so too where it is a program of its own', async () => {
      const path = join(folder, 'prices.txt');
      const found = await use('fetch', path, '/usr/lib/openssh/sftp-server');
      expect(found).toEqual({ met: true, result: 'apples 3\n' });
    });

    test('find no such file', async () => {
      const found = await use('fetch', join(folder, 'none.txt'));
      expect(found).toEqual({ met: false, result: 'No such file' });
    });
  },
);
