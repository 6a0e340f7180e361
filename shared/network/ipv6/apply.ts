import { copyOf } from '../../base/bytes.ts';
import { isIpv6Multicast } from '../../base/ipv6.ts';
import { ipv6 } from '../../protocols/ipv6.ts';
import type { TaskOf } from '../automaton/automaton-row.ts';
import { draftOf } from '../draft.ts';
import { keepGathered } from '../gathering.ts';
import { follow } from '../schedule.ts';
import type { Decision, Task } from '../task.ts';
import { headerFrom, numberAt, textAt, type Values } from '../values.ts';
import type { World } from '../world.ts';
import { tellIpv6Error } from './errors.ts';
import { gatherIpv6, ipv6FragmentKey, ipv6FragmentsOf } from './fragments.ts';
import { type Ipv6Packet, ipv6PayloadOf, readIpv6Packet } from './packets.ts';
import { ipv6PacketOut } from './resolution.ts';
import { interfaceWith } from './state.ts';
import { ipv6At, wideHeaderFrom } from './values.ts';

const hopFrom = (values: Values) => ({
  nextHop: ipv6At(values, 'nextHop', 0n),
  interface: textAt(values, 'interface', ''),
});

/** A packet has come to an interface: a router forwards what is not for itself; all else is looked at as the node's own. */
export const ipv6PacketIn = (world: World, task: Task, name: string, unit: Uint8Array): void => {
  const node = world.nodes.get(task.node);
  const destination = readIpv6Packet(unit)?.fixed.destination;
  if (node?.ipv6 === undefined) return;
  const passesThrough =
    node.spec.role === 'router' &&
    destination !== undefined &&
    !isIpv6Multicast(destination) &&
    interfaceWith(node.ipv6, destination, world.nowMicros) === undefined;
  const type = passesThrough ? 'forward-ipv6-packet' : 'unwrap-ipv6-packet';
  follow(world, task, 'network', { type, interface: name }, unit);
};

export const applyWrapIpv6Packet = (
  world: World,
  task: TaskOf<'wrap-ipv6-packet'>,
  { action, values }: Decision,
): void => {
  if (action !== 'send') return;
  const packet = draftOf(world, values) ?? ipv6.encode(wideHeaderFrom(ipv6, values), task.unit);
  const mtuBytes = numberAt(values, 'mtu', Number.POSITIVE_INFINITY);
  const identification = numberAt(values, 'fragment.identification', 0) % 2 ** 32;
  for (const piece of ipv6FragmentsOf(packet, mtuBytes, identification)) {
    ipv6PacketOut(world, task, hopFrom(values), piece);
  }
};

const keepFragment = (
  world: World,
  task: TaskOf<'unwrap-ipv6-packet'>,
  packet: Ipv6Packet,
): void => {
  const gatherings = world.nodes.get(task.node)?.ipv6?.gatherings;
  if (gatherings === undefined) return;
  const key = ipv6FragmentKey(packet);
  keepGathered(world, task, { gatherings, key }, gatherIpv6(gatherings.get(key), packet));
};

export const applyUnwrapIpv6Packet = (
  world: World,
  task: TaskOf<'unwrap-ipv6-packet'>,
  { action, values }: Decision,
): void => {
  const packet = readIpv6Packet(task.unit);
  if (packet === undefined) return;
  if (action === 'answer') {
    const from = isIpv6Multicast(packet.fixed.destination) ? null : packet.fixed.destination;
    tellIpv6Error(world, task, textAt(values, 'answer', ''), packet.bytes, from);
    return;
  }
  if (action !== 'deliver') return;
  if (values.handTo === 'fragments') {
    keepFragment(world, task, packet);
    return;
  }
  const { source, destination, hopLimit } = packet.fixed;
  const ends = { source, destination } as const;
  const payload = ipv6PayloadOf(packet);
  const note = { type: 'packet', packet: packet.bytes } as const;
  const { interface: name } = task.situation;
  if (values.handTo === 'icmpv6') {
    const situation = { type: 'read-icmpv6', ...ends, hopLimit, interface: name } as const;
    follow(world, task, 'network', situation, payload);
  } else if (values.handTo === 'udp') {
    follow(world, task, 'transport', { type: 'unwrap-datagram', ...ends }, payload, note);
  } else if (values.handTo === 'tcp') {
    follow(world, task, 'transport', { type: 'unwrap-segment', ...ends }, payload, note);
  }
};

/** Only the hop limit changes; every other byte stays as it came. */
export const applyForwardIpv6Packet = (
  world: World,
  task: TaskOf<'forward-ipv6-packet'>,
  { action, values }: Decision,
): void => {
  const packet = readIpv6Packet(task.unit);
  if (packet === undefined) return;
  if (action === 'answer') {
    tellIpv6Error(world, task, textAt(values, 'answer', ''), packet.bytes);
  } else if (action === 'send') {
    const bytes = copyOf(packet.bytes);
    ipv6.rewrite(bytes, headerFrom(ipv6, values));
    ipv6PacketOut(world, task, hopFrom(values), bytes);
  }
};
