import { userInfo } from 'node:os';
import { afterEach, describe, expect, test } from 'vitest';
import { publicKeyBlob } from '../../shared/network/programs/ssh/key-agreement.ts';
import {
  type SshClientSpec,
  sshClientProgram,
} from '../../shared/network/programs/ssh/ssh-client.ts';
import { Driven } from './drive.ts';
import { OPENSSH, secret, startSshd } from './open-sshd.ts';
import { spoilt, turnedAt } from './spoilt.ts';

/** SSH_MSG_KEXINIT, SSH_MSG_NEWKEYS and SSH_MSG_KEX_ECDH_INIT, RFC 4253 §12 and RFC 5656 §7.1. */
const PLAIN_MESSAGES = new Set([20, 21, 30]);

const open: { close: () => void }[] = [];
afterEach(() => {
  for (const one of open.splice(0)) one.close();
});

const use = async (changes: Partial<SshClientSpec>, change = (bytes: Uint8Array) => bytes) => {
  const there = await startSshd();
  open.push(there);
  const { port, hostKey } = there;
  const client = new Driven(
    spoilt(
      sshClientProgram({
        server: { address: 0x7f000001, port },
        user: userInfo().username,
        password: 'not this one',
        hostKey,
        command: 'echo two apples',
        ...changes,
      }),
      change,
    ),
  );
  open.push(client);
  return client.done();
};

describe.skipIf(OPENSSH.skips)(`our client and the daemon of OpenSSH${OPENSSH.reason}`, () => {
  test('run a command after a login by key', async () => {
    expect(await use({ secret })).toEqual({ met: true, result: 'two apples\n' });
  }, 60_000);

  test('fetch more than one window holds', async () => {
    const { met, result } = await use({
      secret,
      command: 'head -c 2200000 /dev/zero | tr "\\0" a',
    });
    expect({ met, length: result.length }).toEqual({ met: true, length: 2 ** 20 });
  }, 60_000);

  test('tell how a command failed', async () => {
    expect(await use({ secret, command: 'exit 3' })).toEqual({ met: false, result: '' });
  }, 60_000);

  test.each([
    ['the key exchange', true, turnedAt(10)],
    ['what is sealed', false, turnedAt(-1)],
  ])(
    'do not with one bit turned in %s',
    async (_fact, isPlain, turn) => {
      const inPackets = (bytes: Uint8Array): Uint8Array =>
        bytes[0] === 0 && PLAIN_MESSAGES.has(bytes[5] ?? 0) === isPlain ? turn(bytes) : bytes;
      expect((await use({ secret }, inPackets)).met).toBe(false);
    },
    20_000,
  );

  test('do not without the right password', async () => {
    expect(await use({})).toEqual({ met: false, result: 'permission denied' });
  }, 60_000);

  test('do not where the host key is another one', async () => {
    const hostKey = publicKeyBlob(secret);
    const result = 'the host key is not the known one';
    expect(await use({ secret, hostKey })).toEqual({ met: false, result });
  }, 60_000);
});
