import { expect, test } from 'vitest';
import { KeyLog, objectionsToReal } from '../../oracle/ssh-keys.ts';
import { skipsTshark, TSHARK_REASON } from '../../oracle/tshark.ts';
import { internet, PLACES, service } from '../../shared/network/internet.ts';
import { carried, objections, once } from './carried.ts';

const account = { server: PLACES.server, user: 'ada', password: 'key under the mat' };
const files = { '/prices.txt': 'All prices are in crowns.\n' };

const keys = new KeyLog();

const play = once(() =>
  carried(
    internet({
      client: [service('ssh', 900, account, 'ssh-client')],
      server: [service('sshd', 22, { users: { ada: 'key under the mat' }, files }, 'ssh-server')],
    }),
    [
      { program: 'ssh', settings: { command: 'whoami' } },
      { program: 'ssh', settings: { command: 'cat /prices.txt' } },
      { program: 'ssh', settings: { command: 'whoami', password: 'open sesame' } },
    ],
    keys.services('ssh-client'),
  ),
);

/** tshark 4.0 does not take apart the command in a request to run one (message 98). */
const EXEC = /^Decoded 14 bytes, but packet legnth is \d+ bytes \[98\]$/;

test('commands are run over there, each after a login of its own', () => {
  const { outcomes, results } = play();
  expect(results).toEqual(['ada\n', 'All prices are in crowns.\n', 'permission denied']);
  expect(outcomes).toEqual(['done', 'done', 'failed']);
});

test.skipIf(skipsTshark)(
  `tshark, given the keys, objects to nothing new on any link${TSHARK_REASON}`,
  () => {
    const { world } = play();
    const excused = [objectionsToReal().first, EXEC];
    expect(objections(world, ['-o', keys.option()], excused)).toEqual([]);
    expect(objections(world, ['--disable-protocol', 'ssh'])).toEqual([]);
  },
);
