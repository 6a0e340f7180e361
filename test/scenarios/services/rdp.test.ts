import { expect, test } from 'vitest';
import { skipsTshark, TSHARK_REASON } from '../../oracle/tshark.ts';
import { internet, PLACES, service } from '../../shared/network/internet.ts';
import { carried, objections, once } from './carried.ts';

const account = { server: PLACES.server, user: 'ada', protocols: ['tls', 'credssp'] };

const play = once(() =>
  carried(
    internet({
      client: [service('rdp', 900, account, 'rdp-client')],
      server: [service('rdpd', 3389, { protocols: ['tls'] }, 'rdp-server')],
    }),
    [{ program: 'rdp' }, { program: 'rdp', settings: { protocols: [] } }],
  ),
);

test('client and server agree on a lock over routers, or the server says why not', () => {
  const { results } = play();
  expect(results).toEqual(['tls', 'TLS is required']);
});

test.skipIf(skipsTshark)(`tshark has nothing to object to on any link${TSHARK_REASON}`, () => {
  expect(objections(play().world)).toEqual([]);
});
