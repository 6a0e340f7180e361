import { describe, expect, test } from 'vitest';
import { draw } from '../../../../../shared/base/random.ts';
import type { DnsMessage } from '../../../../../shared/protocols/dns.ts';
import { dns } from '../../../../../shared/protocols/dns.ts';
import { ednsOf } from '../../../../../shared/protocols/dns-edns.ts';
import type { Meddler } from './fake-internet.ts';
import { GAME, ROOT, SHOP, SmallInternet, SPARE, shown, TOP, ZONES } from './small-internet.ts';

const WWW = 'www.game.example 300 A 198.51.100.10';

/** Two servers for the zone of the game: the usual one and the spare one. */
const TWO_SERVERS = {
  ...ZONES,
  [TOP]: `${ZONES[TOP]}
    game.example NS ns2.game.example
    ns2.game.example A 192.0.2.5`,
  [SPARE]: `${ZONES[GAME]}`,
};

/** Changes what the server of the game says. */
const fromGame =
  (change: (reply: DnsMessage) => Partial<DnsMessage> | 'lose'): Meddler =>
  carried => {
    if (carried.from.address !== GAME || carried.via === 'stream') return 'pass';
    const decoded = dns.decode(carried.bytes);
    if (!decoded.ok) return 'pass';
    const changes = change(decoded.value.header);
    if (changes === 'lose') return 'lose';
    return [{ ...carried, bytes: dns.encode({ ...decoded.value.header, ...changes }) }];
  };

const empty = { answers: [], authorities: [], additionals: [] };

describe('a server that does not help is passed over', () => {
  test.each<[string, Parameters<typeof fromGame>[0]]>([
    ['one that is silent', () => 'lose'],
    ['one that refuses', () => ({ rcode: 5, aa: 0, ...empty })],
    ['one that fails', () => ({ rcode: 2, aa: 0, ...empty })],
    ['one without authority', () => ({ aa: 0 })],
    [
      'one that sends upwards',
      () => ({
        aa: 0,
        ...empty,
        authorities: [
          { name: '', type: 2, class: 1, ttl: 60, data: { kind: 'NS', name: 'ns.example' } },
        ],
      }),
    ],
    [
      'one that sends sideways',
      () => ({
        aa: 0,
        ...empty,
        authorities: [
          {
            name: 'shop.example',
            type: 2,
            class: 1,
            ttl: 60,
            data: { kind: 'NS', name: 'ns.shop.example' },
          },
        ],
      }),
    ],
  ])('%s', (_fact, change) => {
    for (const seed of ['a', 'b', 'c', 'd', 'e', 'f']) {
      const net = new SmallInternet(TWO_SERVERS, {}, seed);
      net.meddle = fromGame(change);
      expect(shown(net.ask('www.game.example', 'A'))).toBe(WWW);
    }
  });

  test.each<[string, Parameters<typeof fromGame>[0]]>([
    ['silent', () => 'lose'],
    ['lame', () => ({ rcode: 5, aa: 0, ...empty })],
  ])('when all are %s the client hears of a failure', (_fact, change) => {
    const net = new SmallInternet();
    net.meddle = fromGame(change);
    expect(shown(net.ask('www.game.example', 'A'))).toBe('rcode 2');
    expect(shown(net.ask('cart.shop.example', 'A'))).toContain('198.51.100.20');
  });

  test('one that was silent is asked last for a minute', () => {
    const net = new SmallInternet(TWO_SERVERS);
    net.meddle = fromGame(() => 'lose');
    for (let index = 0; index < 12; index++) {
      net.ask(`host${index}.game.example`, 'A', { patienceSeconds: 4 });
    }
    const vain = net.sent.filter(({ to }) => to.address === GAME);
    expect(vain.length).toBeLessThanOrEqual(1);
  });

  test('a silent server is asked three times, each time with twice the patience', () => {
    const net = new SmallInternet();
    const asked: number[] = [];
    net.meddle = carried => {
      if (carried.to.address === GAME) asked.push(net.nowMicros);
      return carried.from.address === GAME ? 'lose' : 'pass';
    };
    net.ask('www.game.example', 'A');
    const [first = 0] = asked;
    expect(asked.map(at => at - first)).toEqual([0, 1_000_000, 3_000_000]);
  });
});

test.each([0.1, 0.3])('with a loss of %d nearly every question is answered right', loss => {
  let right = 0;
  for (let seed = 0; seed < 60; seed++) {
    const net = new SmallInternet(TWO_SERVERS, {}, `loss ${seed}`);
    let count = 0;
    net.meddle = () => (draw('lost', seed, loss, count++) < loss ? 'lose' : 'pass');
    for (let attempt = 0; attempt < 4; attempt++) {
      const answer = shown(net.ask('buy.game.example', 'A', { id: 10 + attempt }));
      if (answer.includes('198.51.100.20')) {
        right += 1;
        break;
      }
      expect(['nothing', 'rcode 2']).toContain(answer);
    }
  }
  expect(right).toBeGreaterThanOrEqual(loss < 0.2 ? 60 : 58);
});

describe('an answer too long for a datagram', () => {
  const texts = Array.from(
    { length: 20 },
    (_, index) => `long.game.example TXT ${index}${'x'.repeat(90)}`,
  );
  const zones = { ...ZONES, [GAME]: `${ZONES[GAME]}\n${texts.join('\n')}` };

  test('is fetched over a stream', () => {
    const net = new SmallInternet(zones);
    const reply = net.ask('long.game.example', 'TXT', { edns: 1232 });
    expect(shown(reply)).toBe('truncated');
    expect(net.story().slice(-2)).toEqual([
      'game long.game.example TXT',
      'game+ long.game.example TXT',
    ]);
  });

  test('and where no stream can be had, the answer fails', () => {
    const net = new SmallInternet(zones);
    net.meddle = ({ via, to }) => (via === 'stream' && to.address === GAME ? 'lose' : 'pass');
    expect(shown(net.ask('long.game.example', 'TXT'))).toBe('rcode 2');
  });

  test('even when it was cut in the middle of a record', () => {
    const net = new SmallInternet(zones);
    net.meddle = carried => {
      if (carried.from.address !== GAME || carried.via === 'stream') return 'pass';
      const bytes = Uint8Array.from([...carried.bytes, 0, 0, 1]);
      bytes[2] = (bytes[2] ?? 0) | 2;
      bytes[7] = 1;
      return [{ ...carried, bytes }];
    };
    expect(shown(net.ask('www.game.example', 'A'))).toBe(WWW);
    expect(net.story().at(-1)).toBe('game+ www.game.example A');
  });
});

describe('old servers', () => {
  test('one that has never heard of EDNS is asked again without it', () => {
    const net = new SmallInternet();
    net.meddle = carried => {
      if (carried.to.address !== GAME) return 'pass';
      const decoded = dns.decode(carried.bytes);
      if (!decoded.ok || ednsOf(decoded.value.header) === undefined) return 'pass';
      const bytes = dns.encode({ ...decoded.value.header, qr: 1, rcode: 1, additionals: [] });
      return [{ ...carried, from: carried.to, to: carried.from, bytes }];
    };
    expect(shown(net.ask('www.game.example', 'A'))).toBe(WWW);
  });

  test('one that changes letters is asked over a stream', () => {
    const net = new SmallInternet();
    net.meddle = fromGame(({ questions }) => ({
      questions: questions.map(question => ({ ...question, name: question.name.toLowerCase() })),
    }));
    expect(shown(net.ask('www.game.example', 'A'))).toBe(WWW);
    expect(net.story().at(-1)).toBe('game+ www.game.example A');
  });
});

describe('delegations that lead nowhere end', () => {
  const without = (zones: Readonly<Record<number, string>>) => new SmallInternet(zones);

  test('two zones whose servers are in each other, without glue', () => {
    const net = without({
      [ROOT]: `${ZONES[ROOT]}
        one NS ns.two
        two NS ns.one`,
    });
    expect(shown(net.ask('www.one', 'A'))).toBe('rcode 2');
  });

  test('a server inside its own zone, without glue', () => {
    const net = without({ [ROOT]: `${ZONES[ROOT]}\n one NS ns.one` });
    expect(shown(net.ask('www.one', 'A'))).toBe('rcode 2');
  });

  test('a zone with hundreds of servers that do not exist takes no more than the allowed questions', () => {
    const many = Array.from({ length: 300 }, (_, index) => `one NS ns${index}.game.example`);
    const net = without({ ...ZONES, [ROOT]: `${ZONES[ROOT]}\n${many.slice(0, 60).join('\n')}` });
    expect(shown(net.ask('www.one', 'A'))).toBe('rcode 2');
    expect(net.story().length).toBeLessThanOrEqual(40);
  });

  test('an endless chain of zones without glue', () => {
    const chain = Array.from({ length: 60 }, (_, index) => `z${index} NS ns.z${index + 1}`);
    const net = without({ [ROOT]: `${ZONES[ROOT]}\n${chain.join('\n')}` });
    expect(shown(net.ask('www.z0', 'A'))).toBe('rcode 2');
    expect(net.story().length).toBeLessThanOrEqual(40);
  });

  test('an endless chain of aliases', () => {
    const chain = Array.from(
      { length: 60 },
      (_, index) => `c${index}.shop.example CNAME c${index + 1}.shop.example`,
    );
    const net = without({ ...ZONES, [SHOP]: `${ZONES[SHOP]}\n${chain.join('\n')}` });
    expect(shown(net.ask('c0.shop.example', 'A'))).toBe('rcode 2');
  });
});
