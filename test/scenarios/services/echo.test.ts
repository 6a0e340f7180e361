import { expect, test } from 'vitest';
import { skipsTshark, TSHARK_REASON } from '../../oracle/tshark.ts';
import { internet, PLACES, service } from '../../shared/network/internet.ts';
import { ip } from '../../shared/network/networks.ts';
import { TEST_SERVICES } from '../../shared/network/programs/echo.ts';
import { carried, objections, once } from './carried.ts';

const settings = { to: ip(PLACES.server), port: 7, size: 4000 };

const play = once(() =>
  carried(
    internet({
      client: [service('stream', 800, {}, 'echo-stream'), service('ask', 801, {}, 'echo-datagram')],
      server: [service('echo', 7)],
    }),
    [
      { program: 'stream', settings },
      { program: 'ask', settings },
    ],
    TEST_SERVICES,
  ),
);

test('bytes come back over routers and switches', () => {
  expect(play()).toMatchObject({ outcomes: ['done', 'done'], results: ['4000', 'hello after 1'] });
});

test.skipIf(skipsTshark)(`tshark has nothing to object to on any link${TSHARK_REASON}`, () => {
  expect(objections(play().world)).toEqual([]);
});
