import { expect, test } from 'vitest';
import { internet, PLACES, service } from '../../shared/network/internet.ts';
import { carried } from './carried.ts';

const account = { server: PLACES.server, user: 'ada', password: 'key under the mat' };
const files = { '/prices.txt': 'All prices are in crowns.\n' };

const play = () =>
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
  );

test('commands are run over there, each after a login of its own', () => {
  const { outcomes, results } = play();
  expect(results).toEqual(['ada\n', 'All prices are in crowns.\n', 'permission denied']);
  expect(outcomes).toEqual(['done', 'done', 'failed']);
});
