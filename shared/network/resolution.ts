import { LIMITED_BROADCAST } from '../base/address.ts';
import { ETHER_TYPE } from '../protocols/ethernet.ts';
import { DESTINATION_UNREACHABLE } from '../protocols/icmp.ts';
import { hardwareAddress } from './arp-cache.ts';
import type { TimerAction, WaitingPacket } from './machinery.ts';
import { deservesError, readPacket } from './packets.ts';
import { arise } from './schedule.ts';
import type { Task } from './task.ts';
import { cancelTimer, setTimer } from './timers.ts';
import type { World } from './world.ts';

/** RFC 1122 §2.3.2.1: at most one question a second for one destination. */
const ARP_RETRY_MICROS = 1_000_000;
const ARP_ATTEMPTS = 3;
const HOST_UNREACHABLE = 1;

const wrap = (
  world: World,
  node: string,
  hop: { readonly interface: string; readonly nextHop: number },
  { packet, cause, exchange }: WaitingPacket,
): void => {
  const { interface: name, nextHop } = hop;
  arise(world, {
    node,
    layer: 'link',
    situation: { type: 'wrap-frame', interface: name, nextHop, etherType: ETHER_TYPE.ipv4 },
    unit: packet,
    exchange,
    cause,
  });
};

/** Hands a packet to the link layer: it is framed if the next hop's hardware address is known, else it waits for it. */
export const packetOut = (
  world: World,
  task: Task,
  hop: { readonly interface: string; readonly nextHop: number },
  packet: Uint8Array,
): void => {
  const node = world.nodes.get(task.node);
  const own = node?.interfaces.get(hop.interface);
  if (node === undefined || own === undefined) return;
  const waiting = { packet, cause: task.id, exchange: task.exchange };
  // Everybody on the link needs no question, RFC 894.
  const { nextHop } = hop;
  if (nextHop === LIMITED_BROADCAST || hardwareAddress(world, node, nextHop) !== undefined) {
    wrap(world, task.node, hop, waiting);
    return;
  }
  const key = `${own.id} ${hop.nextHop}`;
  const queue = world.inner.waiting.get(key);
  if (queue !== undefined) {
    queue.push(waiting);
    return;
  }
  world.inner.waiting.set(key, [waiting]);
  ask(world, task.node, hop, 1, task);
};

const ask = (
  world: World,
  node: string,
  hop: { readonly interface: string; readonly nextHop: number },
  asked: number,
  cause: { readonly id: number; readonly exchange: number | null },
): void => {
  const { interface: name, nextHop } = hop;
  const question = arise(world, {
    node,
    layer: 'link',
    situation: { type: 'ask-arp', interface: name, nextHop },
    unit: new Uint8Array(),
    exchange: cause.exchange,
    cause: cause.id,
  });
  setTimer(world, `arp ${node}.${name} ${nextHop}`, {
    node,
    name: 'arp',
    atMicros: world.nowMicros + ARP_RETRY_MICROS,
    guard: question.id,
    exchange: cause.exchange,
    action: { type: 'arp', interface: name, nextHop, asked },
  });
};

/** Asks whether somebody has an address, RFC 5227 §2.1.1; whoever has none itself asks as nobody. What was known of it before counts no more. */
export const probeFor = (
  world: World,
  task: Task,
  hop: { readonly interface: string; readonly nextHop: number },
): void => {
  const key = `${task.node}.${hop.interface} ${hop.nextHop}`;
  world.nodes.get(task.node)?.arp.delete(hop.nextHop);
  if (!world.inner.waiting.has(key)) world.inner.waiting.set(key, []);
  ask(world, task.node, hop, 1, task);
};

/** No answer in time: asks again, and after three questions gives up what waits, RFC 1122 §2.3.2.2. */
export const arpTimedOut = (
  world: World,
  node: string,
  action: Extract<TimerAction, { readonly type: 'arp' }>,
  guard: { readonly id: number; readonly exchange: number | null },
): void => {
  if (action.asked < ARP_ATTEMPTS) {
    ask(world, node, action, action.asked + 1, guard);
    return;
  }
  const key = `${node}.${action.interface} ${action.nextHop}`;
  const lost = world.inner.waiting.get(key) ?? [];
  world.inner.waiting.delete(key);
  for (const waiting of lost) tellUnreachable(world, node, waiting);
};

/** A router tells the sender that the host cannot be reached, RFC 1812 §5.2.7.1. */
const tellUnreachable = (world: World, node: string, waiting: WaitingPacket): void => {
  const state = world.nodes.get(node);
  const packet = readPacket(waiting.packet);
  if (state === undefined || packet === undefined || !deservesError(packet)) return;
  if (state.addresses.has(packet.fixed.source)) return;
  arise(world, {
    node,
    layer: 'network',
    situation: {
      type: 'compose-icmp',
      icmpType: DESTINATION_UNREACHABLE,
      icmpCode: HOST_UNREACHABLE,
      to: packet.fixed.source,
    },
    unit: waiting.packet,
    exchange: waiting.exchange,
    cause: waiting.cause,
  });
};

/** Enters a row into the ARP cache and frames what waited for it, RFC 826. */
export const learnAddress = (world: World, node: string, address: number, mac: number): void => {
  const state = world.nodes.get(node);
  if (state === undefined) return;
  state.arp.set(address, { mac, learnedAtMicros: world.nowMicros });
  for (const own of state.interfaces.values()) {
    const key = `${own.id} ${address}`;
    const released = world.inner.waiting.get(key) ?? [];
    world.inner.waiting.delete(key);
    cancelTimer(world, `arp ${key}`);
    for (const waiting of released) {
      wrap(world, node, { interface: own.name, nextHop: address }, waiting);
    }
  }
};
