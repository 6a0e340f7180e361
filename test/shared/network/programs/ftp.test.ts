import { describe, expect, test } from 'vitest';
import {
  type FtpClientSpec,
  ftpClientProgram,
} from '../../../../shared/network/programs/ftp-client.ts';
import { listing, resolvePath } from '../../../../shared/network/programs/ftp-files.ts';
import { ftpServerProgram } from '../../../../shared/network/programs/ftp-server.ts';
import { converse } from './pair.ts';
import { Typist } from './serve.ts';

const CONFIG = {
  port: 21,
  passivePorts: [40_000, 40_001],
  users: { ada: 'secret', anonymous: '' },
  files: { '/prices.txt': 'apple 3\npear 4\n', '/pub/a b.bin': '\x00\xff\r\n' },
  isWritable: true,
};

const wished = (wish: FtpClientSpec['wish'], password = 'secret') => {
  const server = { address: 0x0a000001, port: 21 };
  const client = ftpClientProgram({ server, user: 'ada', password, wish });
  return converse(client, ftpServerProgram(CONFIG)).done;
};
const done = (met: boolean, result: string) => [{ by: 'client', met, result }];

describe('a client and a server', () => {
  test.each<[string, FtpClientSpec['wish'], boolean, string]>([
    ['a file', { kind: 'fetch', path: '/prices.txt' }, true, CONFIG.files['/prices.txt']],
    ['any bytes', { kind: 'fetch', path: 'pub/a b.bin' }, true, '\x00\xff\r\n'],
    ['no such file', { kind: 'fetch', path: '/none' }, false, '550'],
    ['a listing', { kind: 'list', path: '/' }, true, listing(CONFIG.files, '/')],
    ['no such folder', { kind: 'list', path: '/none' }, false, '550'],
    ['a file brought', { kind: 'store', path: '/new', content: '\xffx' }, true, ''],
    ['a folder cannot be a file', { kind: 'store', path: '/pub', content: '' }, false, '550'],
  ])('%s', (_fact, wish, met, result) => expect(wished(wish)).toEqual(done(met, result)));

  test('a wrong password', () => {
    expect(wished({ kind: 'list', path: '/' }, 'guess')).toEqual(done(false, '530'));
  });
});

const loggedIn = (...lines: readonly string[]) => {
  const typist = new Typist(ftpServerProgram(CONFIG));
  typist.call();
  for (const line of ['USER ada', 'PASS secret', ...lines]) typist.type(`${line}\r\n`);
  return typist;
};

describe('replies, RFC 959 §4.2', () => {
  test.each<[string, readonly string[], string, string]>([
    ['no such command', [], 'FETCH x', '500'],
    ['a command without its argument', [], 'RETR', '501'],
    ['an argument where none is wanted', [], 'PASV 1', '501'],
    ['a type that nobody has', [], 'TYPE X', '501'],
    ['a type of old machines', [], 'TYPE E', '504'],
    ['active mode is not done here', [], 'PORT 10,0,0,2,1,1', '502'],
    ['another login begins anew', ['USER bob'], 'PWD', '530'],
    ['a password without a name', ['USER x', 'PASS x'], 'PASS y', '503'],
    ['where am I', ['CWD pub'], 'PWD', '257'],
    ['a file that is no folder', [], 'CWD prices.txt', '550'],
    ['above the top there is nothing', ['CDUP'], 'PWD', '257'],
    ['a transfer without a port', [], 'RETR prices.txt', '425'],
    ['the passive port', [], 'PASV', '425'],
    ['the extended passive port', [], 'EPSV', '229'],
    ['IPv6, which is not there', [], 'EPSV 2', '522'],
    ['the size as bytes', ['TYPE I'], 'SIZE prices.txt', '213'],
    ['anything more', [], 'ACCT x', '500'],
    ['a line that is too long', [], `NOOP ${'x'.repeat(1024)}`, '500'],
  ])('%s', (_fact, before, line, code) => {
    const typist = loggedIn(...before);
    const reply = typist.type(`${line}\r\n`);
    // The typist's host has no IPv4 address that PASV could tell when its number is that small.
    if (line === 'PASV') expect(reply).toBe('227 Entering Passive Mode (0,0,0,1,156,64)\r\n');
    else expect(reply).toMatch(new RegExp(`^${code}[ -]`));
  });

  test('nothing before the login', () => {
    const typist = new Typist(ftpServerProgram(CONFIG));
    typist.call();
    expect(typist.type('PWD\r\n')).toMatch(/^530 /);
    expect(typist.type(`${'x'.repeat(1025)}`)).toMatch(/^421 .*finish$/s);
  });
});

describe('data connections', () => {
  const data = (connection: number, localPort: number, address = 0xc0000207) =>
    ({ type: 'connected', connection, peer: { address, port: 1 }, localPort }) as const;

  test('from elsewhere are hung up', () => {
    const typist = loggedIn('EPSV', 'RETR prices.txt');
    expect(typist.tell(data(9, 40_000, 5))).toEqual([{ type: 'finish', connection: 9 }]);
    expect(typist.tell(data(10, 40_000))).toHaveLength(3);
  });

  test('at a port that nobody was promised are hung up', () => {
    expect(loggedIn('EPSV').tell(data(9, 40_001))).toEqual([{ type: 'finish', connection: 9 }]);
  });

  test('run out when everybody wants one', () => {
    const typist = loggedIn();
    for (const caller of [2, 3]) {
      typist.call(caller);
      typist.type('USER anonymous\r\nPASS x\r\n', caller);
    }
    expect(typist.type('EPSV\r\n', 1)).toContain('(|||40000|)');
    expect(typist.type('EPSV\r\n', 2)).toContain('(|||40001|)');
    expect(typist.type('EPSV\r\n', 3)).toMatch(/^421 /);
    typist.tell({ type: 'finished', connection: 1 });
    expect(typist.type('EPSV\r\n', 3)).toContain('(|||40000|)');
  });

  test('that bring too much are cut off', () => {
    const typist = loggedIn('TYPE I', 'EPSV', 'STOR big');
    typist.tell(data(9, 40_000));
    const much = { type: 'received', connection: 9, bytes: new Uint8Array(600_000) } as const;
    expect(typist.tell(much)).toEqual([]);
    expect(typist.tell(much)).toHaveLength(2);
    expect(typist.state.common.channels).toEqual([]);
  });

  test('text has CRLF on the wire and a line feed in the file', () => {
    const typist = loggedIn('TYPE A', 'EPSV', 'STOR new.txt');
    typist.tell(data(9, 40_000));
    typist.tell({ type: 'received', connection: 9, bytes: Uint8Array.of(0x61, 13, 10) });
    typist.tell({ type: 'finished', connection: 9 });
    expect(typist.state.common.files['/new.txt']).toBe('a\n');
  });
});

test.each([
  ['/', 'a', '/a'],
  ['/a/b', '..', '/a'],
  ['/a', '/b/./c/', '/b/c'],
  ['/', '../../etc', '/etc'],
])('in %s, %s is %s', (folder, typed, path) => expect(resolvePath(folder, typed)).toBe(path));
