import type { FilterRule } from '../../../shared/network/boundary/rule.ts';
import type { ExchangeSpec } from '../../../shared/network/exchange.ts';
import { openTasks, startExchange } from '../../../shared/network/simulator.ts';
import type { ProgramSpec } from '../../../shared/network/topology.ts';
import { createWorld } from '../../../shared/network/world.ts';
import type { Stopped } from '../missions/playing.ts';
import { internet, withNode } from '../network/internet.ts';
import { ip } from '../network/networks.ts';

export const TCP = 6;
export const UDP = 17;
export const ICMP = 1;
const EVERYWHERE = { address: 0, length: 0 };

/** A line that fits all of a protocol and port; `more` narrows or turns it. */
export const line = (
  direction: FilterRule['direction'],
  protocol: number | null,
  port: number | null,
  more: Partial<FilterRule> = {},
): FilterRule => ({
  verdict: 'permit',
  direction,
  protocol,
  source: EVERYWHERE,
  destination: EVERYWHERE,
  port,
  ...more,
});

const web = (port: number): ProgramSpec => ({
  kind: 'web-server',
  name: 'httpd',
  pid: 80,
  listens: { protocol: 'tcp', port },
  files: { '/prices.html': 'cheap' },
});

const browser: ProgramSpec = { kind: 'browser', name: 'browser', pid: 7, listens: null };

export interface Guard {
  readonly rules: readonly FilterRule[];
  readonly tells?: boolean;
}

/** The internet of the network tests with a boundary at r1: web servers on both sides, the inner one on 8080. */
const guarded = ({ rules, tells = false }: Guard) =>
  createWorld(
    withNode(internet({ client: [browser, web(8080)], server: [web(80), browser] }), 'r1', {
      filter: { outside: 'eth1', rules, tells },
    }),
    'boundary',
  );

export const FETCH_OUT: ExchangeSpec = {
  type: 'fetch',
  node: 'client',
  host: '203.0.113.80',
  targets: ['/prices.html'],
};

export const KNOCK = (port: number): ExchangeSpec => ({
  type: 'decoy',
  decoy: 'far-segment',
  node: 'server',
  target: 'client',
  port,
});

export const FORGED: ExchangeSpec = {
  type: 'decoy',
  decoy: 'forged-source',
  node: 'server',
  target: 'client',
  wears: ip('10.60.145.242'),
  port: 8080,
};

export const ASK_OUTSIDE: ExchangeSpec = {
  type: 'decoy',
  decoy: 'far-datagram',
  node: 'client',
  target: 'relay',
  port: 53,
};

/** The `nth` packet of an exchange at the boundary waits for a person. */
export const atBoundary = (guard: Guard, spec: ExchangeSpec, nth = 1): Stopped => {
  const world = guarded(guard);
  let met = 0;
  startExchange(world, spec, 1, task => {
    if (task.situation.type !== 'filter-packet') return 'automaton';
    met += 1;
    return met === nth ? 'person' : 'automaton';
  });
  const [task] = openTasks(world);
  if (task === undefined) throw new Error('no such packet came to the boundary');
  return { world, task };
};
