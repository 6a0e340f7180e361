import { expect, test } from 'vitest';
import { skipsTshark, TSHARK_REASON } from '../../oracle/tshark.ts';
import { internet, PLACES, service } from '../../shared/network/internet.ts';
import { carried, objections, once } from './carried.ts';

const PROMPT = 'ada@box.game.example$ ';

const play = once(() =>
  carried(
    internet({
      client: [service('telnet', 900, { server: PLACES.server }, 'telnet-client')],
      server: [
        service(
          'telnetd',
          23,
          {
            hostName: 'box.game.example',
            users: { ada: 'secret' },
            files: { 'prices.txt': 'apple 3' },
          },
          'telnet-server',
        ),
      ],
    }),
    [
      {
        program: 'telnet',
        settings: {
          awaits: ['login: ', 'Password: ', PROMPT, PROMPT],
          lines: ['ada', 'secret', 'cat prices.txt', 'exit'],
        },
      },
    ],
  ),
);

test('somebody logs in far away and reads a file there', () => {
  const { outcomes, results } = play();
  expect(outcomes).toEqual(['done']);
  expect(results[0]).toContain(`${PROMPT}cat prices.txt\r\napple 3\r\n${PROMPT}exit`);
});

test.skipIf(skipsTshark)(`tshark has nothing to object to on any link${TSHARK_REASON}`, () => {
  expect(objections(play().world)).toEqual([]);
});
