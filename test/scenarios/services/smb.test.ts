import { expect, test } from 'vitest';
import { skipsTshark, TSHARK_REASON } from '../../oracle/tshark.ts';
import { internet, PLACES, service } from '../../shared/network/internet.ts';
import { carried, objections, once } from './carried.ts';

const files = { 'prices.txt': 'All prices are in crowns.\n', 'b.txt': '' };

const play = once(() =>
  carried(
    internet({
      client: [service('smb', 900, { server: PLACES.server }, 'smb-client')],
      server: [service('smbd', 445, { files }, 'smb-server')],
    }),
    [
      { program: 'smb' },
      { program: 'smb', settings: { file: 'prices.txt' } },
      { program: 'smb', settings: { file: 'none.txt' } },
    ],
  ),
);

test('a share is listed and a file fetched over routers', () => {
  expect(play().results).toEqual(['prices.txt\nb.txt', files['prices.txt'], 'objectNotFound']);
});

test.skipIf(skipsTshark)(`tshark has nothing to object to on any link${TSHARK_REASON}`, () => {
  expect(objections(play().world)).toEqual([]);
});
