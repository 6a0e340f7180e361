import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { type FtpClientSpec, ftpClientProgram } from '../../shared/network/programs/ftp-client.ts';
import { ftpServerProgram } from '../../shared/network/programs/ftp-server.ts';
import { Driven } from './drive.ts';
import { daemon, freePorts, needing, run } from './outside.ts';
import { spoilt, worded } from './spoilt.ts';

const PYTHON = '/usr/bin/python3';
const CURL = needing('curl', 'curl');
const FTPLIB = needing('python3', PYTHON);
const PYFTPD = needing('python3-pyftpdlib', PYTHON, ['-c', 'import pyftpdlib']);
const VSFTPD = needing('vsftpd, for the superuser', 'sh', [
  '-c',
  'test -x /usr/sbin/vsftpd && test "$(id -u)" = 0',
]);

const folder = mkdtempSync(join(tmpdir(), 'ftp-'));
afterAll(() => rmSync(folder, { recursive: true }));
const open: { close: () => void }[] = [];
afterEach(() => {
  for (const one of open.splice(0)) one.close();
});

const serve = async () => {
  const [port = 0, ...passivePorts] = await freePorts(4);
  const server = ftpServerProgram({
    port,
    passivePorts,
    users: { ada: 'secret' },
    files: { '/prices.txt': 'apple 3\n', '/pub/x.bin': '\x00\xff\r\n' },
    isWritable: true,
  });
  const driven = await new Driven(server).ready();
  open.push(driven);
  return { driven, url: `ftp://ada:secret@127.0.0.1:${port}`, port };
};

describe.skipIf(CURL.skips)(`curl and our server${CURL.reason}`, () => {
  test.each([
    ['a file', ['/pub/x.bin'], '\x00\xff\r\n'],
    ['a file, by PASV', ['/prices.txt', '--disable-epsv'], 'apple 3\n'],
    // Of text curl writes lines as this machine does.
    ['a file as text', ['/prices.txt', '--use-ascii'], 'apple 3\n'],
    ['names', ['/', '--list-only'], 'prices.txt\npub\n'],
  ])('%s', async (_fact, [path = '', ...options], content) => {
    const { url } = await serve();
    const { code, stdout } = await run('curl', ['-s', `${url}${path}`, ...options]);
    expect([code, stdout]).toEqual([0, content]);
  });

  test('a file is brought', async () => {
    const { url, driven } = await serve();
    const file = join(folder, 'up.bin');
    writeFileSync(
      file,
      Uint8Array.from({ length: 100_000 }, (_, at) => at % 251),
    );
    expect((await run('curl', ['-s', '-T', file, `${url}/up.bin`])).code).toBe(0);
    expect(driven.state.common.files['/up.bin']).toBe(readFileSync(file, 'latin1'));
  });

  test('a wrong password is refused', async () => {
    const { url } = await serve();
    const { code } = await run('curl', ['-s', `${url.replace('secret', 'guess')}/`]);
    expect(code).toBe(67);
  });
});

describe.skipIf(FTPLIB.skips)(`Python's ftplib and our server${FTPLIB.reason}`, () => {
  test('log in, walk, list, ask the size', async () => {
    const { port } = await serve();
    const script = `
import ftplib
with ftplib.FTP() as ftp:
    ftp.connect('127.0.0.1', ${port}); ftp.login('ada', 'secret'); ftp.cwd('pub')
    lines = []
    ftp.dir(lines.append)
    ftp.voidcmd('TYPE I')
    print(ftp.pwd(), ftp.size('x.bin'), len(lines))
`;
    expect(await run(PYTHON, ['-c', script])).toMatchObject({ code: 0, stdout: '/pub 4 1\n' });
  });
});

const fetched = async (
  port: number,
  user: string,
  password: string,
  wish: FtpClientSpec['wish'],
  change = (bytes: Uint8Array) => bytes,
) => {
  const server = { address: 0x7f000001, port };
  const client = new Driven(spoilt(ftpClientProgram({ server, user, password, wish }), change));
  open.push(client);
  return client.done();
};

const offered = (name: string): string => {
  const root = join(folder, name);
  mkdirSync(join(root, 'pub'), { recursive: true });
  writeFileSync(join(root, 'prices.txt'), 'apple 3\r\n\xff', 'latin1');
  return root;
};

describe.skipIf(PYFTPD.skips)(`our client and pyftpdlib${PYFTPD.reason}`, () => {
  test('fetches, lists and brings', async () => {
    const root = offered('py');
    const [port = 0] = await freePorts(1);
    const args = ['-m', 'pyftpdlib', '-i', '127.0.0.1', '-p', String(port), '-d', root, '-w'];
    const there = await daemon(PYTHON, [...args, '-u', 'ada', '-P', 'secret'], port);
    open.push({ close: there.stop });
    const get = await fetched(port, 'ada', 'secret', { kind: 'fetch', path: 'prices.txt' });
    expect(get).toEqual({ met: true, result: 'apple 3\r\n\xff' });
    const list = await fetched(port, 'ada', 'secret', { kind: 'list', path: '' });
    expect(list.result).toMatch(/prices\.txt\r\n.* pub\r\n$/s);
    const wish = { kind: 'store', path: 'new.bin', content: '\x00\xff\n' } as const;
    expect(await fetched(port, 'ada', 'secret', wish)).toEqual({ met: true, result: '' });
    expect(readFileSync(join(root, 'new.bin'), 'latin1')).toBe('\x00\xff\n');
    const wrong = await fetched(port, 'ada', 'guess', { kind: 'list', path: '' });
    expect(wrong).toEqual({ met: false, result: '530' });
  });
});

/** 425 where the daemon's passive port was not free, which the next try need not meet. */
const patiently = async (port: number, path: string, change = (bytes: Uint8Array) => bytes) => {
  let got = { met: false, result: '425' };
  for (let tries = 0; tries < 5 && got.result === '425'; tries += 1) {
    got = await fetched(port, 'anonymous', 'x', { kind: 'fetch', path }, change);
  }
  return got;
};

describe.skipIf(VSFTPD.skips)(`our client and vsftpd${VSFTPD.reason}`, () => {
  test('fetches a file as a guest, and is told what is not there', async () => {
    const root = offered('vs');
    const [port = 0] = await freePorts(1);
    const empty = join(folder, 'empty');
    mkdirSync(empty, { recursive: true });
    const settings = {
      listen: 'YES',
      listen_ipv6: 'NO',
      listen_address: '127.0.0.1',
      listen_port: port,
      background: 'NO',
      anonymous_enable: 'YES',
      anon_root: root,
      secure_chroot_dir: empty,
      no_anon_password: 'NO',
      seccomp_sandbox: 'NO',
      isolate: 'NO',
      isolate_network: 'NO',
    };
    const file = join(folder, 'vsftpd.conf');
    const lines = Object.entries(settings).map(([name, value]) => `${name}=${value}\n`);
    writeFileSync(file, lines.join(''));
    const there = await daemon('/usr/sbin/vsftpd', [file], port);
    open.push({ close: there.stop });
    const get = await fetched(port, 'anonymous', 'x', { kind: 'fetch', path: '/prices.txt' });
    expect(get).toEqual({ met: true, result: 'apple 3\r\n\xff' });
    expect(await patiently(port, '/none')).toEqual({ met: false, result: '550' });
    // A command that is spoilt on its way is refused.
    const refused = await patiently(port, '/prices.txt', worded('RETR', 'RETQ'));
    expect(refused).toEqual({ met: false, result: '500' });
  });
});
