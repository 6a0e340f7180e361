import { inPrefix } from '../base/address.ts';
import { utf8 } from '../base/bytes.ts';
import { drawInteger, pick } from '../base/random.ts';
import { dns } from '../protocols/dns.ts';
import { ECHO_REQUEST } from '../protocols/icmp.ts';
import { connect } from './connections.ts';
import { isnFor } from './draws.ts';
import type { ExchangeSpec } from './exchange.ts';
import { beginExchange } from './exchanges.ts';
import { beginFarDecoy, isFar } from './far-decoys.ts';
import { ECHO_DATA } from './icmp.ts';
import { leaseUnasked } from './leasing/unasked.ts';
import { announceMoved } from './moved-card.ts';
import { programAt } from './processes/program.ts';
import { sourceFor } from './routes.ts';
import { arise } from './schedule.ts';
import { openSocket } from './sockets.ts';
import type { InterfaceState, NodeState, World } from './world.ts';

type DecoySpec = Extract<ExchangeSpec, { readonly type: 'decoy' }>;

/** Two interfaces on one link or one switched network. */
interface Pair {
  readonly bystander: InterfaceState;
  readonly target: InterfaceState;
}

const nodeOf = (id: string): string => id.slice(0, id.lastIndexOf('.'));

/** What is plugged in behind the link at `end` and has an address: one interface, or all behind the other ports of a
 *  switch. */
export const behind = (world: World, end: string, seen: Set<string>): InterfaceState[] => {
  const peer = world.ends.get(end)?.peer;
  if (peer === undefined || seen.has(peer)) return [];
  seen.add(peer);
  const node = world.nodes.get(nodeOf(peer));
  const own = node?.interfaces.get(peer.slice(peer.lastIndexOf('.') + 1));
  if (own !== undefined) return own.address === 0 ? [] : [own];
  const ports = node?.spec.interfaces.map(port => `${node.spec.name}.${port.name}`) ?? [];
  return ports.filter(port => port !== peer).flatMap(port => behind(world, port, seen));
};

/** Interfaces that a frame from `start` can reach without a router, in the order of their links. */
const neighboursOf = (world: World, start: InterfaceState): InterfaceState[] =>
  behind(world, start.id, new Set([start.id]));

const pairFor = (world: World, spec: DecoySpec, id: number): Pair | undefined => {
  const target = spec.target.split('.')[0] ?? '';
  const pairs = [...(world.nodes.get(target)?.interfaces.values() ?? [])].flatMap(own =>
    neighboursOf(world, own).map(bystander => ({ bystander, target: own })),
  );
  const wished = pairs.filter(({ bystander }) => nodeOf(bystander.id) === spec.node);
  const possible = wished.length > 0 ? wished : pairs;
  return pick(possible, world.seed, id, 'bystander');
};

/** An address of the target's network that nobody has: somebody who has left. */
const absentAddress = (world: World, { target }: Pair, id: number): number => {
  const network = { address: target.address, length: target.prefixLength };
  const size = 2 ** (32 - target.prefixLength);
  const taken = new Set([target, ...neighboursOf(world, target)].map(({ address }) => address));
  const base = Math.floor(target.address / size) * size;
  const start = drawInteger(size, world.seed, id, 'absent');
  for (let step = 0; step < size; step++) {
    const offset = (start + step) % size;
    const address = base + offset;
    const usable = size <= 2 || (offset !== 0 && offset !== size - 1);
    if (usable && !taken.has(address) && inPrefix(address, network)) return address;
  }
  return base;
};

/** A locally administered unicast address that no card of the network has, IEEE 802 §8.4. */
const absentMac = (world: World, id: number): number =>
  0x02_ff_00_00_00_00 + drawInteger(2 ** 32, world.seed, id, 'absent card');

const echoFrom = (world: World, node: NodeState, id: number, to: number): void => {
  arise(world, {
    node: node.spec.name,
    layer: 'network',
    situation: { type: 'compose-icmp', icmpType: ECHO_REQUEST, icmpCode: 0, to },
    unit: ECHO_DATA,
    exchange: id,
    cause: null,
  });
};

const remember = (world: World, node: NodeState, address: number, mac: number): void => {
  node.arp.set(address, { mac, learnedAtMicros: world.nowMicros });
};

const CLOSED_PORTS = [21, 23, 25, 110, 445, 8443] as const;

const PROBE = utf8('Anybody there?');
const DNS_PORT = 53;
/** What somebody asks who would rather trust another name server. */
const QUESTION = dns.encode({
  id: 0x2f1c,
  rd: 1,
  questions: [{ name: 'www.game.example', type: 1, class: 1 }],
});

/** A segment or datagram to a port where nobody listens. */
const knock = (world: World, node: NodeState, spec: DecoySpec, id: number, to: number): void => {
  const protocol = spec.decoy.endsWith('datagram') ? 'udp' : 'tcp';
  const target = world.nodes.get(spec.target.split('.')[0] ?? '');
  const closed = CLOSED_PORTS.filter(
    port => target?.sockets.every(({ local }) => local.port !== port) ?? true,
  );
  const port = spec.port ?? pick(closed, world.seed, id, 'closed port') ?? 1;
  const socket = openSocket(world, node, {
    protocol,
    local: { address: sourceFor(node, to), port: null },
    remote: { address: to, port },
    ...programAt(node, 'system'),
    exchange: id,
  });
  const origin = { node: node.spec.name, exchange: id, cause: null };
  if (protocol === 'udp') {
    const local = { address: sourceFor(node, to), port: null };
    const remote = { address: to, port };
    arise(world, {
      ...origin,
      layer: 'transport',
      situation: { type: 'wrap-datagram', socket: socket.id, local, remote },
      unit: port === DNS_PORT ? QUESTION : PROBE,
    });
    return;
  }
  connect(world, socket, isnFor(world, origin), origin);
};

/** A bystander does something that is nobody's fault; its own layers act by automaton (GAME §1 rule 4). */
export const beginDecoy = (world: World, spec: DecoySpec, id: number): void => {
  if (isFar(spec)) {
    beginFarDecoy(world, spec, id, knock);
    return;
  }
  const pair = pairFor(world, spec, id);
  const node = pair === undefined ? undefined : world.nodes.get(nodeOf(pair.bystander.id));
  const exchange = beginExchange(world, spec, id, node?.spec.name ?? spec.node);
  exchange.met = true;
  if (pair === undefined || node === undefined) return;
  exchange.progress.echo = {
    identifier: drawInteger(0x10000, world.seed, id, 'echo identifier'),
    sequenceNumber: 1,
  };
  const { target, bystander } = pair;
  if (spec.decoy === 'moved-card') {
    announceMoved(world, bystander, target, id);
    return;
  }
  if (spec.decoy === 'unasked-lease') {
    const from = { node, own: bystander };
    leaseUnasked(
      world,
      from,
      spec.target,
      absentAddress(world, { target: bystander, bystander }, id),
      id,
    );
    return;
  }
  if (spec.decoy === 'flooded-frame') {
    const absent = absentAddress(world, pair, id);
    remember(world, node, absent, absentMac(world, id));
    echoFrom(world, node, id, absent);
    return;
  }
  remember(world, node, target.address, target.mac);
  if (spec.decoy === 'corrupt-frame') echoFrom(world, node, id, target.address);
  else knock(world, node, spec, id, target.address);
};
