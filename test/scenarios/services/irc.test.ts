import { expect, test } from 'vitest';
import type { ircServerProgram } from '../../../shared/network/programs/irc-server.ts';
import { skipsTshark, TSHARK_REASON } from '../../oracle/tshark.ts';
import { internet, PLACES, service } from '../../shared/network/internet.ts';
import { carried, objections, once } from './carried.ts';

type IrcServerState = ReturnType<ReturnType<typeof ircServerProgram>['start']>['state'];

const chat = { server: PLACES.server, channel: '#prices', nick: 'ada' };

const play = once(() =>
  carried(
    internet({
      client: [service('irc', 900, chat, 'irc-client')],
      server: [service('ircd', 6667, { serverName: 'irc.game.example' }, 'irc-server')],
    }),
    [{ program: 'irc', settings: { says: 'two apples, please' } }],
  ),
);

test('somebody is welcomed, joins a channel, speaks and leaves', () => {
  const { world, outcomes, results } = play();
  expect([outcomes, results]).toEqual([['done'], ['']]);
  const state = world.nodes.get('server')?.runs.get('ircd')?.state as IrcServerState;
  expect(state.common).toEqual({ users: [], channels: [] });
});

test.skipIf(skipsTshark)(`tshark has nothing to object to on any link${TSHARK_REASON}`, () => {
  expect(objections(play().world)).toEqual([]);
});
