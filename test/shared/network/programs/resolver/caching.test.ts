import { describe, expect, test } from 'vitest';
import {
  type Cache,
  keepDenial,
  keepSet,
  remembered,
  setOf,
  TRUST,
} from '../../../../../shared/network/programs/resolver/cache.ts';
import { LIMITS } from '../../../../../shared/network/programs/resolver/settings.ts';
import type { ResourceRecord } from '../../../../../shared/protocols/dns.ts';
import { GAME, RESOLVER, SmallInternet, shown, TOP, ZONES } from './small-internet.ts';

const SECOND = 1_000_000;

describe('what a resolver has learnt', () => {
  test('is said again without asking, with the seconds that are left', () => {
    const net = new SmallInternet();
    net.ask('www.game.example', 'A', { patienceSeconds: 100 });
    expect(shown(net.ask('WWW.game.example', 'A'))).toBe('www.game.example 200 A 198.51.100.10');
    expect(net.story()).toEqual([]);
  });

  test('is asked for again when its time is over, from the closest zone that is still known', () => {
    const net = new SmallInternet();
    net.ask('www.game.example', 'A', { patienceSeconds: 301 });
    expect(shown(net.ask('www.game.example', 'A'))).toBe('www.game.example 300 A 198.51.100.10');
    expect(net.story()).toEqual(['game www.game.example A']);
  });

  test('from the root again when the delegations have expired too', () => {
    const net = new SmallInternet();
    net.ask('www.game.example', 'A', { patienceSeconds: 3601 });
    net.ask('www.game.example', 'A');
    expect(net.story()).toHaveLength(3);
  });

  test('a TTL of 0 is good for one answer only', () => {
    const zones = { ...ZONES, [GAME]: `${ZONES[GAME]}\nnow.game.example 0 A 198.51.100.9` };
    const net = new SmallInternet(zones);
    expect(shown(net.ask('now.game.example', 'A'))).toBe('now.game.example 0 A 198.51.100.9');
    net.ask('now.game.example', 'A');
    expect(net.story()).toEqual(['game now.game.example A']);
  });

  test('that there is no such name, for every type and every name below it (RFC 8020)', () => {
    const net = new SmallInternet();
    net.ask('no.game.example', 'A', { patienceSeconds: 10 });
    const again = net.ask('no.game.example', 'AAAA', { patienceSeconds: 10 });
    expect(again).toMatchObject({ rcode: 3, authorities: [{ type: 6, ttl: 290 }] });
    expect(net.story()).toEqual([]);
    expect(net.ask('below.no.game.example', 'A')?.rcode).toBe(3);
    expect(net.story()).toEqual([]);
  });

  test('that a name has nothing of a type, for that type alone', () => {
    const net = new SmallInternet();
    net.ask('www.game.example', 'MX');
    net.ask('www.game.example', 'MX');
    expect(net.story()).toEqual([]);
    expect(shown(net.ask('www.game.example', 'A'))).toContain('198.51.100.10');
    expect(net.story()).toEqual(['game www.game.example A']);
  });

  test('a denial for as long as the SOA record says (RFC 2308 §5)', () => {
    const net = new SmallInternet();
    net.ask('no.shop.example', 'A', { patienceSeconds: 59 });
    net.ask('no.shop.example', 'A', { patienceSeconds: 2 });
    expect(net.story()).toEqual([]);
    net.ask('no.shop.example', 'A');
    expect(net.story()).toEqual(['shop no.shop.example A']);
  });

  test('glue reaches a server and never answers a client (RFC 2181 §5.4.1)', () => {
    const net = new SmallInternet();
    net.ask('www.game.example', 'A');
    expect(shown(net.ask('ns.game.example', 'A'))).toBe('ns.game.example 3600 A 192.0.2.3');
    expect(net.story()).toEqual(['game ns.game.example A']);
    net.ask('game.example', 'NS');
    expect(net.story()).toEqual(['game game.example NS']);
  });

  test('a zone that was taken away does not live on by its own word (ghost domains)', () => {
    const net = new SmallInternet();
    net.ask('www.game.example', 'A', { patienceSeconds: 1000 });
    net.serve(TOP, (ZONES[TOP] ?? '').replace('game.example NS ns.game.example', ''));
    for (let hour = 0; hour < 3; hour++) {
      net.ask('game.example', 'NS', { patienceSeconds: 900 });
      net.ask('ns.game.example', 'A', { patienceSeconds: 100 });
    }
    expect(net.ask('www.game.example', 'A')?.rcode).toBe(3);
  });

  test('when all known servers of a zone fail, the zone above may know new ones', () => {
    const net = new SmallInternet();
    net.ask('www.game.example', 'A', { patienceSeconds: 310 });
    net.remove(GAME);
    net.serve(0xc0000209, ZONES[GAME] ?? '');
    net.serve(TOP, (ZONES[TOP] ?? '').replaceAll('192.0.2.3', '192.0.2.9'));
    expect(shown(net.ask('www.game.example', 'A'))).toBe('www.game.example 300 A 198.51.100.10');
  });
});

const address = (name: string, ttl: number, number: number): ResourceRecord => ({
  name,
  type: 1,
  class: 1,
  ttl,
  data: { kind: 'A', address: number },
});
const SOA: ResourceRecord = {
  name: 'example',
  type: 6,
  class: 1,
  ttl: 600,
  data: {
    kind: 'SOA',
    primary: '',
    mailbox: '',
    serial: 0,
    refresh: 0,
    retry: 0,
    expire: 0,
    minimum: 20,
  },
};
const ALWAYS = Number.POSITIVE_INFINITY;

describe('trust (RFC 2181 §5.4.1)', () => {
  const ranks = Object.values(TRUST);
  const rows = ranks.flatMap(first => ranks.map(second => [first, second] as const));
  test.each(rows)('data of rank %i, then of rank %i: the better stays', (first, second) => {
    const cache: Cache = new Map();
    const keeping = { nowMicros: 0, latestMicros: ALWAYS };
    keepSet(cache, [address('a.example', 60, 1)], { ...keeping, trust: first });
    keepSet(cache, [address('A.example', 60, 2)], { ...keeping, trust: second });
    const kept = setOf(cache, 'a.example', 1, SECOND)?.records[0]?.data;
    expect(kept).toEqual({ kind: 'A', address: second >= first ? 2 : 1 });
  });

  test('what has expired gives way to anything', () => {
    const cache: Cache = new Map();
    const first = { trust: TRUST.authoritativeAnswer, nowMicros: 0, latestMicros: ALWAYS };
    keepSet(cache, [address('a.example', 1, 1)], first);
    const second = { trust: TRUST.glue, nowMicros: 2 * SECOND, latestMicros: ALWAYS };
    keepSet(cache, [address('a.example', 60, 2)], second);
    expect(setOf(cache, 'a.example', 1, 3 * SECOND)?.trust).toBe(TRUST.glue);
    expect(remembered(cache, 'a.example', 1, 3 * SECOND)).toBeUndefined();
  });

  test('records of one set with different TTLs live as long as the lowest (RFC 2181 §5.2)', () => {
    const cache: Cache = new Map();
    const keeping = { trust: TRUST.answer, nowMicros: 0, latestMicros: ALWAYS };
    keepSet(cache, [address('a.example', 60, 1), address('a.example', 30, 2)], keeping);
    expect(remembered(cache, 'a.example', 1, 10 * SECOND)).toMatchObject({
      records: [{ ttl: 20 }, { ttl: 20 }],
    });
    expect(remembered(cache, 'a.example', 1, 30 * SECOND)).toBeUndefined();
  });

  test('a week is the longest, three hours for a denial', () => {
    const cache: Cache = new Map();
    const keeping = { trust: TRUST.answer, nowMicros: 0, latestMicros: ALWAYS };
    keepSet(cache, [address('a.example', 2 ** 31 - 1, 1)], keeping);
    expect(setOf(cache, 'a.example', 1, 0)?.expiresAtMicros).toBe(7 * 86_400 * SECOND);
    const data = { ...SOA.data, minimum: 999_999 } as ResourceRecord['data'];
    const soa = { ...SOA, ttl: 999_999, data };
    keepDenial(cache, { name: 'b.example', type: 1 }, { rcode: 3, soa }, 0);
    expect(remembered(cache, 'b.example', 28, 10_799 * SECOND)?.kind).toBe('denial');
    expect(remembered(cache, 'b.example', 28, 10_800 * SECOND)).toBeUndefined();
  });

  test('a name that appears ends the denial of it', () => {
    const cache: Cache = new Map();
    keepDenial(cache, { name: 'a.example', type: 28 }, { rcode: 3, soa: SOA }, 0);
    const keeping = { trust: TRUST.answer, nowMicros: 0, latestMicros: ALWAYS };
    keepSet(cache, [address('a.example', 60, 1)], keeping);
    expect(remembered(cache, 'a.example', 28, SECOND)).toBeUndefined();
  });

  test('the memory is bounded: what has expired goes first, then the oldest', () => {
    const cache: Cache = new Map();
    const keeping = { trust: TRUST.answer, latestMicros: ALWAYS };
    for (let index = 0; index < 3 * LIMITS.cacheEntries; index++) {
      const name = `n${index}.example`;
      keepSet(cache, [address(name, 60, index)], { ...keeping, nowMicros: index * 1000 });
    }
    expect(cache.size).toBeLessThanOrEqual(LIMITS.cacheEntries);
    const newest = `n${3 * LIMITS.cacheEntries - 1}.example`;
    expect(remembered(cache, newest, 1, 3 * LIMITS.cacheEntries * 1000)?.kind).toBe('answer');
  });
});

test('the state before a step stays as it was, and a step is the same each time', () => {
  const net = new SmallInternet();
  net.ask('www.game.example', 'A');
  const before = net.stateOf(RESOLVER);
  const copy = structuredClone(before);
  net.ask('cart.shop.example', 'A');
  expect(before).toEqual(copy);
});
