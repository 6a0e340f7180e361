import { expect, test } from 'vitest';
import { skipsTshark, TSHARK_REASON } from '../../oracle/tshark.ts';
import { internet, PLACES, service } from '../../shared/network/internet.ts';
import { carried, objections, once } from './carried.ts';

const account = { server: PLACES.server, user: 'ada', password: 'secret' };
const files = { '/prices.txt': 'All prices are in crowns.\n' };

const play = once(() =>
  carried(
    internet({
      client: [service('ftp', 900, account, 'ftp-client')],
      server: [
        service('ftpd', 21, { users: { ada: 'secret' }, files, isWritable: true }, 'ftp-server'),
      ],
    }),
    [
      { program: 'ftp', settings: { wish: 'list', path: '/' } },
      { program: 'ftp', settings: { wish: 'fetch', path: '/prices.txt' } },
      { program: 'ftp', settings: { wish: 'store', path: '/new.txt', content: 'new\n' } },
      { program: 'ftp', settings: { wish: 'fetch', path: '/new.txt' } },
    ],
  ),
);

test('files are listed, fetched and stored, each over a connection of its own', () => {
  const { outcomes, results } = play();
  expect(outcomes).toEqual(['done', 'done', 'done', 'done']);
  expect(results[0]).toContain('prices.txt');
  expect(results[1]).toContain('All prices are in crowns.');
  expect(results[3]).toContain('new');
});

// With its FTP dissector tshark makes a conversation of each data connection when PASV announces it, before its SYN, and
// then counts the SYN as missing (completeness 30), with real programs on a real kernel too. test/oracle judges the words.
test.skipIf(skipsTshark)(`tshark has nothing to object to on any link${TSHARK_REASON}`, () => {
  expect(objections(play().world, ['--disable-protocol', 'ftp'])).toEqual([]);
});
