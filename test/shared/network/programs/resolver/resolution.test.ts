import { describe, expect, test } from 'vitest';
import { SmallInternet, shown, type TypeName } from './small-internet.ts';

describe('a resolver asks from the root downwards', () => {
  test.each<[string, string, TypeName, string, readonly string[]]>([
    [
      'an address',
      'www.game.example',
      'A',
      'www.game.example 300 A 198.51.100.10',
      ['root www.game.example A', 'top www.game.example A', 'game www.game.example A'],
    ],
    [
      'an IPv6 address',
      'www.game.example',
      'AAAA',
      'www.game.example 300 AAAA 2001:db8::10',
      ['root www.game.example AAAA', 'top www.game.example AAAA', 'game www.game.example AAAA'],
    ],
    [
      'an alias in the same zone takes no further question',
      'play.game.example',
      'A',
      'play.game.example 3600 CNAME www.game.example, www.game.example 300 A 198.51.100.10',
      ['root play.game.example A', 'top play.game.example A', 'game play.game.example A'],
    ],
    [
      'an alias into another zone starts again from the closest zone that is known',
      'buy.game.example',
      'A',
      'buy.game.example 3600 CNAME cart.shop.example, cart.shop.example 3600 A 198.51.100.20',
      [
        'root buy.game.example A',
        'top buy.game.example A',
        'game buy.game.example A',
        'top cart.shop.example A',
        'shop cart.shop.example A',
      ],
    ],
    [
      'the name of an address',
      '10.2.0.192.in-addr.arpa',
      'PTR',
      '10.2.0.192.in-addr.arpa 3600 PTR www.game.example',
      [
        'root 10.2.0.192.in-addr.arpa PTR',
        'top 10.2.0.192.in-addr.arpa PTR',
        'root ns.game.example A',
        'top ns.game.example A',
        'game ns.game.example A',
        'game 10.2.0.192.in-addr.arpa PTR',
      ],
    ],
    [
      'name servers without glue are looked up first',
      'host.sub.game.example',
      'A',
      'host.sub.game.example 3600 A 198.51.100.30',
      [
        'root host.sub.game.example A',
        'top host.sub.game.example A',
        'game host.sub.game.example A',
        'top ns.elsewhere.shop.example A',
        'shop ns.elsewhere.shop.example A',
        'spare host.sub.game.example A',
      ],
    ],
  ])('%s', (_fact, name, type, answer, story) => {
    const net = new SmallInternet();
    expect(shown(net.ask(name, type))).toBe(answer);
    expect(net.story()).toEqual(story);
  });

  test.each<[string, string, TypeName, string]>([
    ['mail exchanges', 'game.example', 'MX', 'game.example 3600 MX mail.shop.example'],
    ['a wildcard', 'any.wild.game.example', 'TXT', 'any.wild.game.example 3600 TXT wild'],
    ['a name that is not there', 'no.game.example', 'A', 'rcode 3'],
    ['a type that is not there', 'www.game.example', 'MX', 'no data'],
    ['a name that has only names below it', 'down.game.example', 'A', 'no data'],
    ['a top level that is not there', 'www.nowhere', 'A', 'rcode 3'],
    [
      'an alias to a name that is not there',
      'lost.game.example',
      'A',
      'lost.game.example 3600 CNAME nowhere.shop.example, rcode 3',
    ],
    ['aliases in a circle', 'loop.game.example', 'A', 'rcode 2'],
    [
      'a reverse name of IPv6',
      '0.1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa',
      'PTR',
      '0.1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa 3600 PTR www.game.example',
    ],
  ])('%s', (_fact, name, type, answer) => {
    const net = new SmallInternet();
    expect(shown(net.ask(name, type))).toBe(answer);
  });

  test('recursion is available, authority is not, and question and id come back as they were', () => {
    const net = new SmallInternet();
    const reply = net.ask('WwW.Game.EXAMPLE', 'A', { id: 99 });
    expect(reply).toMatchObject({ id: 99, qr: 1, aa: 0, ra: 1, rd: 1, tc: 0 });
    expect(reply?.questions).toEqual([{ name: 'WwW.Game.EXAMPLE', type: 1, class: 1 }]);
  });

  test('a denial has the SOA record of its zone', () => {
    const net = new SmallInternet();
    const reply = net.ask('no.shop.example', 'A');
    expect(reply?.authorities).toMatchObject([{ name: 'shop.example', type: 6, ttl: 60 }]);
  });
});
