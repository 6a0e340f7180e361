import { describe, expect, test } from 'vitest';
import {
  contentMismatch,
  placeMismatch,
} from '../../../../../shared/network/programs/resolver/match.ts';
import type { ResolverSettings } from '../../../../../shared/network/programs/resolver/settings.ts';
import { type DnsMessage, dns, type ResourceRecord } from '../../../../../shared/protocols/dns.ts';
import type { Meddler } from './fake-internet.ts';
import { EVIL, evil, GAME, RESOLVER, ROOT, SHOP, SmallInternet, shown } from './small-internet.ts';

const OPEN = { server: ROOT, port: 5000, identifier: 9, name: 'wWw.Example', type: 1 };
const GOOD = { id: 9, qr: 1, questions: [{ name: 'wWw.Example', type: 1, class: 1 }] };

test.each<[string, Partial<Pick<DnsMessage, 'id' | 'qr' | 'questions'>>, string | null]>([
  ['the answer', {}, null],
  ['a question', { qr: 0 }, 'response'],
  ['another identifier', { id: 10 }, 'identifier'],
  ['no question', { questions: [] }, 'question'],
  ['two questions', { questions: [...GOOD.questions, ...GOOD.questions] }, 'question'],
  ['another name', { questions: [{ name: 'www.other', type: 1, class: 1 }] }, 'question'],
  ['another type', { questions: [{ name: 'wWw.Example', type: 28, class: 1 }] }, 'question'],
  ['another class', { questions: [{ name: 'wWw.Example', type: 1, class: 3 }] }, 'question'],
  ['other letters', { questions: [{ name: 'www.example', type: 1, class: 1 }] }, 'case'],
])('%s is told apart', (_fact, changes, mismatch) => {
  expect(contentMismatch(OPEN, { ...GOOD, ...changes })).toBe(mismatch);
});

test.each([
  ['the server asked', { address: ROOT, port: 53 }, 5000, null],
  ['another server', { address: SHOP, port: 53 }, 5000, 'server'],
  ['another port of the server', { address: ROOT, port: 54 }, 5000, 'server'],
  ['another port of ours', { address: ROOT, port: 53 }, 5001, 'port'],
])('a datagram by %s', (_fact, peer, port, mismatch) => {
  expect(placeMismatch(OPEN, { peer, port })).toBe(mismatch);
});

/** Before the true answer of the game's server come forged ones, made from what was asked. */
const forgedFirst =
  (forge: (query: DnsMessage) => Partial<DnsMessage>, from = GAME, portAway = 0): Meddler =>
  carried => {
    if (carried.to.address !== GAME || carried.via === 'stream') return 'pass';
    const decoded = dns.decode(carried.bytes);
    if (!decoded.ok) return 'pass';
    const query = decoded.value.header;
    const answers = query.questions.map(({ name }) => evil(name));
    const bytes = dns.encode({ ...query, qr: 1, aa: 1, answers, ...forge(query) });
    const to = { ...carried.from, port: carried.from.port + portAway };
    return [{ via: 'datagram', from: { address: from, port: 53 }, to, bytes }, carried];
  };

describe('a forged answer that comes first', () => {
  const TRUE = 'www.game.example 300 A 198.51.100.10';
  test.each<[string, Meddler]>([
    ['with another identifier', forgedFirst(({ id }) => ({ id: id ^ 1 }))],
    ['from another server', forgedFirst(() => ({}), SHOP)],
    ['to another port', forgedFirst(() => ({}), GAME, 1)],
    [
      'for another question',
      forgedFirst(() => ({ questions: [{ name: 'bank.game.example', type: 1, class: 1 }] })),
    ],
    [
      'in plain letters',
      forgedFirst(({ questions }) => ({
        questions: questions.map(one => ({ ...one, name: one.name.toLowerCase() })),
      })),
    ],
  ])('%s is not believed', (_fact, meddle) => {
    const net = new SmallInternet();
    net.meddle = meddle;
    expect(shown(net.ask('www.game.example', 'A'))).toBe(TRUE);
  });

  test('with everything right it is: nobody checks who sent a datagram', () => {
    const net = new SmallInternet();
    net.meddle = forgedFirst(() => ({}));
    expect(shown(net.ask('www.game.example', 'A'))).toContain('203.0.113.254');
    expect(shown(net.ask('www.game.example', 'A'))).toContain('203.0.113.254');
  });

  test('a resolver that always asks in the same way is easy to deceive', () => {
    const net = new SmallInternet(undefined, {
      fixedIdentifier: 7,
      fixedPort: 5353,
      mixesCase: false,
    });
    const question = { name: 'www.game.example', type: 1, class: 1 };
    const bytes = dns.encode({
      id: 7,
      qr: 1,
      aa: 1,
      questions: [question],
      answers: [evil(question.name)],
    });
    net.meddle = carried =>
      carried.to.address === GAME
        ? [
            {
              via: 'datagram',
              from: { address: GAME, port: 53 },
              to: { address: RESOLVER, port: 5353 },
              bytes,
            },
            carried,
          ]
        : 'pass';
    expect(shown(net.ask('www.game.example', 'A'))).toContain('203.0.113.254');
  });
});

describe('a server that speaks of names that are not its own', () => {
  /** The server of the shop adds the address and the servers of the game to its answers. */
  const poison: Meddler = carried => {
    if (carried.from.address !== SHOP) return 'pass';
    const decoded = dns.decode(carried.bytes);
    if (!decoded.ok) return 'pass';
    const { header } = decoded.value;
    const server: ResourceRecord = {
      name: 'game.example',
      type: 2,
      class: 1,
      ttl: 86_400,
      data: { kind: 'NS', name: 'ns.evil.example' },
    };
    const message = {
      ...header,
      answers: [...header.answers, evil('www.game.example')],
      authorities: [server],
      additionals: [evil('ns.evil.example'), evil('ns.game.example')],
    };
    return [{ ...carried, bytes: dns.encode(message) }];
  };

  const poisoned = (changes: Partial<ResolverSettings>) => {
    const net = new SmallInternet(undefined, changes);
    net.meddle = poison;
    expect(shown(net.ask('cart.shop.example', 'A'))).toContain('198.51.100.20');
    return net;
  };

  test('is not listened to (bailiwick)', () => {
    const net = poisoned({});
    expect(shown(net.ask('www.game.example', 'A'))).toBe('www.game.example 300 A 198.51.100.10');
  });

  test('is believed by a resolver that does not check', () => {
    const net = poisoned({ checksBailiwick: false });
    expect(shown(net.ask('www.game.example', 'A'))).toContain('203.0.113.254');
    net.ask('mail.game.example', 'A');
    expect(net.sent.some(({ to }) => to.address === EVIL)).toBe(true);
  });
});
