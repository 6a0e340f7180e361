import { describe, expect, test } from 'vitest';
import { formatIpv4, formatPrefix } from '../../../../shared/base/address.ts';
import type { ExchangeSpec } from '../../../../shared/network/exchange.ts';
import { cardOf, readDhcp } from '../../../../shared/network/programs/dhcp/message.ts';
import { startExchange } from '../../../../shared/network/simulator.ts';
import type { Topology } from '../../../../shared/network/topology.ts';
import { createWorld, type World } from '../../../../shared/network/world.ts';
import { DHCP_MESSAGE } from '../../../../shared/protocols/dhcp-option-table.ts';
import { ethernet } from '../../../../shared/protocols/ethernet.ts';
import { explain } from '../../../../shared/protocols/explain.ts';
import { ipv4 } from '../../../../shared/protocols/ipv4.ts';
import { withNode } from '../internet.ts';
import { ip } from '../networks.ts';
import { byAutomaton, deliveries, outcomeOf } from '../play.ts';
import { CARD, lan } from './lan.ts';

const plugIn = (node: string): ExchangeSpec => ({ type: 'configure', node });

const NAMES = new Map<number, string>(
  Object.entries(DHCP_MESSAGE).map(([name, type]) => [type, name]),
);

/** Each DHCP message as it left its host: what, from and to whom, to which card. */
const said = ({ capture }: World, from: string): string[] =>
  capture
    .filter(frame => frame.from === from && frame.bytes[12] === 0x08 && frame.bytes[13] === 0)
    .flatMap(({ bytes }) => {
      const message = readDhcp(bytes.subarray(42, -4));
      if (message === undefined) return [];
      const { source, destination } = ipv4.view(bytes, 14);
      const card = ethernet.view(bytes, 0).destination.toString(16);
      const name = NAMES.get(message.type) ?? '?';
      return [`${name} ${formatIpv4(source)} > ${formatIpv4(destination)} ${card}`];
    });

const stateOf = (world: World, name: string) => {
  const node = world.nodes.get(name);
  const [own] = node?.interfaces.values() ?? [];
  return {
    address: formatPrefix({ address: own?.address ?? 0, length: own?.prefixLength ?? 0 }),
    addresses: [...(node?.addresses ?? [])].map(formatIpv4),
    routes: node?.routes.map(
      ({ prefix, nextHop }) =>
        `${formatPrefix(prefix)} ${nextHop === null ? '-' : formatIpv4(nextHop)}`,
    ),
    nameServers: node?.nameServers.map(formatIpv4),
  };
};

const NOTHING = { address: '0.0.0.0/0', addresses: [], routes: [], nameServers: [] };

const LEASED = {
  address: '192.0.2.10/24',
  addresses: ['192.0.2.10'],
  routes: ['192.0.2.0/24 -', '0.0.0.0/0 192.0.2.1'],
  nameServers: ['203.0.113.53'],
};

/** A network after its hosts' wishes, one after the other, and what became of them. */
const wishing = (specs: readonly ExchangeSpec[], topology: Topology = lan()) => {
  const world = createWorld(topology, 'dhcp');
  const happenings = specs.map((spec, id) => startExchange(world, spec, id + 1, byAutomaton));
  return { world, outcomes: happenings.map(outcomeOf), deliveries: happenings.map(deliveries) };
};

describe('a host without an address', () => {
  test('has none, and no way out', () => {
    const { world } = wishing([]);
    expect(stateOf(world, 'client')).toEqual(NOTHING);
  });

  test('asks everybody, and takes the answer at its card before it has the address', () => {
    const { world, outcomes, deliveries: got } = wishing([plugIn('client')]);
    expect(outcomes).toEqual(['done']);
    expect(got).toEqual([['configured']]);
    expect(said(world, 'client.eth0')).toEqual([
      'discover 0.0.0.0 > 255.255.255.255 ffffffffffff',
      'request 0.0.0.0 > 255.255.255.255 ffffffffffff',
    ]);
    expect(said(world, 'server.eth0')).toEqual([
      `offer 192.0.2.53 > 192.0.2.10 ${CARD.client.toString(16)}`,
      `acknowledge 192.0.2.53 > 192.0.2.10 ${CARD.client.toString(16)}`,
    ]);
  });

  test('asks no ARP question and is asked none', () => {
    const { world } = wishing([plugIn('client')]);
    expect(world.capture.every(({ bytes }) => ethernet.view(bytes, 0).etherType === 0x0800)).toBe(
      true,
    );
  });

  test('takes on address, mask, way out and name server', () => {
    const { world } = wishing([plugIn('client')]);
    expect(stateOf(world, 'client')).toEqual(LEASED);
  });

  test('then reaches a host behind the router', () => {
    const to = ip('203.0.113.53');
    const echo = { type: 'echo', node: 'client', to, timeToLive: null } as const;
    expect(wishing([plugIn('client'), echo]).outcomes).toEqual(['done', 'done']);
    expect(wishing([echo]).outcomes).toEqual(['failed']);
  });

  test('is silent to whoever looks for it', () => {
    const to = ip('192.0.2.10');
    const echo = { type: 'echo', node: 'server', to, timeToLive: null } as const;
    expect(wishing([echo]).outcomes).toEqual(['failed']);
    expect(wishing([plugIn('client'), echo]).outcomes).toEqual(['done', 'done']);
  });

  test('takes no address that belongs to another client', () => {
    const { world, outcomes } = wishing([plugIn('client'), plugIn('other')]);
    expect(outcomes).toEqual(['done', 'done']);
    expect(stateOf(world, 'other').address).toBe('192.0.2.11/24');
  });

  test('gives up where no server answers', () => {
    const { world, outcomes } = wishing(
      [plugIn('client')],
      withNode(lan(), 'server', { programs: [] }),
    );
    expect(outcomes).toEqual(['failed']);
    expect(said(world, 'client.eth0').length).toBeGreaterThan(4);
    expect(stateOf(world, 'client')).toEqual(NOTHING);
  });

  test('gives up where the pool is empty', () => {
    const { outcomes } = wishing([plugIn('client'), plugIn('other')], lan({ last: '192.0.2.10' }));
    expect(outcomes).toEqual(['done', 'failed']);
  });

  test('asks again over a link that loses much', () => {
    const outcomes = ['a', 'b', 'c', 'd', 'e', 'f'].map(seed => {
      const world = createWorld(lan({}, { lossRatio: 0.3 }), seed);
      return outcomeOf(startExchange(world, plugIn('client'), 1, byAutomaton));
    });
    expect(new Set(outcomes)).toEqual(new Set(['done']));
  });
});

describe('a host with a lease', () => {
  const renew = { type: 'configure', node: 'client', lease: 'renew' } as const;
  const release = { type: 'configure', node: 'client', lease: 'release' } as const;

  test('renews it with the server alone', () => {
    const { world, outcomes } = wishing([plugIn('client'), renew]);
    expect(outcomes).toEqual(['done', 'done']);
    expect(said(world, 'client.eth0').slice(2)).toEqual([
      `request 192.0.2.10 > 192.0.2.53 ${CARD.server.toString(16)}`,
    ]);
    expect(stateOf(world, 'client')).toEqual(LEASED);
  });

  test('gives it back, and only then loses its address', () => {
    const { world, outcomes } = wishing([plugIn('client'), release]);
    expect(outcomes).toEqual(['done', 'done']);
    expect(said(world, 'client.eth0').slice(2)).toEqual([
      `release 192.0.2.10 > 192.0.2.53 ${CARD.server.toString(16)}`,
    ]);
    expect(stateOf(world, 'client')).toEqual(NOTHING);
  });

  test('which is free for another then', () => {
    const specs = [plugIn('client'), release, plugIn('other')];
    const { world, outcomes } = wishing(specs, lan({ last: '192.0.2.10' }));
    expect(outcomes).toEqual(['done', 'done', 'done']);
    expect(stateOf(world, 'other').address).toBe('192.0.2.10/24');
  });

  test('asks for the same one again when its cable was out', () => {
    const { world, outcomes } = wishing([plugIn('client'), plugIn('client')]);
    expect(outcomes).toEqual(['done', 'done']);
    expect(said(world, 'client.eth0').slice(2)).toEqual([
      'request 0.0.0.0 > 255.255.255.255 ffffffffffff',
    ]);
    expect(stateOf(world, 'client')).toEqual(LEASED);
  });
});

test('every message is without a fault', () => {
  const { world } = wishing([
    plugIn('client'),
    plugIn('other'),
    { type: 'configure', node: 'client', lease: 'renew' },
    { type: 'configure', node: 'client', lease: 'release' },
  ]);
  const messages = world.capture.flatMap(({ bytes }) => readDhcp(bytes.subarray(42, -4)) ?? []);
  expect(messages.filter(({ header }) => cardOf(header) === CARD.client).length).toBeGreaterThan(8);
  const issues = world.capture.flatMap(({ bytes }) => explain(bytes, ethernet).issues);
  expect(issues.filter(({ severity }) => severity !== 'note')).toEqual([]);
});
