import { describe, expect, test } from 'vitest';
import type { ExchangeSpec } from '../../../shared/network/exchange.ts';
import { setLink } from '../../../shared/network/link-state.ts';
import { startExchange } from '../../../shared/network/simulator.ts';
import type { LinkSpec, Topology } from '../../../shared/network/topology.ts';
import { createWorld } from '../../../shared/network/world.ts';
import { getPrices, ip, phoneBook } from './networks.ts';
import { byAutomaton, deliveries, losses, type Mistake, outcomeOf, playWith } from './play.ts';

const LOOKUP: ExchangeSpec = {
  type: 'lookup',
  node: 'client',
  name: 'www.game.example',
  recordType: 1,
};
const FETCH: ExchangeSpec = {
  type: 'fetch',
  node: 'client',
  host: 'www.game.example',
  targets: ['/prices.html', '/long.txt'],
};

const query = (mistake: Mistake) => playWith(createWorld(phoneBook(), 's'), LOOKUP, 1, mistake);
const fetch = (mistake: Mistake) => playWith(createWorld(getPrices(), 's'), FETCH, 1, mistake);

describe('a protocol that recovers does so by itself', () => {
  const RECOVERED: readonly [string, Mistake, (mistake: Mistake) => ReturnType<typeof fetch>][] = [
    [
      'a query to a wrong port is asked again',
      { node: 'client', type: 'wrap-datagram', values: { 'udp.destinationPort': 80 } },
      query,
    ],
    [
      'a query to a wrong server is asked again',
      { node: 'client', type: 'compose-query', values: { server: ip('10.60.145.1') } },
      query,
    ],
    [
      'an answer taken for somebody else’s is asked for again',
      { node: 'client', type: 'read-answer', action: 'drop', values: {} },
      query,
    ],
    [
      'a SYN that was dropped is sent again',
      { node: 'client', type: 'wrap-segment', action: 'drop', values: {} },
      fetch,
    ],
    [
      'a segment with a wrong checksum is sent again',
      { node: 'client', type: 'wrap-segment', values: { 'tcp.checksum': 1 } },
      fetch,
    ],
    [
      'a SYN ACK sent as ACK is sent again',
      { node: 'web', type: 'wrap-segment', values: { 'tcp.flags': 'ACK' } },
      fetch,
    ],
    [
      'any free source port is as good as another',
      { node: 'client', type: 'wrap-segment', values: { 'tcp.sourcePort': 40_000 } },
      fetch,
    ],
    [
      'any initial sequence number is as good as another',
      { node: 'client', type: 'wrap-segment', values: { 'tcp.sequenceNumber': 0xfffffff0 } },
      fetch,
    ],
    [
      'the server’s initial sequence number too',
      { node: 'web', type: 'wrap-segment', values: { 'tcp.sequenceNumber': 77 } },
      fetch,
    ],
    [
      'an ARP question to one card is asked again',
      {
        node: 'client',
        type: 'ask-arp',
        values: { 'ethernet.destination': 0x0200000000ff },
      },
      fetch,
    ],
    [
      'an ARP answer that was not learned is asked for again',
      { node: 'client', type: 'arp-reply-in', action: 'drop', values: {} },
      query,
    ],
    [
      'a frame lost at the server’s card',
      { node: 'web', type: 'unwrap-frame', action: 'drop', values: {} },
      fetch,
    ],
  ];

  test.each(RECOVERED)('%s', (_fact, mistake, play) => {
    expect(outcomeOf(play(mistake))).toBe('done');
  });
});

/** The client's own link is bad, the others are good. */
const badAccess = (topology: Topology, changes: Partial<LinkSpec>): Topology => ({
  ...topology,
  links: topology.links.map((link, index) => (index === 0 ? { ...link, ...changes } : link)),
});

describe('over links that lose or damage frames', () => {
  const SEEDS = Array.from({ length: 60 }, (_, index) => `seed ${index}`);
  const done = (topology: Topology): number =>
    SEEDS.filter(seed => {
      const happenings = startExchange(createWorld(topology, seed), FETCH, 1, byAutomaton);
      expect(outcomeOf(happenings)).toBeDefined();
      return outcomeOf(happenings) === 'done';
    }).length;

  test.each([
    ['5 % lost on every link', getPrices({ lossRatio: 0.05 }), 60],
    ['5 % damaged on every link', getPrices({ corruptionRatio: 0.05 }), 60],
    // Retries are used up now and then; that the rest ends as failed is what counts.
    ['20 % lost on the client’s link', badAccess(getPrices(), { lossRatio: 0.2 }), 57],
    ['20 % lost on every link', getPrices({ lossRatio: 0.2 }), 40],
  ])('%s', (_fact, topology, atLeast) => {
    expect(done(topology)).toBeGreaterThanOrEqual(atLeast);
  });

  test('a link that is down ends every exchange as failed, and serves again when plugged in', () => {
    const world = createWorld(getPrices(), 's');
    setLink(world, 'r.eth2', false);
    const cut = startExchange(world, FETCH, 1, byAutomaton);
    expect(outcomeOf(cut)).toBe('failed');
    expect(deliveries(cut)).toEqual(['answer']);
    setLink(world, 'web.eth0', true);
    expect(outcomeOf(startExchange(world, FETCH, 2, byAutomaton))).toBe('done');
  });

  test('who sits behind a link that carries less announces it, so nothing is too long', () => {
    const narrow = getPrices();
    const links = narrow.links.map((link, index) =>
      index === 0 ? { ...link, mtuBytes: 600 } : link,
    );
    const world = createWorld({ ...narrow, links }, 's');
    const happenings = startExchange(world, FETCH, 1, byAutomaton);
    expect(outcomeOf(happenings)).toBe('done');
    expect(losses(happenings)).toEqual([]);
    expect(Math.max(...world.capture.map(({ bytes }) => bytes.length))).toBeLessThanOrEqual(618);
  });
});
