import { expect, test } from 'vitest';
import { sftpClientProgram } from '../../shared/network/programs/ssh/sftp-client.ts';
import { sshServerProgram } from '../../shared/network/programs/ssh/ssh-server.ts';
import { converse } from '../shared/network/programs/pair.ts';
import { readByTshark } from './dialogue.ts';
import { KeyLog, objectionsToReal } from './ssh-keys.ts';
import { skipsTshark, TSHARK_REASON } from './tshark.ts';

const login = { server: { address: 0x0a000001, port: 22 }, user: 'ada', password: 'under the mat' };
const server = sshServerProgram({
  port: 22,
  users: { ada: login.password },
  files: { '/prices.txt': 'apples 3\n', '/shop/open.txt': 'nine to five\n' },
});

const talk = (kind: 'list' | 'fetch', path: string) => {
  const keys = new KeyLog();
  const { sent } = converse(keys.of(sftpClientProgram({ ...login, wish: { kind, path } })), server);
  return { sent, options: [keys.option()] };
};

const TYPES = ['sftp.packet_type'];

test.skipIf(skipsTshark)(
  `tshark, given the key, reads how a file is fetched${TSHARK_REASON}`,
  () => {
    const { sent, options } = talk('fetch', '/prices.txt');
    expect(readByTshark(sent, TYPES, options).values).toEqual(
      // init, version, open, handle, read, data, read, status, close, status
      ['1', '2', '3', '102', '5', '103', '5', '101', '4', '101'],
    );
    const fields = ['ssh.userauth_user_name', 'ssh.userauth_password', 'sftp.path', 'sftp.data'];
    expect(readByTshark(sent, fields, options).values).toEqual([
      'ada',
      login.password,
      '/prices.txt',
      Buffer.from('apples 3\n').toString('hex'),
    ]);
  },
);

test.skipIf(skipsTshark)(`and how a folder is listed${TSHARK_REASON}`, () => {
  const { sent, options } = talk('list', '/');
  const fields = ['sftp.path', 'sftp.name_count', 'sftp.name_fn', 'sftp.attrs.size'];
  expect(readByTshark(sent, fields, options).values).toEqual([
    '/',
    ...['4', '.', '..', 'prices.txt', 'shop', '0', '0', '9', '0'],
  ]);
});

test.skipIf(skipsTshark)(
  `with the key it objects to nothing but what it does to OpenSSH${TSHARK_REASON}`,
  () => {
    const { sent, options } = talk('fetch', '/prices.txt');
    const { complaints } = readByTshark(sent, TYPES, options);
    const { first } = objectionsToReal();
    expect(complaints).toBe('');
    expect(first).toMatch(/^Decoded 19 bytes/);
  },
);

test.skipIf(skipsTshark)(`but it does object to a changed bit inside${TSHARK_REASON}`, () => {
  const { sent, options } = talk('fetch', '/prices.txt');
  const changed = sent.map((piece, index) => {
    if (index !== 20) return piece;
    const bytes = piece.bytes.slice();
    bytes[9] = (bytes[9] ?? 0) ^ 1;
    return { ...piece, bytes };
  });
  expect(readByTshark(changed, TYPES, options).complaints).toContain('Bad MAC');
});

test.skipIf(skipsTshark)(
  `without a key two real ends look as bad to it as ours${TSHARK_REASON}`,
  () => {
    const { sent } = talk('fetch', '/prices.txt');
    expect(readByTshark(sent, TYPES).complaints).toContain('Bad MAC');
    expect(objectionsToReal().all).toContain('Bad MAC');
  },
);
