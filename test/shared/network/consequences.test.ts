import { describe, expect, test } from 'vitest';
import type { ExchangeSpec } from '../../../shared/network/exchange.ts';
import { startExchange } from '../../../shared/network/simulator.ts';
import { createWorld } from '../../../shared/network/world.ts';
import { getPrices, ip, MAC, nextHops, oneLan, phoneBook } from './networks.ts';
import {
  byAutomaton,
  deliveries,
  losses,
  type Mistake,
  outcomeOf,
  playWith,
  story,
} from './play.ts';

const TEXT: ExchangeSpec = {
  type: 'text',
  node: 'a',
  to: ip('10.0.0.2'),
  text: 'hello',
  reply: null,
};
const ECHO: ExchangeSpec = { type: 'echo', node: 'a', to: ip('10.0.3.2'), timeToLive: null };
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
  targets: ['/prices.html'],
};

const text = (mistake: Mistake) => playWith(createWorld(oneLan(), 's'), TEXT, 1, mistake);
const echo = (mistake: Mistake) => playWith(createWorld(nextHops(), 's'), ECHO, 1, mistake);
const query = (mistake: Mistake) => playWith(createWorld(phoneBook(), 's'), LOOKUP, 1, mistake);
const fetch = (mistake: Mistake) => playWith(createWorld(getPrices(), 's'), FETCH, 1, mistake);

describe('without recovery a wrong value ends the exchange', () => {
  test('a card that nobody has: flooded, not mine for every card, unclaimed', () => {
    const happenings = text({
      node: 'a',
      type: 'wrap-frame',
      values: { 'ethernet.destination': 0x0200000000ff },
    });
    expect(story(happenings).slice(-3)).toEqual([
      'sw switch-frame send',
      'b unwrap-frame drop not-mine',
      'c unwrap-frame drop not-mine',
    ]);
    expect(losses(happenings)).toEqual(['unclaimed']);
    expect(outcomeOf(happenings)).toBe('failed');
  });

  test('a wrong frame check sequence: dropped by the switch', () => {
    const happenings = text({
      node: 'a',
      type: 'wrap-frame',
      values: { 'ethernet.frameCheckSequence': 1 },
    });
    expect(story(happenings).at(-1)).toBe('sw switch-frame drop bad-frame-check');
    expect(losses(happenings)).toEqual(['corrupted']);
  });

  test('a port where nobody listens: port unreachable comes back', () => {
    const happenings = text({
      node: 'a',
      type: 'wrap-datagram',
      values: { 'udp.destinationPort': 17 },
    });
    expect(story(happenings)).toContain('b unwrap-datagram answer port-unreachable');
    expect(story(happenings).at(-1)).toBe('a read-icmp deliver');
    expect(outcomeOf(happenings)).toBe('failed');
  });

  test('a wrong datagram checksum: dropped by the far transport layer', () => {
    const happenings = text({
      node: 'a',
      type: 'wrap-datagram',
      values: { 'udp.checksum': 0x1234 },
    });
    expect(story(happenings).at(-1)).toBe('b unwrap-datagram drop bad-transport-checksum');
  });

  test('a wrong header checksum: dropped by the next node', () => {
    const happenings = echo({
      node: 'a',
      type: 'wrap-packet',
      values: { 'ipv4.headerChecksum': 0xbeef },
    });
    expect(story(happenings).at(-1)).toBe('r1 forward-packet drop bad-header-checksum');
    expect(outcomeOf(happenings)).toBe('failed');
  });

  test('the last hop used up: dies at the router, which tells the sender', () => {
    const happenings = echo({ node: 'a', type: 'wrap-packet', values: { 'ipv4.timeToLive': 1 } });
    expect(story(happenings)).toContain('r1 forward-packet answer time-exceeded');
    expect(story(happenings).at(-1)).toBe('a read-icmp deliver');
    expect(outcomeOf(happenings)).toBe('failed');
  });

  test('a next hop on another network: nobody answers ARP', () => {
    const happenings = echo({
      node: 'a',
      type: 'wrap-packet',
      values: { nextHop: ip('10.0.3.2') },
    });
    expect(story(happenings).filter(line => line.startsWith('a ask-arp'))).toHaveLength(3);
    expect(story(happenings).filter(line => line.endsWith('not-mine'))).toHaveLength(3);
    expect(outcomeOf(happenings)).toBe('failed');
  });

  test('a router that writes its own source gets the answer itself, and it dies there', () => {
    const happenings = echo({
      node: 'r1',
      type: 'forward-packet',
      values: { 'ipv4.source': ip('10.0.2.1') },
    });
    expect(deliveries(happenings)).toEqual(['echo-request']);
    expect(story(happenings).at(-1)).toBe('r1 read-icmp drop nothing-to-do');
    expect(outcomeOf(happenings)).toBe('failed');
  });

  test('a router that addresses the final card: nobody on its network takes the frame', () => {
    const happenings = echo({
      node: 'r1',
      type: 'wrap-frame',
      values: { 'ethernet.destination': MAC.c },
    });
    expect(story(happenings).at(-1)).toBe('r2 unwrap-frame drop not-mine');
    expect(losses(happenings)).toEqual(['unclaimed']);
  });

  test('a router that sends although no hop is left: the next one drops it', () => {
    const world = createWorld(nextHops(), 's');
    const spec = { ...ECHO, timeToLive: 1 };
    const happenings = playWith(world, spec, 1, {
      node: 'r1',
      type: 'forward-packet',
      values: {},
    });
    expect(story(happenings)).toContain('r2 forward-packet answer time-exceeded');
  });

  test('no route: the router says that the network is unreachable', () => {
    const spec = { ...ECHO, to: ip('192.0.2.1') };
    const happenings = startExchange(createWorld(nextHops(), 's'), spec, 1, byAutomaton);
    expect(story(happenings)).toContain('r1 forward-packet answer net-unreachable');
  });

  test('a host that is not there: the last router says so', () => {
    const spec = { ...ECHO, to: ip('10.0.3.77') };
    const happenings = startExchange(createWorld(nextHops(), 's'), spec, 1, byAutomaton);
    expect(story(happenings)).toContain('r2 compose-icmp send');
    expect(story(happenings).at(-1)).toBe('a read-icmp deliver');
  });

  test('a wave without an edge in mid-bit cannot be heard', () => {
    const happenings = playWith(createWorld(oneLan(), 's', { physical: true }), TEXT, 1, {
      node: 'a',
      type: 'send-bits',
      values: { signal: '1100110011001100' },
      always: true,
    });
    expect(outcomeOf(happenings)).toBe('failed');
    expect(story(happenings)).toContain('sw switch-frame drop bad-frame-check');
  });
});

describe('what cannot recover fails', () => {
  test('a SYN to a closed port is reset', () => {
    const happenings = fetch({
      node: 'client',
      type: 'wrap-segment',
      values: { 'tcp.destinationPort': 8080 },
    });
    expect(story(happenings)).toContain('web unwrap-segment answer rst');
  });

  test('a question for another name is answered, but not what was wanted', () => {
    const happenings = query({
      node: 'client',
      type: 'compose-query',
      values: { 'dns.name': 'ns.game.example' },
    });
    expect(deliveries(happenings)).toEqual([]);
    expect(outcomeOf(happenings)).toBe('failed');
  });

  test('an answer read wrongly sends the browser elsewhere', () => {
    const happenings = fetch({
      node: 'client',
      type: 'read-answer',
      action: 'deliver',
      values: { answer: '10.1.74.10' },
    });
    expect(story(happenings)).toContain('names unwrap-segment answer rst');
    expect(outcomeOf(happenings)).toBe('failed');
  });

  test('a length that is too long leaves the browser waiting until it gives up', () => {
    const happenings = fetch({
      node: 'web',
      type: 'serve-request',
      values: { 'http.contentLength': 5000 },
    });
    expect(outcomeOf(happenings)).toBe('failed');
  });

  test('mistakes without end use up all retries', () => {
    const happenings = query({
      node: 'client',
      type: 'wrap-datagram',
      values: { 'udp.destinationPort': 80 },
      always: true,
    });
    expect(story(happenings).filter(line => line.startsWith('client compose-query'))).toHaveLength(
      5,
    );
    expect(outcomeOf(happenings)).toBe('failed');
  });
});
