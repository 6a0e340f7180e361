import { describe, expect, test } from 'vitest';
import type { Program } from '../../../../../shared/network/programs/program.ts';
import { publicKeyBlob } from '../../../../../shared/network/programs/ssh/key-agreement.ts';
import { sshClientProgram } from '../../../../../shared/network/programs/ssh/ssh-client.ts';
import { sshServerProgram } from '../../../../../shared/network/programs/ssh/ssh-server.ts';
import { explain } from '../../../../../shared/protocols/explain.ts';
import { ssh } from '../../../../../shared/protocols/ssh/ssh.ts';
import { seeded } from '../../../protocols/seeded.ts';
import { converse } from '../pair.ts';
import { Typist } from '../serve.ts';

const server = sshServerProgram({
  port: 22,
  users: { ada: 'key under the mat' },
  files: { '/prices.txt': 'apples 3\n' },
});
const client = (changes: Partial<Parameters<typeof sshClientProgram>[0]> = {}) =>
  sshClientProgram({
    server: { address: 0x0a000001, port: 22 },
    user: 'ada',
    password: 'key under the mat',
    command: 'cat /prices.txt',
    ...changes,
  });

describe('client and server', () => {
  test.each(['one', 'two', 'three'])('run a command, whatever pieces come (%s)', seed => {
    const { done } = converse(client(), server, seed);
    expect(done).toEqual([{ by: 'client', met: true, result: 'apples 3\n' }]);
  });

  test.each([
    ['another password', { password: 'open sesame' }, 'permission denied'],
    ['a user that is not there', { user: 'toString' }, 'permission denied'],
    ['a key that the server does not take', { secret: new Uint8Array(32) }, 'permission denied'],
    ['a command that is not there', { command: 'juggle' }, 'juggle: not found\n'],
    [
      'another host key than the known one',
      { hostKey: publicKeyBlob(new Uint8Array(32)) },
      'the host key is not the known one',
    ],
  ])('do not with %s', (_fact, changes, result) => {
    expect(converse(client(changes), server).done).toEqual([{ by: 'client', met: false, result }]);
  });

  test('are explained without objection, and nothing of what was said shows', () => {
    const { sent } = converse(client(), server);
    for (const { bytes } of sent) {
      const { spans, issues } = explain(bytes, ssh);
      expect(issues).toEqual([]);
      expect(JSON.stringify(spans)).not.toMatch(/apples|mat|ada/);
    }
  });
});

/** The server behind a wire that changes one bit of the piece with that number. */
const changing = (number: number, at: number): Program<{ inner: unknown; count: number }> => {
  const inner: Program<unknown> = server;
  return {
    start: facts => {
      const { state, effects } = inner.start(facts);
      return { state: { inner: state, count: 0 }, effects };
    },
    step: (state, event, facts) => {
      const turn = inner.step(state.inner, event, facts);
      let { count } = state;
      const effects = turn.effects.map(effect => {
        if (effect.type !== 'send') return effect;
        count += 1;
        if (count !== number) return effect;
        const bytes = effect.bytes.slice();
        bytes[at] = (bytes[at] ?? 0) ^ 1;
        return { ...effect, bytes };
      });
      return { state: { inner: turn.state, count }, effects };
    },
  };
};

test.each([
  ['an offer', 2, 10],
  ['the half of the key', 3, 70],
  ['the host key', 3, 40],
  ['the signature', 3, 150],
  ['an encrypted packet', 5, 20],
])('whoever changes a bit of %s is found out', (_fact, number, at) => {
  const { done } = converse(client(), changing(number, at));
  expect(done).toMatchObject([{ by: 'client', met: false }]);
});

test('a server takes any bytes without a throw, and hangs up in the end', () => {
  const random = seeded('ssh server');
  for (let run = 0; run < 100; run++) {
    const typist = new Typist(server);
    typist.call();
    const noise = Uint8Array.from({ length: 400 }, () => Math.floor(random() * 256));
    typist.type(run % 2 === 0 ? 'SSH-2.0-noise\r\n' : 'GET / HTTP/1.1\r\n');
    expect(typist.type(noise)).toMatch(/finish$|^$/);
  }
});
