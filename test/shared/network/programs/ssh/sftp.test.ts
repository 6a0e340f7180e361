import { describe, expect, test } from 'vitest';
import { utf8 } from '../../../../../shared/base/bytes.ts';
import {
  NEW_ASKING,
  type SftpAsking,
  type SftpWish,
  takeAnswers,
} from '../../../../../shared/network/programs/ssh/sftp-asks.ts';
import { sftpClientProgram } from '../../../../../shared/network/programs/ssh/sftp-client.ts';
import { sshServerProgram } from '../../../../../shared/network/programs/ssh/ssh-server.ts';
import { sftp } from '../../../../../shared/protocols/ssh/sftp.ts';
import { seeded } from '../../../protocols/seeded.ts';
import { converse } from '../pair.ts';

const long = 'apples 3, pears 4\n'.repeat(5000);
const server = sshServerProgram({
  port: 22,
  users: { ada: 'key under the mat' },
  files: { '/prices.txt': 'apples 3\n', '/shop/long.txt': long, '/shop/none.txt': '' },
});

const use = (wish: SftpWish, password = 'key under the mat', seed = 'sftp') => {
  const login = { server: { address: 0x0a000001, port: 22 }, user: 'ada', password };
  return converse(sftpClientProgram({ ...login, wish }), server, seed).done;
};

describe('client and server', () => {
  test.each<[string, SftpWish, boolean, string]>([
    ['list a folder', { kind: 'list', path: '/' }, true, 'prices.txt\nshop\n'],
    ['fetch a file', { kind: 'fetch', path: '/prices.txt' }, true, 'apples 3\n'],
    ['fetch one of several parts', { kind: 'fetch', path: '/shop/long.txt' }, true, long],
    ['fetch one with nothing in it', { kind: 'fetch', path: '/shop/none.txt' }, true, ''],
    ['find no such file', { kind: 'fetch', path: '/none.txt' }, false, 'no such file'],
    ['find no such folder', { kind: 'list', path: '/none' }, false, 'no such file'],
  ])('%s', (_fact, wish, met, result) => {
    expect(use(wish)).toEqual([{ by: 'client', met, result }]);
  });

  test.each(['one', 'two', 'three'])('do so whatever pieces come (%s)', seed => {
    const done = use({ kind: 'fetch', path: '/shop/long.txt' }, undefined, seed);
    expect(done).toEqual([{ by: 'client', met: true, result: long }]);
  });

  test('do not without the right password', () => {
    const done = use({ kind: 'list', path: '/' }, 'open sesame');
    expect(done).toEqual([{ by: 'client', met: false, result: 'permission denied' }]);
  });
});

type Body = NonNullable<NonNullable<Parameters<typeof sftp.encode>[0]['packet']>['body']>;
const answer = (body: Body) => sftp.encode({ packet: { body } });
const version = answer({ is: 'version', value: { version: 3, more: new Uint8Array(0) } });
const handle = answer({ is: 'handle', value: { id: 1, handle: 'h' } });
const data = (id: number, length: number) =>
  answer({ is: 'data', value: { id, data: new Uint8Array(length) } });
const status = (id: number, code: number, message: string) =>
  answer({ is: 'status', value: { id, code, message, language: '' } });

const fetch: SftpWish = { kind: 'fetch', path: '/a' };
const hear = (...answers: readonly Uint8Array[]): SftpAsking =>
  answers.reduce((asking, bytes) => takeAnswers(asking, fetch, bytes).asking, NEW_ASKING);

describe('the client', () => {
  test.each<[string, readonly Uint8Array[], string]>([
    ['an old version', [answer({ is: 'version', value: { version: 2 } })], 'an old version'],
    ['an answer to another request', [version, status(9, 0, '')], 'an answer to nothing'],
    ['data before the file is open', [version, data(1, 1)], 'an answer to nothing'],
    [
      'names for a file',
      [version, handle, answer({ is: 'names', value: { id: 2, names: [] } })],
      'an answer to nothing',
    ],
    ['what is no packet', [Uint8Array.of(0, 0, 0, 1, 101)], 'not an answer'],
    ['a packet too long', [Uint8Array.of(0, 5, 0, 0)], 'a packet too long'],
    ['a refusal', [version, status(1, 3, 'not for you')], 'not for you'],
    [
      'an end that goes wrong',
      [version, handle, status(2, 4, 'disk gone'), status(3, 0, '')],
      'disk gone',
    ],
  ])('gives up at %s', (_fact, answers, result) => {
    const { phase, outcome } = hear(...answers);
    expect({ phase, outcome }).toEqual({ phase: 'over', outcome: { met: false, result } });
  });

  test('does not take a file without end', () => {
    let asking = hear(version, handle);
    for (let id = 2; asking.phase === 'read' && id < 100; id++) {
      asking = takeAnswers(asking, fetch, data(id, 2 ** 15)).asking;
    }
    expect(asking.outcome).toEqual({ met: false, result: 'the file is too long' });
  });

  test('takes any bytes without a throw', () => {
    const random = seeded('sftp client');
    for (let run = 0; run < 300; run++) {
      const bytes = sftp.encode(sftp.generate(random) as never);
      bytes[Math.floor(random() * bytes.length)] = Math.floor(random() * 256);
      let asking = run % 2 === 0 ? NEW_ASKING : hear(version, handle);
      for (const piece of [bytes, utf8('noise'), bytes]) {
        asking = takeAnswers(asking, fetch, piece).asking;
      }
    }
  });
});
