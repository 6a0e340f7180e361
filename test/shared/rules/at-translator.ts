import type { ExchangeSpec } from '../../../shared/network/exchange.ts';
import { openTasks, startExchange } from '../../../shared/network/simulator.ts';
import type { Task } from '../../../shared/network/task.ts';
import type { ProgramSpec } from '../../../shared/network/topology.ts';
import { createWorld, type World } from '../../../shared/network/world.ts';
import type { Stopped } from '../missions/playing.ts';
import { internet, PLACES, service, withNode } from '../network/internet.ts';
import { ip } from '../network/networks.ts';
import { TEST_SERVICES } from '../network/programs/echo.ts';

export const SHARED = ip('198.51.100.1');
export const INNER = ip('10.60.145.1');
export const CLIENT = ip(PLACES.client);
export const NEIGHBOUR = ip(PLACES.neighbour);
export const SERVER = ip(PLACES.server);

const clients = [
  service('stream', 800, {}, 'echo-stream'),
  service('ask', 801, {}, 'echo-datagram'),
];

/** Nobody outside was told of it. */
const web: ProgramSpec = {
  kind: 'web-server',
  name: 'httpd',
  pid: 80,
  listens: { protocol: 'tcp', port: 8080 },
  files: {},
};

/** A home behind one address: nobody outside has a route to what is inside. */
export const home = (): World => {
  const plain = internet({
    client: [...clients, web],
    neighbour: clients,
    server: [service('echo', 7)],
  });
  const r1 = plain.nodes.find(({ name }) => name === 'r1');
  // The shared address first: it is the one that a stranger finds.
  const interfaces = [...(r1?.interfaces ?? [])].reverse();
  const translated = withNode(plain, 'r1', { nat: { outside: 'eth1' }, interfaces });
  return createWorld(withNode(translated, 'r2', { routes: [] }), 'nat', {
    physical: false,
    services: TEST_SERVICES,
  });
};

type Question = 0 | 1 | 2 | 3;

export const use = (node: 'client' | 'neighbour', program: string, port = 7): ExchangeSpec => ({
  type: 'use',
  node,
  program,
  settings: { to: SERVER, port, size: 500 },
});

export const echo = (timeToLive: number | null = null): ExchangeSpec => ({
  type: 'echo',
  node: 'client',
  to: SERVER,
  timeToLive,
});

export const KNOCK = (port: number, decoy: 'far-segment' | 'far-datagram' = 'far-segment') =>
  ({ type: 'decoy', decoy, node: 'server', target: 'r1', port }) as const;

export const LATE: ExchangeSpec = {
  type: 'decoy',
  decoy: 'late-datagram',
  node: 'server',
  target: 'client',
};

export const asking = (spec: ExchangeSpec, question: Question): ExchangeSpec => ({
  ...spec,
  question,
});

const isHere = ({ situation }: Task): boolean => situation.type === 'translate-packet';

/** The `nth` packet of an exchange at the translator waits for a person, in a world that went on `before`. */
export const atTranslator = (
  spec: ExchangeSpec,
  nth = 1,
  before: readonly ExchangeSpec[] = [],
): Stopped => {
  const world = home();
  for (const [id, one] of before.entries()) startExchange(world, one, 100 + id, () => 'automaton');
  let met = 0;
  startExchange(world, spec, 1, task => {
    if (isHere(task)) met += 1;
    return isHere(task) && met === nth ? 'person' : 'automaton';
  });
  const [task] = openTasks(world);
  if (task === undefined) throw new Error('no such packet came to the translator');
  return { world, task };
};

/** The neighbour speaks from port 40000 too, and came first. */
export const OUT = atTranslator(use('client', 'ask'), 1, [use('neighbour', 'ask')]);
export const FIRST = atTranslator(use('client', 'ask'));
export const BACK = atTranslator(use('client', 'ask'), 2);
export const GOES_ON = atTranslator(use('client', 'stream'), 3);
export const ECHO = atTranslator(echo());
export const ECHO_BACK = atTranslator(echo(), 2);
export const NEWS = atTranslator(echo(2), 2);
export const KNOCKED = atTranslator(KNOCK(8080));
export const ASKED = atTranslator(KNOCK(5000, 'far-datagram'));
export const OLD = atTranslator(LATE);
