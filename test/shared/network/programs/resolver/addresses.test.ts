import { expect, test } from 'vitest';
import { nameServer } from '../../../../../shared/network/programs/name-server-program.ts';
import { resolver } from '../../../../../shared/network/programs/resolver/resolver.ts';
import { careful } from '../../../../../shared/network/programs/resolver/settings.ts';
import { makeQuery } from '../../../../../shared/network/programs/stub-resolver.ts';
import { dns } from '../../../../../shared/protocols/dns.ts';
import { FakeInternet } from './fake-internet.ts';
import { shown, zoneRecords } from './small-internet.ts';

const ROOT = 0x20010db8000000000000000000000001n;
const GAME = 0x20010db8000000000000000000000002n;
const RESOLVER = 0x20010db8000000000000000000000003n;
const CLIENT = 0x20010db8000000000000000000000004n;

test('over IPv6 alone a resolver takes the IPv6 addresses of the servers, glue or not', () => {
  const net = new FakeInternet();
  const root = `. SOA ns.example mail.example 1 2 3 4 5
    . NS ns.example
    game NS ns.game
    ns.game A 192.0.2.2
    ns.game AAAA 2001:db8::2
    shop NS ns.game`;
  const game = `game SOA ns.game mail.game 1 2 3 4 5
    ns.game AAAA 2001:db8::2
    shop SOA ns.game mail.game 1 2 3 4 5
    www.shop A 198.51.100.1`;
  net.add(ROOT, nameServer(zoneRecords(root)));
  net.add(GAME, nameServer(zoneRecords(game)));
  net.add(RESOLVER, resolver(careful([{ name: 'ns.example', addresses: [0x01020304, ROOT] }])));
  net.inject({
    via: 'datagram',
    from: { address: CLIENT, port: 40_000 },
    to: { address: RESOLVER, port: 53 },
    bytes: dns.encode(makeQuery({ id: 1, name: 'www.shop', recordType: 1 })),
  });
  net.run();
  const reply = dns.decode(net.sent.at(-1)?.bytes ?? new Uint8Array(0));
  expect(reply.ok && shown(reply.value.header)).toBe('www.shop 3600 A 198.51.100.1');
  expect(net.sent.every(({ to }) => typeof to.address === 'bigint')).toBe(true);
});
