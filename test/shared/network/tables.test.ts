import { describe, expect, test } from 'vitest';
import { ARP_LIFETIME_MICROS, hardwareAddress } from '../../../shared/network/arp-cache.ts';
import { AGEING_MICROS } from '../../../shared/network/mac-table.ts';
import { hostOf } from '../../../shared/network/processes/host-name.ts';
import { knownAddress } from '../../../shared/network/processes/resolver.ts';
import { hopTo, longestPrefix, sourceFor } from '../../../shared/network/routes.ts';
import { startExchange } from '../../../shared/network/simulator.ts';

import type { NodeState, World } from '../../../shared/network/world.ts';
import { createWorld } from '../../../shared/network/world.ts';
import { getPrices, ip, MAC, nextHops, oneLan } from './networks.ts';
import { byAutomaton, decided, outcomeOf, playWith } from './play.ts';

const nodeOf = (world: World, name: string): NodeState => {
  const node = world.nodes.get(name);
  if (node === undefined) throw new Error(`${name} is no node`);
  return node;
};

describe('routes', () => {
  const r1 = nodeOf(createWorld(nextHops(), 's'), 'r1');

  test.each([
    ['an own network beats a shorter prefix', '10.0.2.9', '10.0.2.9', 'eth1'],
    ['a remote one goes to the next router', '10.0.3.2', '10.0.2.2', 'eth1'],
    ['the other side', '10.0.1.2', '10.0.1.2', 'eth0'],
  ])('%s', (_fact, destination, nextHop, name) => {
    expect(hopTo(r1, ip(destination))).toEqual({ nextHop: ip(nextHop), interface: name });
  });

  test('without a route there is no hop', () => {
    expect(hopTo(r1, ip('192.0.2.1'))).toBeUndefined();
    expect(longestPrefix([], ip('10.0.0.1'))).toBeUndefined();
  });

  test('of equal prefixes the first counts', () => {
    const route = (name: string) => ({
      prefix: { address: 0, length: 0 },
      nextHop: 1,
      interface: name,
    });
    expect(longestPrefix([route('x'), route('y')], 5)?.interface).toBe('x');
  });

  test('the source is the address of the outgoing interface', () => {
    expect(sourceFor(r1, ip('10.0.3.2'))).toBe(ip('10.0.2.1'));
    expect(sourceFor(r1, ip('192.0.2.1'))).toBe(ip('10.0.1.1'));
  });
});

describe('what is learned', () => {
  const talk = (world: World, id: number) =>
    startExchange(
      world,
      { type: 'text', node: 'a', to: ip('10.0.0.2'), text: 'hi', reply: 'yo' },
      id,
      byAutomaton,
    );

  test('an ARP row is used for a minute and asked for anew after it', () => {
    const world = createWorld(oneLan(), 's');
    talk(world, 1);
    const a = nodeOf(world, 'a');
    const { learnedAtMicros = 0 } = a.arp.get(ip('10.0.0.2')) ?? {};
    world.nowMicros = learnedAtMicros + ARP_LIFETIME_MICROS - 1;
    expect(hardwareAddress(world, a, ip('10.0.0.2'))).toBe(MAC.b);
    world.nowMicros += 1;
    expect(hardwareAddress(world, a, ip('10.0.0.2'))).toBeUndefined();
    const again = decided(talk(world, 2)).map(({ task }) => task.situation.type);
    expect(again).toContain('ask-arp');
  });

  test('who is asked learns who asks', () => {
    const world = createWorld(oneLan(), 's');
    talk(world, 1);
    expect(nodeOf(world, 'b').arp.get(ip('10.0.0.1'))?.mac).toBe(MAC.a);
    expect(nodeOf(world, 'c').arp.size).toBe(0);
  });

  test('a switch floods what it does not know, then forwards, then forgets', () => {
    const world = createWorld(oneLan(), 's');
    const portsOf = (id: number) =>
      decided(talk(world, id))
        .filter(({ task }) => task.situation.type === 'switch-frame')
        .map(({ decision }) => decision.values.ports);
    expect(portsOf(1)).toEqual(['p2,p3', 'p1', 'p2', 'p1']);
    expect(portsOf(2)).toEqual(['p2', 'p1']);
    world.nowMicros += AGEING_MICROS;
    expect(portsOf(3)[0]).toBe('p2,p3');
  });

  test('a name is kept as long as its record says', () => {
    const world = createWorld(getPrices(), 's');
    const spec = {
      type: 'fetch',
      node: 'client',
      host: 'www.game.example',
      targets: ['/prices.html'],
    } as const;
    startExchange(world, spec, 1, byAutomaton);
    const asks = (id: number, more: object = {}) =>
      decided(startExchange(world, { ...spec, ...more }, id, byAutomaton)).some(
        ({ task }) => task.situation.type === 'compose-query',
      );
    expect(knownAddress(world, 'client', 'WWW.game.example')).toBe(ip('172.217.12.229'));
    expect(asks(2)).toBe(false);
    expect(asks(3, { forget: [{ node: 'client', what: 'dns' }] })).toBe(true);
    world.nowMicros += 300_000_000;
    expect(asks(4)).toBe(true);
  });
});

test('a connection stays in TIME-WAIT at whoever closed first, and goes when its time is over', () => {
  const world = createWorld(getPrices(), 's');
  const fetch = (id: number) =>
    startExchange(
      world,
      { type: 'fetch', node: 'client', host: '172.217.12.229', targets: ['/prices.html'] },
      id,
      byAutomaton,
    );
  const states = (name: string) => nodeOf(world, name).sockets.map(({ state }) => state);
  fetch(1);
  expect(states('client')).toEqual(['TIME-WAIT']);
  expect(states('web')).toEqual(['LISTEN']);
  world.nowMicros += 240_000_000;
  fetch(2);
  expect(states('client')).toEqual(['TIME-WAIT']);
  for (let id = 3; id < 12; id++) fetch(id);
  expect(states('client')).toHaveLength(5);
});

test.each([
  ['www.game.example', 'www.game.example', 80],
  ['www.game.example:8080', 'www.game.example', 8080],
  ['www.game.example:0', 'www.game.example', 80],
])('%s is read as a name and a port', (host, name, port) => {
  expect(hostOf(host)).toEqual({ name, port });
});

test('who could not deliver asks anew who has the next hop', () => {
  const world = createWorld(oneLan(), 's');
  const spec = { type: 'text', node: 'a', to: ip('10.0.0.2'), text: 'hi', reply: null } as const;
  const wrong = playWith(world, spec, 1, {
    node: 'a',
    type: 'arp-reply-in',
    action: 'deliver',
    values: { 'learn.mac': MAC.web },
  });
  expect(outcomeOf(wrong)).toBe('failed');
  expect(outcomeOf(startExchange(world, spec, 2, byAutomaton))).toBe('done');
});
