import { describe, expect, test } from 'vitest';
import { mappingsOf } from '../../shared/network/boundary/translator.ts';
import type { ExchangeSpec } from '../../shared/network/exchange.ts';
import { startExchange } from '../../shared/network/simulator.ts';
import { createWorld, type World } from '../../shared/network/world.ts';
import { ipv4 } from '../../shared/protocols/ipv4.ts';
import { skipsTshark, TSHARK_REASON } from '../oracle/tshark.ts';
import { internet, PLACES, service, withNode } from '../shared/network/internet.ts';
import { ip } from '../shared/network/networks.ts';
import { byAutomaton, deliveries, outcomeOf } from '../shared/network/play.ts';
import { TEST_SERVICES } from '../shared/network/programs/echo.ts';
import { objections } from './services/carried.ts';

const clients = [
  service('stream', 800, {}, 'echo-stream'),
  service('ask', 801, {}, 'echo-datagram'),
];

/** A home behind one public address: nobody outside has a route to what is inside. */
const home = () => {
  const translated = withNode(
    internet({ client: clients, neighbour: clients, server: [service('echo', 7)] }),
    'r1',
    { nat: { outside: 'eth1' } },
  );
  return createWorld(withNode(translated, 'r2', { routes: [] }), 'nat', {
    physical: false,
    services: TEST_SERVICES,
  });
};

const use = (node: string, program: string): ExchangeSpec => ({
  type: 'use',
  node,
  program,
  settings: { to: ip(PLACES.server), port: 7, size: 3000 },
});

const echo = (timeToLive: number | null): ExchangeSpec => ({
  type: 'echo',
  node: 'client',
  to: ip(PLACES.server),
  timeToLive,
});

/** Source and destination of the IPv4 packets on a link, without repeats. */
const addressesOn = (world: World, end: string) => [
  ...new Set(
    world.capture
      .filter(({ from, to }) => from === end || to === end)
      .flatMap(({ bytes }) => {
        const decoded = ipv4.decode(bytes, 14);
        return bytes[12] === 8 && bytes[13] === 0 && decoded.ok
          ? [decoded.value.header.source]
          : [];
      }),
  ),
];

describe('from behind a translator', () => {
  test.each([
    ['a stream', [use('client', 'stream')]],
    ['datagrams of two hosts from one port', [use('client', 'ask'), use('neighbour', 'ask')]],
    ['an echo', [echo(null)]],
    ['news of a hop that was the last', [echo(2)]],
    ['everything at once', [use('client', 'stream'), use('neighbour', 'ask'), echo(null), echo(2)]],
  ])('%s comes back', (_what, specs) => {
    const world = home();
    const outcomes = specs.map((spec, id) =>
      outcomeOf(startExchange(world, spec, id, byAutomaton)),
    );
    expect(outcomes).toEqual(specs.map(() => 'done'));
  });

  test('the outside sees one address, the inside its own', () => {
    const world = home();
    for (const [id, node] of ['client', 'neighbour'].entries()) {
      startExchange(world, use(node, 'ask'), id, byAutomaton);
    }
    expect(addressesOn(world, 'r1.eth1')).toEqual([ip('198.51.100.1'), ip(PLACES.server)]);
    expect(addressesOn(world, 'client.eth0')).toEqual([ip(PLACES.client), ip(PLACES.server)]);
  });

  test('two hosts with one port get two outside', () => {
    const world = home();
    for (const [id, node] of ['client', 'neighbour'].entries()) {
      startExchange(world, use(node, 'ask'), id, byAutomaton);
    }
    const { nat } = world.nodes.get('r1') ?? { nat: null };
    const rows = nat === null ? [] : mappingsOf(nat, world.nowMicros);
    expect(rows.map(({ inside }) => inside.port)).toEqual([40_000, 40_000]);
    expect(new Set(rows.map(({ outsidePort }) => outsidePort)).size).toBe(2);
    expect(rows[0]?.outsidePort).toBe(40_000);
  });

  test('a closed port is told to who asked', () => {
    const world = home();
    const spec = {
      ...use('client', 'stream'),
      settings: { to: ip(PLACES.server), port: 9, size: 1 },
    };
    startExchange(world, spec as ExchangeSpec, 1, byAutomaton);
    expect(world.exchanges.get(1)?.progress.result).toBe('reset');
  });

  test('nobody outside gets in unasked', () => {
    const world = home();
    const spec: ExchangeSpec = {
      type: 'echo',
      node: 'server',
      to: ip(PLACES.client),
      timeToLive: null,
    };
    expect(deliveries(startExchange(world, spec, 1, byAutomaton))).toEqual([]);
  });

  test.skipIf(skipsTshark)(`tshark has nothing to object to on either side${TSHARK_REASON}`, () => {
    const world = home();
    const specs = [use('client', 'stream'), use('neighbour', 'ask'), echo(null)];
    for (const [id, spec] of specs.entries()) startExchange(world, spec, id, byAutomaton);
    expect(objections(world)).toEqual([]);
  });
});

test('without the job the reply finds no way back', () => {
  const world = home();
  const bare = createWorld(withNode(world.topology, 'r1', { nat: undefined } as never), 'nat', {
    physical: false,
    services: TEST_SERVICES,
  });
  expect(outcomeOf(startExchange(bare, use('client', 'ask'), 1, byAutomaton))).toBe('failed');
});
