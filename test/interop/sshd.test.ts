import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { publicKeyBlob } from '../../shared/network/programs/ssh/key-agreement.ts';
import {
  type SshClientSpec,
  sshClientProgram,
} from '../../shared/network/programs/ssh/ssh-client.ts';
import { Driven } from './drive.ts';
import { daemon, freePorts, needing } from './outside.ts';

const SSHD = needing('openssh-server', 'sh', ['-c', 'test -x /usr/sbin/sshd']);
const KEYGEN = needing('openssh-client', 'ssh', ['-V']);
const skips = SSHD.skips || KEYGEN.skips;

const folder = mkdtempSync(join(tmpdir(), 'sshd-'));
afterAll(() => rmSync(folder, { recursive: true }));
const open: { close: () => void }[] = [];
afterEach(() => {
  for (const one of open.splice(0)) one.close();
});

const secret = new Uint8Array(32).fill(42);

/** A daemon that lets whoever runs this test in by key, and nobody by password. */
const startDaemon = async () => {
  const [port = 0] = await freePorts(1);
  const place = (name: string) => join(folder, `${port}-${name}`);
  execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', place('host')]);
  const key = Buffer.from(publicKeyBlob(secret)).toString('base64');
  writeFileSync(place('authorized'), `ssh-ed25519 ${key}\n`);
  const lines = [
    ...[`Port ${port}`, 'ListenAddress 127.0.0.1', `HostKey ${place('host')}`, 'PidFile none'],
    ...['UsePAM no', 'StrictModes no', `AuthorizedKeysFile ${place('authorized')}`],
    ...['PermitRootLogin yes', 'PasswordAuthentication yes', ''],
  ];
  writeFileSync(place('config'), lines.join('\n'));
  if (process.getuid?.() === 0) mkdirSync('/run/sshd', { recursive: true });
  const there = await daemon('/usr/sbin/sshd', ['-D', '-e', '-f', place('config')], port);
  open.push({ close: there.stop });
  const [, blob = ''] = readFileSync(place('host.pub'), 'utf8').split(' ');
  return { port, hostKey: new Uint8Array(Buffer.from(blob, 'base64')) };
};

const use = async (changes: Partial<SshClientSpec>) => {
  const { port, hostKey } = await startDaemon();
  const client = new Driven(
    sshClientProgram({
      server: { address: 0x7f000001, port },
      user: userInfo().username,
      password: 'not this one',
      hostKey,
      command: 'echo two apples',
      ...changes,
    }),
  );
  open.push(client);
  return client.done();
};

describe.skipIf(skips)(`our client and the daemon of OpenSSH${SSHD.reason}${KEYGEN.reason}`, () => {
  test('run a command after a login by key', async () => {
    expect(await use({ secret })).toEqual({ met: true, result: 'two apples\n' });
  }, 20_000);

  test('fetch more than one window holds', async () => {
    const { met, result } = await use({
      secret,
      command: 'head -c 2200000 /dev/zero | tr "\\0" a',
    });
    expect({ met, length: result.length }).toEqual({ met: true, length: 2 ** 20 });
  }, 20_000);

  test('tell how a command failed', async () => {
    expect(await use({ secret, command: 'exit 3' })).toEqual({ met: false, result: '' });
  }, 20_000);

  test('do not without the right password', async () => {
    expect(await use({})).toEqual({ met: false, result: 'permission denied' });
  }, 20_000);

  test('do not where the host key is another one', async () => {
    const hostKey = publicKeyBlob(secret);
    const result = 'the host key is not the known one';
    expect(await use({ secret, hostKey })).toEqual({ met: false, result });
  }, 20_000);
});
