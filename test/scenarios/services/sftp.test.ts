import { expect, test } from 'vitest';
import { KeyLog, objectionsToReal } from '../../oracle/ssh-keys.ts';
import { skipsTshark, TSHARK_REASON } from '../../oracle/tshark.ts';
import { internet, PLACES, service } from '../../shared/network/internet.ts';
import { carried, objections, once, wireText } from './carried.ts';

const account = { server: PLACES.server, user: 'ada', password: 'key under the mat' };
// In one segment: tshark 4.0 opens no SSH packet that lies in several.
const prices = 'All prices are in crowns.\n'.repeat(40);
const files = { '/prices.txt': prices, '/shop/open.txt': 'nine to five\n' };

const keys = new KeyLog();

const play = once(() =>
  carried(
    internet({
      client: [service('sftp', 900, account, 'sftp-client')],
      server: [service('sshd', 22, { users: { ada: 'key under the mat' }, files }, 'ssh-server')],
    }),
    [
      { program: 'sftp', settings: { path: '/' } },
      { program: 'sftp', settings: { wish: 'fetch', path: '/prices.txt' } },
      { program: 'sftp', settings: { wish: 'fetch', path: '/none.txt' } },
    ],
    keys.services('sftp-client'),
  ),
);

test('files are listed and fetched over there, each time after a login', () => {
  const { outcomes, results } = play();
  expect(results).toEqual(['prices.txt\nshop\n', prices, 'no such file']);
  expect(outcomes).toEqual(['done', 'done', 'failed']);
});

test('nobody on the way can read what is in a file', () => {
  const { world } = play();
  const passed = wireText(world);
  expect(passed).toContain('SSH-2.0-');
  expect(passed).not.toContain('crowns');
});

test.skipIf(skipsTshark)(
  `tshark, given the keys, objects to nothing new on any link${TSHARK_REASON}`,
  () => {
    const { world } = play();
    const { first } = objectionsToReal();
    expect(objections(world, ['-o', keys.option()], [first])).toEqual([]);
    expect(objections(world, ['--disable-protocol', 'ssh'])).toEqual([]);
  },
);
