import type { PermitSpec } from '../../../shared/network/boundary/rule.ts';
import type { ExchangeSpec } from '../../../shared/network/exchange.ts';
import { openTasks, startExchange } from '../../../shared/network/simulator.ts';
import type { Topology } from '../../../shared/network/topology.ts';
import { createWorld } from '../../../shared/network/world.ts';
import type { Stopped } from '../missions/playing.ts';
import { internet, withNode } from '../network/internet.ts';
import { ip } from '../network/networks.ts';
import { ICMP, line, TCP, UDP } from './at-boundary.ts';

const INSIDE = { address: ip('10.60.145.0'), length: 24 };
const CLIENT = { address: ip('10.60.145.241'), length: 32 };
const SERVER = { address: ip('203.0.113.80'), length: 32 };
const ANYWHERE = { address: 0, length: 0 };

/** 1 forged sources, 2 web out, 3 echoes, 4 nothing else for the client by TCP above 25 is let in. */
export const LIST = [
  line('in', null, null, { verdict: 'deny', source: INSIDE }),
  line('out', TCP, 80),
  line('both', ICMP, null),
  line('in', UDP, 53),
  line('in', TCP, null, { verdict: 'deny', destination: CLIENT }),
];

export const ORDERS: PermitSpec = {
  at: 'r1',
  says: 'Orders must come in.',
  direction: 'in',
  protocol: TCP,
  source: ANYWHERE,
  destination: CLIENT,
  port: 8080,
};

export const fetch = (permits: PermitSpec, question = 0): ExchangeSpec => ({
  type: 'fetch',
  node: permits.direction === 'in' ? 'server' : 'client',
  host: permits.direction === 'in' ? '10.60.145.241:8080' : '203.0.113.80:8000',
  targets: ['/orders.html'],
  permits,
  question,
});

const web = (port: number) =>
  ({
    kind: 'web-server',
    name: 'httpd',
    pid: 80,
    listens: { protocol: 'tcp', port },
    files: { '/orders.html': 'two chairs' },
  }) as const;
const browser = { kind: 'browser', name: 'browser', pid: 7, listens: null } as const;

/** Two web servers on odd ports, one on either side of a router that is no filter yet. */
export const openTown = (): Topology =>
  internet({ client: [browser, web(8080)], server: [browser, web(8000)] });

export const asked = (permits: PermitSpec, question = 0, rules = LIST): Stopped => {
  const filter = { outside: 'eth1', rules, tells: false };
  const world = createWorld(withNode(openTown(), 'r1', { filter }), 'permit');
  startExchange(world, fetch(permits, question), 1, ({ situation }) =>
    situation.type === 'write-rule' ? 'person' : 'automaton',
  );
  const [task] = openTasks(world);
  if (task === undefined) throw new Error('no wish came to the boundary');
  return { world, task };
};

export const ARCHIVE: PermitSpec = { ...ORDERS, direction: 'out', destination: SERVER, port: 8000 };
export const NARROW: PermitSpec = { ...ORDERS, source: SERVER };
