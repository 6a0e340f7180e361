import { openTasks, startExchange } from '../../../shared/network/simulator.ts';
import type { MacTableSpec } from '../../../shared/network/topology.ts';
import { createWorld } from '../../../shared/network/world.ts';
import type { Stopped } from '../missions/playing.ts';
import { withNode } from '../network/internet.ts';
import { ip, MAC, oneLan } from '../network/networks.ts';

/** Rows are forgotten so many virtual microseconds after the card was heard. */
export const SOON = 10_000_000;

interface StoppedOptions {
  readonly most?: number;
  readonly arp?: boolean;
  /** When the cards of the rows were heard, virtual microseconds. */
  readonly heardMicros?: number;
}

/** One LAN with a, b and c at p1, p2 and p3; rows of the switch are as given, and the first frame of a waits for a person. */
export const stopped = (
  rows: Readonly<Record<number, string>>,
  { most = 8, arp = true, heardMicros = 0 }: StoppedOptions = {},
): Stopped => {
  const macTable: MacTableSpec = { most, ageingMicros: SOON };
  const world = createWorld(withNode(oneLan(), 'sw', { macTable }), 's', {
    physical: false,
    switches: new Set(['sw']),
  });
  for (const [mac, port] of Object.entries(rows)) {
    world.nodes
      .get('sw')
      ?.macTable.set(Number(mac), { interface: port, learnedAtMicros: heardMicros });
  }
  if (arp) world.nodes.get('a')?.arp.set(ip('10.0.0.2'), { mac: MAC.b, learnedAtMicros: 0 });
  const spec = { type: 'echo', node: 'a', to: ip('10.0.0.2'), timeToLive: null } as const;
  startExchange(world, spec, 1, task => (task.node === 'sw' ? 'person' : 'automaton'));
  const [task] = openTasks(world);
  if (task === undefined) throw new Error('no frame came to the switch');
  return { world, task };
};
