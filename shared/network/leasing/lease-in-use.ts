import { addressesOf, NO_ADDRESS } from '../addresses.ts';
import { delivered, exchangeOf } from '../exchanges.ts';
import { setLinkRoutes } from '../link-state.ts';
import type { Timer } from '../machinery.ts';
import { clientAt } from '../played/lease-client.ts';
import type { DhcpLease } from '../programs/dhcp/lease.ts';
import type { ProgramEffect } from '../programs/program.ts';
import { textOf } from '../programs/settings.ts';
import type { Run } from '../run.ts';
import type { Task } from '../task.ts';
import { cancelTimer, setTimer } from '../timers.ts';
import type { InterfaceState, NodeState, World } from '../world.ts';

/** The interface that a client asks for, if its address comes by DHCP. */
export const interfaceOfClient = (
  node: NodeState,
  { settings }: Run,
): InterfaceState | undefined => {
  const own = node.interfaces.get(textOf(settings, 'interface'));
  return own?.lease === undefined ? undefined : own;
};

/** Network bits of a mask, those of the address's class where none is told, RFC 950 §2.1. */
const prefixLengthOf = ({ subnetMask, address }: DhcpLease): number => {
  if (subnetMask !== null) return Math.clz32(~subnetMask);
  if (address < 0x80000000) return 8;
  return address < 0xc0000000 ? 16 : 24;
};

const withLease = ({ name, id, mac }: InterfaceState, lease: DhcpLease | null): InterfaceState =>
  lease === null
    ? { name, id, mac, ...NO_ADDRESS, lease }
    : { name, id, mac, address: lease.address, prefixLength: prefixLengthOf(lease), lease };

const nameServersOf = ({ spec, interfaces }: NodeState): readonly number[] => [
  ...(spec.resolver === null ? [] : [spec.resolver]),
  ...[...interfaces.values()].flatMap(({ lease }) => lease?.nameServers ?? []),
];

/** The host takes on what a lease says, or gives up what it had by one: address, mask, way out, name servers. */
const configure = (
  world: World,
  node: NodeState,
  own: InterfaceState,
  lease: DhcpLease | null,
): void => {
  node.interfaces = new Map([...node.interfaces, [own.name, withLease(own, lease)]]);
  node.addresses = addressesOf(node.interfaces.values());
  node.nameServers = nameServersOf(node);
  setLinkRoutes(world, node);
  world.inner.leaseChanges += 1;
};

/** A host without its lease: the client has forgotten it. */
export const dropLease = (world: World, node: NodeState, run: Run): void => {
  const own = interfaceOfClient(node, run);
  if (own !== undefined && own.lease !== null) configure(world, node, own, null);
};

/** What is just being said still leaves from the old address: a client that gives it back, RFC 2131 §4.4.6. */
const isStillNeeded = ({ address }: InterfaceState, effects: readonly ProgramEffect[]): boolean =>
  effects.some(effect => effect.type === 'send-datagram' && effect.from === address);

/** The host follows its client after each of its turns: it has got a lease, has another one, or none any more. */
export const followClient = (
  world: World,
  task: Task,
  run: Run,
  effects: readonly ProgramEffect[],
): void => {
  const node = world.nodes.get(task.node);
  const own = node === undefined ? undefined : interfaceOfClient(node, run);
  const { lease } = clientAt(run);
  if (node === undefined || own === undefined || own.lease === lease) return;
  if (lease !== null || !isStillNeeded(own, effects)) {
    configure(world, node, own, lease);
    return;
  }
  setTimer(world, `lease ${own.id}`, {
    node: task.node,
    name: 'lease',
    atMicros: world.nowMicros,
    guard: task.id,
    exchange: task.exchange,
    action: { type: 'lease', run: run.id },
  });
};

/** The last word from an old address has left: it is given up, and who wished for that has it. */
export const addressGivenUp = (world: World, timer: Timer, id: string): void => {
  const node = world.nodes.get(timer.node);
  const run = node?.runs.get(id);
  const own = node === undefined || run === undefined ? undefined : interfaceOfClient(node, run);
  if (node === undefined || run === undefined || own === undefined) return;
  configure(world, node, own, clientAt(run).lease);
  const exchange = exchangeOf(world, timer.exchange);
  if (exchange?.spec.type !== 'configure' || exchange.spec.lease !== 'release') return;
  exchange.met = true;
  delivered(world, timer, 'released');
  cancelTimer(world, `give-up ${exchange.id}`);
};
