import { describe, expect, test } from 'vitest';
import { formatIpv6, linkLocalOf } from '../../../../shared/base/ipv6.ts';
import { withIpv6 } from '../../../../shared/network/ipv6/dual-stack.ts';
import { setLink } from '../../../../shared/network/link-state.ts';
import { startExchange } from '../../../../shared/network/simulator.ts';
import type { LinkSpec, Topology } from '../../../../shared/network/topology.ts';
import { createWorld, type World } from '../../../../shared/network/world.ts';
import { withNode } from '../internet.ts';
import { beside, MAC, nextHops, oneLan } from '../networks.ts';
import { byAutomaton, decided, deliveries, outcomeOf, story } from '../play.ts';

const echoTo = (text: string, hops: number | null = null) =>
  ({ type: 'echo', node: 'a', to: beside(text), timeToLive: hops }) as const;

const twoRouters = (changes: Partial<LinkSpec> = {}): World =>
  createWorld(withIpv6(nextHops(changes)), 'six');

/** What routers and hosts told of with ICMPv6, as 'node type code'. */
const told = (happenings: Parameters<typeof decided>[0]): string[] =>
  decided(happenings).flatMap(({ task }) =>
    task.situation.type === 'compose-icmpv6' && task.situation.icmpType < 128
      ? [`${task.node} ${task.situation.icmpType} ${task.situation.icmpCode}`]
      : [],
  );

describe('an echo over IPv6', () => {
  test('goes through two routers and back', () => {
    const happenings = startExchange(twoRouters(), echoTo('10.0.3.2'), 1, byAutomaton);
    expect(outcomeOf(happenings)).toBe('done');
    expect(deliveries(happenings)).toEqual(['echo-request', 'echo-reply']);
  });

  test('asks for neighbours once, and the second echo finds them', () => {
    const world = twoRouters();
    const asked = (id: number) =>
      story(startExchange(world, echoTo('10.0.3.2'), id, byAutomaton)).filter(line =>
        line.endsWith('answer neighbor-advertisement'),
      ).length;
    expect(asked(1)).toBe(5);
    expect(asked(2)).toBe(0);
  });

  test.each([
    ['no hops left at the first router', '10.0.3.2', 1, 'r1 3 0', 'done'],
    ['no hops left at the second', '10.0.3.2', 2, 'r2 3 0', 'done'],
    ['nobody has the address', '10.0.3.99', null, 'r2 1 3', 'done'],
    ['no router knows the way', '10.9.9.9', null, 'r2 1 0', 'done'],
  ])('%s', (_fact, to, hops, error, outcome) => {
    const happenings = startExchange(twoRouters(), echoTo(to, hops), 1, byAutomaton);
    expect(told(happenings)).toEqual([error]);
    expect(outcomeOf(happenings)).toBe(outcome);
  });

  test('goes nowhere over a link that is down, and comes back when it is up', () => {
    const world = twoRouters();
    setLink(world, 'r1.eth1', false);
    const lost = startExchange(world, echoTo('10.0.3.2'), 1, byAutomaton);
    expect(told(lost)).toEqual(['r1 1 0']);
    expect(outcomeOf(lost)).toBe('failed');
    setLink(world, 'r1.eth1', true);
    expect(outcomeOf(startExchange(world, echoTo('10.0.3.2'), 2, byAutomaton))).toBe('done');
  });

  test('may go to the neighbour by its link-local address', () => {
    const world = createWorld(withIpv6(oneLan()), 'six');
    const spec = { type: 'echo', node: 'a', to: linkLocalOf(MAC.b), timeToLive: null } as const;
    expect(outcomeOf(startExchange(world, spec, 1, byAutomaton))).toBe('done');
  });
});

describe('a datagram over IPv6', () => {
  test('carries a text to a neighbour and back', () => {
    const world = createWorld(withIpv6(oneLan()), 'six');
    const spec = {
      type: 'text',
      node: 'a',
      to: beside('10.0.0.2'),
      text: 'Hello',
      reply: 'Hi',
    } as const;
    const happenings = startExchange(world, spec, 1, byAutomaton);
    expect(deliveries(happenings)).toEqual(['text', 'reply']);
    expect(outcomeOf(happenings)).toBe('done');
  });

  test('for a port where nobody listens is refused', () => {
    const world = createWorld(withIpv6(oneLan()), 'six');
    const spec = {
      type: 'text',
      node: 'a',
      to: beside('10.0.0.3'),
      text: 'Hello',
      reply: null,
    } as const;
    const happenings = startExchange(world, spec, 1, byAutomaton);
    expect(told(happenings)).toEqual(['c 1 4']);
  });
});

describe('a host without an address', () => {
  /** Host a takes its address from r1, whose network has a prefix of 64 bits. */
  const bare = (): Topology => {
    const topology = withIpv6(nextHops());
    const [a] = topology.nodes;
    const interfaces = (a?.interfaces ?? []).map(one => ({
      ...one,
      ipv6: { addresses: [], autoconfigures: true },
    }));
    return withNode(topology, 'a', { interfaces, ipv6Routes: [] });
  };
  const configure = { type: 'configure', node: 'a' } as const;
  const ownOf = (world: World): string[] =>
    [...(world.nodes.get('a')?.ipv6?.interfaces.get('eth0')?.addresses ?? [])].map(
      ([address, { state }]) => `${formatIpv6(address)} ${state}`,
    );

  test('forms one from a router advertisement and asks whether it is free', () => {
    const world = createWorld(bare(), 'six');
    const happenings = startExchange(world, configure, 1, byAutomaton);
    expect(outcomeOf(happenings)).toBe('done');
    expect(deliveries(happenings)).toEqual(['configured']);
    expect(ownOf(world)).toEqual([
      'fe80::ff:fe00:1 assigned',
      'fd00:74:a00:100:0:ff:fe00:1 assigned',
    ]);
    expect(world.nowMicros).toBeGreaterThan(1_000_000);
  });

  test('then reaches what is behind the router', () => {
    const world = createWorld(bare(), 'six');
    startExchange(world, configure, 1, byAutomaton);
    expect(outcomeOf(startExchange(world, echoTo('10.0.3.2'), 2, byAutomaton))).toBe('done');
  });

  test('does not take one that the router has already', () => {
    const rival = 0xfd000074_0a000100_000000ff_fe000001n;
    const topology = bare();
    const r1 = topology.nodes.find(({ name }) => name === 'r1');
    const interfaces = (r1?.interfaces ?? []).map(one =>
      one.name === 'eth0'
        ? { ...one, ipv6: { addresses: [{ address: rival, prefixLength: 64 }], advertises: true } }
        : one,
    );
    const world = createWorld(withNode(topology, 'r1', { interfaces }), 'six');
    const happenings = startExchange(world, configure, 1, byAutomaton);
    expect(outcomeOf(happenings)).toBe('failed');
    expect(ownOf(world)).toEqual([
      'fe80::ff:fe00:1 assigned',
      'fd00:74:a00:100:0:ff:fe00:1 duplicate',
    ]);
  });

  test('asks three times where there is no router', () => {
    const world = createWorld(bare(), 'six');
    setLink(world, 'a.eth0', false);
    const happenings = startExchange(world, configure, 1, byAutomaton);
    const asked = decided(happenings).filter(
      ({ task }) => task.situation.type === 'compose-icmpv6',
    );
    expect(asked.length).toBe(3);
    expect(outcomeOf(happenings)).toBe('failed');
  });
});
