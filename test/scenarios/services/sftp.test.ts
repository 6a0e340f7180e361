import { expect, test } from 'vitest';
import { internet, PLACES, service } from '../../shared/network/internet.ts';
import { carried } from './carried.ts';

const account = { server: PLACES.server, user: 'ada', password: 'key under the mat' };
const prices = 'All prices are in crowns.\n'.repeat(200);
const files = { '/prices.txt': prices, '/shop/open.txt': 'nine to five\n' };

const play = () =>
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
  );

test('files are listed and fetched over there, each time after a login', () => {
  const { outcomes, results } = play();
  expect(results).toEqual(['prices.txt\nshop\n', prices, 'no such file']);
  expect(outcomes).toEqual(['done', 'done', 'failed']);
});

test('nobody on the way can read what is in a file', () => {
  const { world } = play();
  const passed = world.capture.map(({ bytes }) => String.fromCharCode(...bytes)).join('');
  expect(passed).toContain('SSH-2.0-');
  expect(passed).not.toContain('crowns');
});
