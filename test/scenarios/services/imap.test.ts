import { expect, test } from 'vitest';
import { skipsTshark, TSHARK_REASON } from '../../oracle/tshark.ts';
import { internet, PLACES, service } from '../../shared/network/internet.ts';
import { carried, objections, once } from './carried.ts';

const MAIL = 'From: <bob@post.example>\r\nSubject: prices\r\n\r\nAll prices are in crowns.\r\n';
// Its literal fills more than one segment.
const LONG = `Subject: list\r\n\r\n${'apples, pears and plums\r\n'.repeat(150)}`;

const account = { server: PLACES.server, user: 'ada', password: 'two words' };

const play = once(() =>
  carried(
    internet({
      client: [service('reader', 900, account, 'imap-client')],
      server: [
        service(
          'imapd',
          143,
          { users: { ada: 'two words' }, mails: { ada: [LONG, MAIL] } },
          'imap-server',
        ),
      ],
    }),
    [
      { program: 'reader' },
      { program: 'reader', settings: { number: 1 } },
      { program: 'reader', settings: { password: 'x' } },
    ],
  ),
);

test('mails are read over routers and switches, and a wrong password is refused', () => {
  const { outcomes, results } = play();
  expect(results).toEqual([MAIL, LONG, 'NO [AUTHENTICATIONFAILED] Name or password is wrong']);
  expect(outcomes.slice(0, 2)).toEqual(['done', 'done']);
});

test.skipIf(skipsTshark)(`tshark has nothing to object to on any link${TSHARK_REASON}`, () => {
  expect(objections(play().world)).toEqual([]);
});
