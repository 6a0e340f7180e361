import { userInfo } from 'node:os';
import { afterEach, describe, expect, test } from 'vitest';
import { publicKeyBlob } from '../../shared/network/programs/ssh/key-agreement.ts';
import {
  type SshClientSpec,
  sshClientProgram,
} from '../../shared/network/programs/ssh/ssh-client.ts';
import { Driven } from './drive.ts';
import { OPENSSH, secret, startSshd } from './open-sshd.ts';

const open: { close: () => void }[] = [];
afterEach(() => {
  for (const one of open.splice(0)) one.close();
});

const use = async (changes: Partial<SshClientSpec>) => {
  const there = await startSshd();
  open.push(there);
  const { port, hostKey } = there;
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

describe.skipIf(OPENSSH.skips)(`our client and the daemon of OpenSSH${OPENSSH.reason}`, () => {
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
