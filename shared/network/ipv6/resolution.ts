import {
  formatIpv6,
  type Ipv6Address,
  isIpv6Multicast,
  linkLocalOf,
  solicitedNode,
} from '../../base/ipv6.ts';
import { SOURCE_LINK_ADDRESS } from '../../protocols/nd-options.ts';
import type { TimerAction, WaitingPacket } from '../machinery.ts';
import { arise } from '../schedule.ts';
import type { Task } from '../task.ts';
import { cancelTimer, setTimer } from '../timers.ts';
import type { World } from '../world.ts';
import { linkAddressIn } from './advertisement.ts';
import { askOnLink, nodeOf, type Origin } from './discovery.ts';
import { ADDRESS_UNREACHABLE, UNREACHABLE } from './errors.ts';
import type { Neighbor, NeighborEvent } from './neighbor-states.ts';
import { DELAY_MICROS, neighborNow, noteNeighbor } from './neighbors.ts';
import { deservesIpv6Error, readIpv6Packet } from './packets.ts';
import { type Ipv6Hop, ipv6SourceFor } from './routes.ts';
import { type Ipv6Interface, interfaceWith, isAssigned } from './state.ts';

/** RETRANS_TIMER, and MAX_MULTICAST_SOLICIT and MAX_UNICAST_SOLICIT, RFC 4861 §10. */
const RETRANSMISSION_MICROS = 1_000_000;
const ATTEMPTS = 3;
/** Packets that wait for one neighbour; a new one takes the place of the oldest, RFC 4861 §7.2.2. */
const MOST_WAITING = 32;
export const NEIGHBOR_SOLICITATION = 135;

const keyOf = ({ id }: Ipv6Interface, address: Ipv6Address): string =>
  `${id} ${formatIpv6(address)}`;

const frame = (
  world: World,
  one: Ipv6Interface,
  nextHop: Ipv6Address,
  { packet, exchange, cause }: WaitingPacket,
): void => {
  arise(world, {
    node: nodeOf(one),
    layer: 'link',
    situation: { type: 'wrap-ipv6-frame', interface: one.name, nextHop },
    unit: packet,
    exchange,
    cause,
  });
};

/** Hands a packet to the link layer: at once to a group or a known neighbour, else when the neighbour has answered. */
export const ipv6PacketOut = (world: World, task: Task, hop: Ipv6Hop, packet: Uint8Array): void => {
  const one = world.nodes.get(task.node)?.ipv6?.interfaces.get(hop.interface);
  if (one === undefined) return;
  const { nextHop } = hop;
  const waiting = { packet, cause: task.id, exchange: task.exchange };
  if (isIpv6Multicast(nextHop)) {
    frame(world, one, nextHop, waiting);
    return;
  }
  const isNew = neighborNow(world, one, nextHop) === undefined;
  const row = noteNeighbor(world, one, nextHop, { type: 'send' });
  if (row?.mac != null) {
    frame(world, one, nextHop, waiting);
    doubt(world, one, nextHop, row, task);
    return;
  }
  const key = keyOf(one, nextHop);
  const queue = world.inner.waiting.get(key) ?? [];
  world.inner.waiting.set(key, [...queue, waiting].slice(-MOST_WAITING));
  if (isNew) ask(world, one, nextHop, 1, { exchange: task.exchange, cause: task.id });
};

/**
 * A neighbour that has not been heard of for long is used and then asked, RFC 4861 §7.3.3. Time here passes only for a
 * clock outside; elsewhere the delay is over when the row is used again after it.
 */
const doubt = (
  world: World,
  one: Ipv6Interface,
  address: Ipv6Address,
  row: Neighbor,
  task: Task,
): void => {
  if (row.state !== 'DELAY') return;
  if (world.nowMicros - row.sinceMicros >= DELAY_MICROS) {
    probe(world, one, address, { exchange: task.exchange, cause: task.id });
  } else if (world.inner.horizonMicros !== null && row.sinceMicros === world.nowMicros) {
    wait(world, one, address, { asked: 0, guard: null, exchange: null, afterMicros: DELAY_MICROS });
  }
};

const probe = (world: World, one: Ipv6Interface, address: Ipv6Address, origin: Origin): void => {
  noteNeighbor(world, one, address, { type: 'delay-over' });
  ask(world, one, address, 1, origin);
};

const wait = (
  world: World,
  one: Ipv6Interface,
  address: Ipv6Address,
  {
    asked,
    guard,
    exchange,
    afterMicros,
  }: {
    readonly asked: number;
    readonly guard: number | null;
    readonly exchange: number | null;
    readonly afterMicros: number;
  },
): void =>
  setTimer(world, `neighbor ${keyOf(one, address)}`, {
    node: nodeOf(one),
    name: 'neighbor',
    atMicros: world.nowMicros + afterMicros,
    guard,
    exchange,
    action: { type: 'neighbor', interface: one.name, address, asked },
  });

/** The address that a question is asked from: that of the packet which waits, RFC 4861 §7.2.2. */
const askedFrom = (world: World, one: Ipv6Interface, address: Ipv6Address): Ipv6Address => {
  const [first] = world.inner.waiting.get(keyOf(one, address)) ?? [];
  const source = first === undefined ? undefined : readIpv6Packet(first.packet)?.fixed.source;
  return source !== undefined && isAssigned(one, source, world.nowMicros)
    ? source
    : linkLocalOf(one.mac);
};

/** Everybody on the link who may be it, or the neighbour itself where its card is known, RFC 4861 §7.2.2 and §7.3.3. */
const ask = (
  world: World,
  one: Ipv6Interface,
  address: Ipv6Address,
  asked: number,
  origin: Origin,
): void => {
  const isKnown = neighborNow(world, one, address)?.mac != null;
  const question = {
    icmpType: NEIGHBOR_SOLICITATION,
    source: askedFrom(world, one, address),
    destination: isKnown ? address : solicitedNode(address),
    target: address,
  };
  const { id: guard } = askOnLink(world, one, question, origin);
  const { exchange } = origin;
  wait(world, one, address, { asked, guard, exchange, afterMicros: RETRANSMISSION_MICROS });
};

/** No answer in time: asks again, and after three questions gives up what waits, RFC 4861 §7.2.2 and §7.3.3. */
export const neighborTimedOut = (
  world: World,
  node: string,
  { interface: name, address, asked }: Extract<TimerAction, { readonly type: 'neighbor' }>,
  origin: Origin,
): void => {
  const one = world.nodes.get(node)?.ipv6?.interfaces.get(name);
  const row = one === undefined ? undefined : neighborNow(world, one, address);
  if (one === undefined || row === undefined) return;
  if (row.state === 'DELAY') {
    probe(world, one, address, origin);
    return;
  }
  if (row.state !== 'INCOMPLETE' && row.state !== 'PROBE') return;
  if (asked < ATTEMPTS) {
    ask(world, one, address, asked + 1, origin);
    return;
  }
  noteNeighbor(world, one, address, { type: 'given-up' });
  const key = keyOf(one, address);
  const lost = world.inner.waiting.get(key) ?? [];
  world.inner.waiting.delete(key);
  for (const waiting of lost) tellUnreachable(world, node, waiting);
};

/** Who sent it is told that nobody has the address, RFC 4861 §7.2.2; a program of this node sees only that nothing comes. */
const tellUnreachable = (world: World, node: string, waiting: WaitingPacket): void => {
  const state = world.nodes.get(node);
  const packet = readIpv6Packet(waiting.packet);
  if (state?.ipv6 === undefined || packet === undefined) return;
  const { source: sender } = packet.fixed;
  if (!deservesIpv6Error(packet, UNREACHABLE)) return;
  if (interfaceWith(state.ipv6, sender, world.nowMicros) !== undefined) return;
  arise(world, {
    node,
    layer: 'network',
    situation: {
      type: 'compose-icmpv6',
      icmpType: UNREACHABLE,
      icmpCode: ADDRESS_UNREACHABLE,
      source: ipv6SourceFor(world, state, sender),
      destination: sender,
      zone: null,
      target: null,
    },
    unit: waiting.packet,
    exchange: waiting.exchange,
    cause: waiting.cause,
  });
};

/** Something was heard of a neighbour: its row changes, and what waited for its hardware address is framed. */
export const hearNeighbor = (
  world: World,
  one: Ipv6Interface,
  address: Ipv6Address,
  event: NeighborEvent,
): void => {
  const row = noteNeighbor(world, one, address, event);
  if (row === undefined || row.mac === null) return;
  const key = keyOf(one, address);
  if (row.state === 'REACHABLE' || row.state === 'STALE') cancelTimer(world, `neighbor ${key}`);
  const released = world.inner.waiting.get(key) ?? [];
  world.inner.waiting.delete(key);
  for (const waiting of released) frame(world, one, address, waiting);
};

/** A message of discovery may tell the card of whoever sent it, RFC 4861 §7.2.3; who has no address yet is no neighbour. */
export const hearSender = (
  world: World,
  one: Ipv6Interface,
  sender: Ipv6Address,
  options: Uint8Array,
): void => {
  const mac = linkAddressIn(options, SOURCE_LINK_ADDRESS);
  if (sender !== 0n && mac !== null) hearNeighbor(world, one, sender, { type: 'heard', mac });
};
