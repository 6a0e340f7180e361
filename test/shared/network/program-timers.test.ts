import { expect, test } from 'vitest';
import { toHex } from '../../../shared/base/bytes.ts';
import { openEdge } from '../../../shared/network/edge.ts';
import { takeIn } from '../../../shared/network/outside.ts';
import type { Program } from '../../../shared/network/programs/program.ts';
import type { Services } from '../../../shared/network/programs/service.ts';
import { startExchange } from '../../../shared/network/simulator.ts';
import { createWorld, type World } from '../../../shared/network/world.ts';
import { ethernet } from '../../../shared/protocols/ethernet.ts';
import { ipv4 } from '../../../shared/protocols/ipv4.ts';
import { stack } from '../../../shared/protocols/stack.ts';
import { udp } from '../../../shared/protocols/udp.ts';
import { internet, PLACES, service, withNode } from './internet.ts';
import { ip, MAC, oneLan } from './networks.ts';
import { byAutomaton } from './play.ts';

/** Sets a timer again whenever one runs out; its state counts them. */
const ticker: Program<number> = {
  start: () => ({
    state: 0,
    effects: [{ type: 'listen', protocol: 'udp', port: 7 }],
  }),
  step: (state, event) => ({
    state: event.type === 'timer' ? state + 1 : state,
    effects: [{ type: 'set-timer', name: 'tick', afterMicros: 0 }],
  }),
};

/** Sends a datagram and never says that it is done. */
const asker = (settings: Readonly<Record<string, unknown>>): Program<null> => ({
  start: () => ({
    state: null,
    effects: [
      {
        type: 'send-datagram',
        port: 0,
        peer: { address: Number(settings.to), port: 7 },
        bytes: new Uint8Array(1),
      },
    ],
  }),
  step: state => ({ state, effects: [] }),
});

const SERVICES: Services = {
  ticker: { runs: 'daemon', program: () => ticker as Program<unknown> },
  asker: { runs: 'on-demand', program: given => asker(given) as Program<unknown> },
};

const OPTIONS = { physical: false, services: SERVICES };
const DAEMON = service('tick', 7, {}, 'ticker');

const ticksAt = (world: World, node: string): unknown =>
  world.nodes.get(node)?.runs.get('tick')?.state;

test('a daemon gets timers for each wish anew, and an end of them for each', () => {
  const programs = { client: [service('ask', 800, {}, 'asker')], server: [DAEMON] };
  const world = createWorld(internet(programs), 'timers', OPTIONS);
  const settings = { to: ip(PLACES.server) };
  for (const id of [1, 2, 3]) {
    startExchange(
      world,
      { type: 'use', node: 'client', program: 'ask', settings },
      id,
      byAutomaton,
    );
  }
  expect(ticksAt(world, 'server')).toBe(6000);
});

/** A LAN with the daemon on `b` and a cable to the outside, by which a datagram to the daemon has come. */
const labWithTicker = (): World => {
  const edge = openEdge(withNode(oneLan(), 'b', { programs: [DAEMON] }), 'sw', {});
  if (!edge.ok) throw new Error(edge.error.code);
  const world = createWorld(edge.value.topology, 'lab', OPTIONS);
  const datagram = stack(
    [
      [ethernet, { source: 0x020000009999, destination: MAC.b }],
      [ipv4, { source: ip('10.0.0.9'), destination: ip('10.0.0.2') }],
      [udp, { sourcePort: 4000, destinationPort: 7 }],
    ],
    new Uint8Array(1),
  );
  const hex = toHex(datagram.slice(0, -4));
  takeIn(world, { type: 'frame', atMicros: 1000, from: 'outside.tap', hex }, byAutomaton);
  return world;
};

test('for those outside a daemon gets its timers as long as the lab lasts, and nothing grows', () => {
  const world = labWithTicker();
  for (let second = 1; second <= 60; second++) {
    takeIn(world, { type: 'tick', atMicros: second * 1_000_000 }, byAutomaton);
  }
  expect(ticksAt(world, 'b')).toBeGreaterThan(5900);
  expect(world.inner.lineage.size).toBeLessThan(5000);
});
