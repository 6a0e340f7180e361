import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { publicKeyBlob } from '../../shared/network/programs/ssh/key-agreement.ts';
import { daemon, freePorts, needing } from './outside.ts';

const SSHD = needing('openssh-server', 'sh', ['-c', 'test -x /usr/sbin/sshd']);
const KEYGEN = needing('openssh-client', 'ssh', ['-V']);

/** Whether tests with the daemon are skipped, and what to say then. */
export const OPENSSH = {
  skips: SSHD.skips || KEYGEN.skips,
  reason: `${SSHD.reason}${KEYGEN.reason}`,
};

/** The private key (32 bytes) of the user that the daemon lets in. */
export const secret = new Uint8Array(32).fill(42);

/** A daemon that lets whoever runs this test in by key, and nobody by password. `more` are lines of its settings. */
export const startSshd = async (more: readonly string[] = []) => {
  const folder = mkdtempSync(join(tmpdir(), 'sshd-'));
  const [port = 0] = await freePorts(1);
  const place = (name: string) => join(folder, name);
  execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', place('host')]);
  const key = Buffer.from(publicKeyBlob(secret)).toString('base64');
  writeFileSync(place('authorized'), `ssh-ed25519 ${key}\n`);
  const lines = [
    ...[`Port ${port}`, 'ListenAddress 127.0.0.1', `HostKey ${place('host')}`, 'PidFile none'],
    ...['UsePAM no', 'StrictModes no', `AuthorizedKeysFile ${place('authorized')}`],
    ...['PermitRootLogin yes', 'PasswordAuthentication yes'],
    ...more,
  ];
  writeFileSync(place('config'), `${lines.join('\n')}\n`);
  if (process.getuid?.() === 0) mkdirSync('/run/sshd', { recursive: true });
  const there = await daemon('/usr/sbin/sshd', ['-D', '-e', '-f', place('config')], port);
  const [, blob = ''] = readFileSync(place('host.pub'), 'utf8').split(' ');
  return {
    port,
    hostKey: new Uint8Array(Buffer.from(blob, 'base64')),
    close: () => {
      there.stop();
      rmSync(folder, { recursive: true });
    },
  };
};
