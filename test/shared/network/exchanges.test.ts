import { expect, test } from 'vitest';
import { concat, toHex } from '../../../shared/base/bytes.ts';
import { sha256Hex } from '../../../shared/base/sha256.ts';
import type { ExchangeSpec } from '../../../shared/network/exchange.ts';
import { startExchange } from '../../../shared/network/simulator.ts';
import type { Topology } from '../../../shared/network/topology.ts';
import { createWorld, type World } from '../../../shared/network/world.ts';
import { getPrices, ip, nextHops, oneLan, phoneBook } from './networks.ts';
import { byAutomaton, decided, deliveries, outcomeOf } from './play.ts';

const TEXT: ExchangeSpec = {
  type: 'text',
  node: 'a',
  to: ip('10.0.0.2'),
  text: 'Is anybody there?',
  reply: 'I am.',
};
const ECHO: ExchangeSpec = { type: 'echo', node: 'a', to: ip('10.0.3.2'), timeToLive: null };
const FETCH: ExchangeSpec = {
  type: 'fetch',
  node: 'client',
  host: 'www.game.example',
  targets: ['/prices.html', '/nothing.html'],
  forget: [{ node: 'client', what: 'dns' }],
};
const lookup = (name: string, recordType: number): ExchangeSpec => ({
  type: 'lookup',
  node: 'client',
  name,
  recordType,
});

const SHAPES: readonly [string, Topology, ExchangeSpec, readonly string[]][] = [
  ['02 text and reply', oneLan(), TEXT, ['text', 'reply']],
  ['04 an address', phoneBook(), lookup('www.game.example', 1), ['answer']],
  ['04 an alias', phoneBook(), lookup('shop.game.example', 1), ['answer']],
  ['04 a reverse name', phoneBook(), lookup('10.74.1.10.in-addr.arpa', 12), ['answer']],
  ['04 a mail exchange', phoneBook(), lookup('game.example', 15), ['answer']],
  ['04 a name that is not there', phoneBook(), lookup('no.game.example', 1), ['answer']],
  ['07 echo over two routers', nextHops(), ECHO, ['echo-request', 'echo-reply']],
  [
    '09 a page and one that is missing',
    getPrices(),
    FETCH,
    ['answer', 'established', 'page', 'page', 'closed'],
  ],
  [
    '09 by address, a page of three segments',
    getPrices(),
    { type: 'fetch', node: 'client', host: '172.217.12.229', targets: ['/long.txt'] },
    ['established', 'page', 'closed'],
  ],
];

test.each(SHAPES)('%s is done by automata alone', (_name, topology, spec, what) => {
  const happenings = startExchange(createWorld(topology, 'seed'), spec, 1, byAutomaton);
  expect(deliveries(happenings)).toEqual(what);
  expect(outcomeOf(happenings)).toBe('done');
});

/** Tasks by node and layer once all caches are warm. */
const steps = (world: World, spec: ExchangeSpec): Record<string, number> => {
  startExchange(world, spec, 1, byAutomaton);
  const counts: Record<string, number> = {};
  for (const { task } of decided(startExchange(world, spec, 2, byAutomaton))) {
    counts[task.station] = (counts[task.station] ?? 0) + 1;
  }
  return counts;
};

test('02 takes each of the five layers twice at both ends, and the switch twice', () => {
  expect(steps(createWorld(oneLan(), 'seed', { physical: true }), TEXT)).toEqual({
    'a.application': 2,
    'a.transport': 2,
    'a.network': 2,
    'a.link': 2,
    'a.physical': 2,
    'sw.link': 2,
    'b.physical': 2,
    'b.link': 2,
    'b.network': 2,
    'b.transport': 2,
    'b.application': 2,
  });
});

// Composing and reading an ICMP message are tasks of their own, so each end has 4 instead of 2.
test('07 takes 4 and 2 steps at each end, 4 and 2 at each router', () => {
  expect(steps(createWorld(nextHops(), 'seed'), ECHO)).toEqual({
    'a.network': 4,
    'a.link': 2,
    'r1.link': 4,
    'r1.network': 2,
    'r2.link': 4,
    'r2.network': 2,
    'c.link': 2,
    'c.network': 4,
  });
});

// A router takes a frame off, forwards, and puts a new one on: three tasks for each of 12 packets.
test('09 takes 42 steps at the client, 32 at the server, 36 at the router, 7 at the name server', () => {
  expect(steps(createWorld(getPrices(), 'seed'), FETCH)).toEqual({
    'client.application': 6,
    'client.transport': 12,
    'client.network': 12,
    'client.link': 12,
    'r.link': 24,
    'r.network': 12,
    'names.link': 2,
    'names.network': 2,
    'names.transport': 2,
    'names.application': 1,
    'web.link': 10,
    'web.network': 10,
    'web.transport': 10,
    'web.application': 2,
  });
});

test('a cold cache adds three ARP tasks a pair of neighbours', () => {
  const cold = startExchange(createWorld(nextHops(), 'seed'), ECHO, 1, byAutomaton);
  const arp = decided(cold).filter(({ task }) => task.situation.type.includes('arp'));
  expect(arp).toHaveLength(9);
});

const digest = (seed: string): string => {
  const world = createWorld(getPrices({ lossRatio: 0.1, corruptionRatio: 0.05 }), seed);
  startExchange(world, FETCH, 1, byAutomaton);
  startExchange(world, { ...FETCH, targets: ['/long.txt'] }, 2, byAutomaton);
  return sha256Hex(concat(...world.capture.map(frame => frame.bytes)));
};

test('the same seed gives the same bytes, another seed others', () => {
  expect(digest('one')).toBe(digest('one'));
  expect(digest('one')).not.toBe(digest('two'));
});

test('what one exchange draws does not depend on the others', () => {
  const alone = createWorld(getPrices(), 'seed');
  startExchange(alone, FETCH, 1, byAutomaton);
  const bytesOf = (world: World, exchange: number) =>
    world.capture
      .filter(frame => frame.exchange === exchange)
      .filter(({ bytes }) => bytes[13] === 0)
      .map(({ bytes }) => toHex(bytes));
  const crowded = createWorld(getPrices(), 'seed');
  startExchange(crowded, { ...lookup('game.example', 15) }, 7, byAutomaton);
  startExchange(crowded, FETCH, 1, byAutomaton);
  expect(bytesOf(crowded, 1)).toEqual(bytesOf(alone, 1));
});
