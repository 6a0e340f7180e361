import {
  type Ipv6Address,
  interfaceIdentifier,
  linkLocalOf,
  solicitedNode,
} from '../../base/ipv6.ts';
import { routerAdvertisement } from '../../protocols/icmpv6.ts';
import type { TaskOf } from '../automaton/automaton-row.ts';
import { delivered, exchangeOf } from '../exchanges.ts';
import type { Timer, TimerAction } from '../machinery.ts';
import type { Task } from '../task.ts';
import { cancelTimer, setTimer } from '../timers.ts';
import type { World } from '../world.ts';
import {
  type AdvertisedPrefix,
  autonomousPrefixes,
  routerUntil,
  validUntil,
} from './advertisement.ts';
import { askOnLink, nodeOf, type Origin } from './discovery.ts';
import { hearSender, NEIGHBOR_SOLICITATION } from './resolution.ts';
import { ALL_ROUTERS, type Ipv6Interface } from './state.ts';

/** RETRANS_TIMER after the only question of DupAddrDetectTransmits, RFC 4862 §5.1. */
const RIVAL_MICROS = 1_000_000;
/** RTR_SOLICITATION_INTERVAL and MAX_RTR_SOLICITATIONS, RFC 4861 §10. */
const ROUTER_MICROS = 4_000_000;
const ROUTER_QUESTIONS = 3;
const ROUTER_SOLICITATION = 133;

/** Asks which routers there are, RFC 4861 §6.3.7; again while none answers. */
const solicitRouter = (world: World, one: Ipv6Interface, origin: Origin, asked: number): void => {
  const message = {
    icmpType: ROUTER_SOLICITATION,
    source: linkLocalOf(one.mac),
    destination: ALL_ROUTERS,
    target: null,
  };
  const question = askOnLink(world, one, message, origin);
  if (asked >= ROUTER_QUESTIONS) return;
  setTimer(world, `router ${one.id}`, {
    node: nodeOf(one),
    name: 'router',
    atMicros: world.nowMicros + ROUTER_MICROS,
    guard: question.id,
    exchange: origin.exchange,
    action: { type: 'router', interface: one.name, asked },
  });
};

/** A host looks for routers on each link where it may form addresses, RFC 4862 §5.5.1. */
export const solicitRouters = (world: World, node: string, exchange: number | null): void => {
  for (const one of world.nodes.get(node)?.ipv6?.interfaces.values() ?? []) {
    if (one.autoconfigures) solicitRouter(world, one, { exchange, cause: null }, 1);
  }
};

/** Enters a prefix: an address that is known already lives longer, a new one is asked for first, RFC 4862 §5.5.3. */
const takePrefix = (
  world: World,
  task: Task,
  one: Ipv6Interface,
  { prefix, length, isOnLink, validMicros }: AdvertisedPrefix,
): void => {
  const { nowMicros } = world;
  const address = prefix | interfaceIdentifier(one.mac);
  const known = one.addresses.get(address);
  const told = nowMicros + validMicros;
  if (known !== undefined) {
    const validUntilMicros = validUntil(known.validUntilMicros, told, nowMicros);
    if (known.origin === 'advertised') one.addresses.set(address, { ...known, validUntilMicros });
    return;
  }
  if (validMicros === 0) return;
  one.addresses.set(address, {
    prefixLength: isOnLink ? length : 128,
    state: 'tentative',
    origin: 'advertised',
    validUntilMicros: told,
  });
  const message = {
    icmpType: NEIGHBOR_SOLICITATION,
    source: 0n,
    destination: solicitedNode(address),
    target: address,
  };
  const question = askOnLink(world, one, message, { exchange: task.exchange, cause: task.id });
  setTimer(world, `duplicate ${one.id} ${address}`, {
    node: task.node,
    name: 'duplicate',
    atMicros: nowMicros + RIVAL_MICROS,
    guard: question.id,
    exchange: task.exchange,
    action: { type: 'duplicate', interface: one.name, address },
  });
};

/** A router has told of itself and its link, RFC 4861 §6.3.4. */
export const hearRouter = (world: World, task: TaskOf<'read-icmpv6'>, one: Ipv6Interface): void => {
  const read = routerAdvertisement.decode(task.unit);
  if (!read.ok) return;
  const { routerLifetime, options } = read.value.header;
  const { source: router } = task.situation;
  cancelTimer(world, `router ${one.id}`);
  hearSender(world, one, router, options);
  if (routerLifetime === 0) one.routers.delete(router);
  else one.routers.set(router, routerUntil(routerLifetime, world.nowMicros));
  for (const prefix of autonomousPrefixes(options)) takePrefix(world, task, one, prefix);
};

/** Somebody has the address, or wants it too: it is not taken, RFC 4862 §5.4.5. */
export const hearRival = (world: World, one: Ipv6Interface, address: Ipv6Address): void => {
  const own = one.addresses.get(address);
  if (own?.state !== 'tentative') return;
  one.addresses.set(address, { ...own, state: 'duplicate' });
  cancelTimer(world, `duplicate ${one.id} ${address}`);
};

/** Nobody has claimed the address: it is the host's own, RFC 4862 §5.4. */
const assign = (
  world: World,
  { node, exchange: id }: Timer,
  one: Ipv6Interface,
  address: Ipv6Address,
): void => {
  const own = one.addresses.get(address);
  if (own?.state !== 'tentative') return;
  one.addresses.set(address, { ...own, state: 'assigned' });
  const exchange = exchangeOf(world, id);
  if (exchange?.spec.type !== 'configure' || exchange.spec.node !== node) return;
  exchange.met = true;
  delivered(world, { exchange: id, node }, 'configured');
};

/** A wait for a router or for a rival is over. */
export const configurationTimedOut = (
  world: World,
  timer: Timer,
  action: Extract<TimerAction, { readonly type: 'duplicate' | 'router' }>,
): void => {
  const one = world.nodes.get(timer.node)?.ipv6?.interfaces.get(action.interface);
  if (one === undefined) return;
  const origin = { exchange: timer.exchange, cause: timer.guard };
  if (action.type === 'duplicate') assign(world, timer, one, action.address);
  else solicitRouter(world, one, origin, action.asked + 1);
};
