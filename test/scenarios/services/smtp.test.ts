import { expect, test } from 'vitest';
import type { SmtpServerState } from '../../../shared/network/programs/smtp-server.ts';
import { skipsTshark, TSHARK_REASON } from '../../oracle/tshark.ts';
import { internet, PLACES, service } from '../../shared/network/internet.ts';
import { named, record } from '../../shared/network/program-specs.ts';
import { carried, objections, once } from './carried.ts';

const SOA = 'ns.post.example host.post.example 1 7200 900 1209600 300';

const names = named([
  record('post.example', 'SOA', SOA),
  record('post.example', 'MX', '10 mx.post.example'),
  record('mx.post.example', 'A', PLACES.server),
]);

const mail = {
  server: PLACES.relay,
  hostName: 'client.game.example',
  from: 'ada@game.example',
  to: ['bob@post.example'],
  lines: ['Subject: prices', '', 'All prices are in crowns.', '.hidden'],
};

/** From the client to its relay, from there to the machine that the MX record names. */
const play = once(() =>
  carried(
    internet({
      client: [service('mail', 900, {}, 'smtp-client')],
      neighbour: [names],
      relay: [
        service(
          'relayd',
          25,
          { hostName: 'relay.game.example', nameServer: PLACES.neighbour },
          'smtp-server',
        ),
      ],
      server: [
        service(
          'maild',
          26,
          { hostName: 'mx.post.example', mailboxes: ['bob@post.example'] },
          'smtp-server',
        ),
      ],
    }),
    [{ program: 'mail', settings: mail }],
  ),
);

test('a mail reaches its mailbox over a relay that finds the way by MX', () => {
  const { world, outcomes, results } = play();
  expect([outcomes, results]).toEqual([['done'], ['250']]);
  const state = world.nodes.get('server')?.runs.get('maild')?.state as SmtpServerState;
  const [stored] = state.common.stored;
  expect(stored?.mailbox).toBe('bob@post.example');
  expect(stored?.mail.lines.slice(-4)).toEqual(mail.lines);
  expect(stored?.mail.lines.filter(line => line.startsWith('Received:')).length).toBe(2);
});

test.skipIf(skipsTshark)(`tshark has nothing to object to on any link${TSHARK_REASON}`, () => {
  expect(objections(play().world)).toEqual([]);
});
