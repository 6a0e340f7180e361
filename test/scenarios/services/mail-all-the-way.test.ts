import { describe, expect, test } from 'vitest';
import { skipsTshark, TSHARK_REASON } from '../../oracle/tshark.ts';
import { internet, PLACES, service } from '../../shared/network/internet.ts';
import { named, record } from '../../shared/network/program-specs.ts';
import { carried, objections, once, wireText } from './carried.ts';

const names = (exchange: string, address: string) =>
  named([
    record('shop.example', 'SOA', 'ns.shop.example host.shop.example 1 7200 900 1209600 300'),
    record('shop.example', 'MX', `10 ${exchange}`),
    record(exchange, 'A', address),
  ]);

const MAIL = ['Subject: prices', '', 'All prices are in crowns.', '.hidden'];
const TEXT = `${MAIL.join('\r\n')}\r\n`;

/** From the office of whoever writes to the gate of the shop, which everybody finds by MX; from there to the machine with
 *  the mailboxes, which is found by the MX record that the shop's own name server has. */
const play = (seed = '') => {
  const sealed = seed === '' ? {} : { seed };
  const relay = (hostName: string, nameServer: string) =>
    service('relayd', 25, { hostName, nameServer, ...sealed }, 'smtp-server');
  const boxes = {
    hostName: 'mx.shop.example',
    owners: { 'bob@shop.example': 'bob' },
    users: { bob: 'two words' },
  };
  const mail = {
    server: PLACES.neighbour,
    name: 'office.game.example',
    from: 'ada@game.example',
    to: ['bob@shop.example'],
    lines: MAIL,
  };
  return carried(
    internet({
      client: [
        names('gate.shop.example', PLACES.relay),
        service('mail', 900, { hostName: 'pc.game.example', ...mail, ...sealed }, 'smtp-client'),
        service('reader', 901, { server: PLACES.server, user: 'bob' }, 'imap-client'),
      ],
      neighbour: [relay('office.game.example', PLACES.client)],
      relay: [relay('gate.shop.example', PLACES.server)],
      server: [
        names('mx.shop.example', PLACES.server),
        service('postoffice', 25, { ...boxes, ...sealed }, 'mail-host'),
      ],
    }),
    [
      { program: 'mail' },
      { program: 'reader', settings: { password: 'two words' } },
      { program: 'reader', settings: { password: 'one word' } },
    ],
  );
};

describe.each([
  ['in the clear', ''],
  ['encrypted from relay to relay', 'town'],
])('a mail %s', (_way, seed) => {
  const played = once(() => play(seed));

  test('goes over two relays found by MX, and is read by IMAP from the mailbox', () => {
    const { world, outcomes, results } = played();
    expect(results[0]).toBe('250');
    const read = results[1] ?? '';
    expect(read).toMatch(/^Return-Path: <ada@game\.example>\r\n/);
    expect(read.endsWith(TEXT)).toBe(true);
    const by = seed === '' ? 'ESMTP' : 'ESMTPS';
    expect(read.match(/\tby (\S+) with (\S+) /g)).toEqual([
      `\tby mx.shop.example with ${by} `,
      `\tby gate.shop.example with ${by} `,
      `\tby office.game.example with ${by} `,
    ]);
    expect(outcomes).toEqual(['done', 'done', 'failed']);
    // IMAP is not encrypted here, so the text passes in the clear at least once.
    const times = wireText(world).split('RCPT TO:<bob@shop.example>').length - 1;
    expect(times > 0).toBe(seed === '');
  });

  test.skipIf(skipsTshark)(`tshark has nothing to object to on any link${TSHARK_REASON}`, () => {
    expect(objections(played().world)).toEqual([]);
  });
});
