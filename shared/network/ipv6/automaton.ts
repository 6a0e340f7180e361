import { formatIpv6, isIpv6Multicast, isLinkLocal, multicastMac } from '../../base/ipv6.ts';
import { ETHER_TYPE } from '../../protocols/ethernet.ts';
import { ipv6 } from '../../protocols/ipv6.ts';
import {
  type AutomatonRow,
  answer,
  asGiven,
  deliver,
  drop,
  send,
  type TaskOf,
} from '../automaton/automaton-row.ts';
import { drafted, framed } from '../draft.ts';
import { linkMtu } from '../mtu.ts';
import { PROTOCOL_TCP } from '../packets.ts';
import { drawIntegerFor } from '../schedule.ts';
import type { Decision } from '../task.ts';
import type { Values } from '../values.ts';
import type { NodeState, World } from '../world.ts';
import { mayTell } from './errors.ts';
import { ipv6PathMtuTo } from './mtu.ts';
import { neighborNow } from './neighbors.ts';
import { FRAGMENT_HEADER, IPV6_HANDED_TO, type Ipv6Packet, readIpv6Packet } from './packets.ts';
import { ipv6HopTo } from './routes.ts';
import { interfaceWith, isInGroup } from './state.ts';
import { ipv6At, wideHeaderFrom } from './values.ts';

const INITIAL_HOP_LIMIT = 64;
const BROADCAST = 0xffffffffffff;

/** Size to cut a packet to that is too long for the way; TCP makes smaller segments instead, RFC 8200 §4.5. */
const cutFor = (
  world: World,
  node: NodeState,
  { situation, id }: TaskOf<'wrap-ipv6-packet'>,
  lengthBytes: number,
): Values => {
  const mtuBytes = ipv6PathMtuTo(world, node, situation.destination);
  if (lengthBytes <= mtuBytes || situation.protocol === PROTOCOL_TCP) return {};
  const identification = drawIntegerFor(world, 2 ** 32, id, 'identification');
  return { mtu: mtuBytes, 'fragment.identification': identification };
};

/** Finds the next hop and writes the header, RFC 8200 §3. */
export const wrapIpv6Packet: AutomatonRow<'wrap-ipv6-packet'> = {
  choose: (world, { node: name, situation }) => {
    const node = world.nodes.get(name);
    const { destination, zone } = situation;
    const hop = node === undefined ? undefined : ipv6HopTo(world, node, destination, zone);
    return hop === undefined ? drop('no-route') : send();
  },
  complete: (world, task, action, given) => {
    const node = world.nodes.get(task.node);
    if (action !== 'send' || node === undefined) return given;
    const { situation } = task;
    const destination = ipv6At(given, 'ipv6.destination', situation.destination);
    const hop = ipv6HopTo(world, node, destination, situation.zone);
    const values = {
      'ipv6.source': formatIpv6(situation.source),
      'ipv6.destination': formatIpv6(destination),
      'ipv6.nextHeader': situation.protocol,
      'ipv6.hopLimit': situation.hopLimit ?? INITIAL_HOP_LIMIT,
      nextHop: formatIpv6(hop?.nextHop ?? destination),
      interface: hop?.interface ?? '',
      ...given,
    };
    const packet = ipv6.encode(wideHeaderFrom(ipv6, values), task.unit);
    const { payloadLength } = ipv6.view(packet, 0);
    const cut = cutFor(world, node, task, packet.length);
    return drafted(world, { 'ipv6.payloadLength': payloadLength, ...cut, ...values }, packet);
  },
};

const isMine = (
  world: World,
  node: NodeState,
  { fixed: { destination } }: Ipv6Packet,
  name: string,
): boolean => {
  const one = node.ipv6?.interfaces.get(name);
  if (node.ipv6 === undefined || one === undefined) return false;
  return isIpv6Multicast(destination)
    ? isInGroup(one, node.spec.role === 'router', destination)
    : interfaceWith(node.ipv6, destination, world.nowMicros) !== undefined ||
        one.addresses.has(destination);
};

/** The answer, or a drop where none may be sent. */
const answerOr = (told: string, reason: string, unit: Uint8Array): Decision =>
  mayTell(told, unit) ? answer({ answer: told }) : drop(reason);

/** Takes packets for an own address or group, RFC 8200 §4; a router has nothing above ICMPv6. */
export const unwrapIpv6Packet: AutomatonRow<'unwrap-ipv6-packet'> = {
  choose: (world, task) => {
    const node = world.nodes.get(task.node);
    const packet = readIpv6Packet(task.unit);
    if (node === undefined || packet === undefined) return drop('malformed');
    if (!isMine(world, node, packet, task.situation.interface)) return drop('not-mine');
    if (packet.protocol === FRAGMENT_HEADER) return deliver({ handTo: 'fragments' });
    const handTo = IPV6_HANDED_TO[packet.protocol];
    if (handTo === undefined) return answerOr('unknown-next-header', 'nothing-to-do', task.unit);
    return node.spec.role === 'router' && handTo !== 'icmpv6'
      ? answerOr('port-unreachable', 'nothing-to-do', task.unit)
      : deliver({ handTo });
  },
  complete: asGiven,
};

/** Why a packet cannot go on, and what is told to its sender; undefined if it can. RFC 4443 §3. */
const obstacle = (
  world: World,
  node: NodeState,
  { fixed, bytes }: Ipv6Packet,
): { readonly told: string; readonly reason: string } | undefined => {
  const { hopLimit, destination, source } = fixed;
  if (hopLimit <= 1) return { told: 'time-exceeded', reason: 'time-to-live-expired' };
  const hop = ipv6HopTo(world, node, destination);
  if (hop === undefined) return { told: 'no-route', reason: 'no-route' };
  if (isLinkLocal(source)) return { told: 'beyond-scope', reason: 'no-route' };
  if (bytes.length <= linkMtu(world, node, hop.interface)) return undefined;
  return { told: 'packet-too-big', reason: 'no-route' };
};

const staysHere = ({ fixed: { source, destination } }: Ipv6Packet): boolean =>
  source === 0n || isIpv6Multicast(source) || isLinkLocal(destination) || destination <= 1n;

/** Sends a packet on with one hop less, or tells its sender why not: routers never cut one, RFC 8200 §5. */
export const forwardIpv6Packet: AutomatonRow<'forward-ipv6-packet'> = {
  choose: (world, task) => {
    const node = world.nodes.get(task.node);
    const packet = readIpv6Packet(task.unit);
    if (node === undefined || packet === undefined) return drop('malformed');
    if (staysHere(packet)) return drop('not-mine');
    // The permit list and the translator speak of IPv4 alone, so nothing of IPv6 passes that boundary.
    if (node.filter !== null || node.nat !== null) return drop('not-permitted');
    const problem = obstacle(world, node, packet);
    return problem === undefined ? send() : answerOr(problem.told, problem.reason, task.unit);
  },
  complete: (world, task, action, given) => {
    const node = world.nodes.get(task.node);
    const packet = readIpv6Packet(task.unit);
    if (action !== 'send' || node === undefined || packet === undefined) return given;
    const { destination, hopLimit } = packet.fixed;
    const hop = ipv6HopTo(world, node, destination);
    return {
      'ipv6.hopLimit': Math.max(0, hopLimit - 1),
      nextHop: formatIpv6(hop?.nextHop ?? destination),
      interface: hop?.interface ?? '',
      ...given,
    };
  },
};

/** Addresses the frame to a group's card address (RFC 2464 §7) or to the neighbour's card. */
export const wrapIpv6Frame: AutomatonRow<'wrap-ipv6-frame'> = {
  choose: () => send(),
  complete: (world, { node, situation, unit }, action, given) => {
    if (action !== 'send') return given;
    const { interface: name, nextHop } = situation;
    const one = world.nodes.get(node)?.ipv6?.interfaces.get(name);
    const row = one === undefined ? undefined : neighborNow(world, one, nextHop);
    const values = {
      'ethernet.destination': isIpv6Multicast(nextHop)
        ? multicastMac(nextHop)
        : (row?.mac ?? BROADCAST),
      'ethernet.source': one?.mac ?? 0,
      'ethernet.etherType': ETHER_TYPE.ipv6,
      ...given,
    };
    return framed(world, values, given, unit);
  },
};
