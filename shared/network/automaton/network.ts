import { LIMITED_BROADCAST } from '../../base/address.ts';
import { internetChecksum } from '../../protocols/checksum.ts';
import {
  DESTINATION_UNREACHABLE,
  ECHO_REPLY,
  ECHO_REQUEST,
  FRAGMENTATION_NEEDED,
  icmp,
  TIME_EXCEEDED,
} from '../../protocols/icmp.ts';
import { ipv4 } from '../../protocols/ipv4.ts';
import { drafted } from '../draft.ts';
import { isFragment } from '../fragments.ts';
import { composeMessage } from '../icmp.ts';
import { mtuToTell, pathMtuTo } from '../mtu.ts';
import { isOwnEcho } from '../own-echo.ts';
import {
  hasGoodHeaderChecksum,
  PROTOCOL_ICMP,
  PROTOCOL_TCP,
  PROTOCOL_UDP,
  readPacket,
} from '../packets.ts';
import { interfaceTowards } from '../router.ts';
import { hopFrom, sourceFor } from '../routes.ts';
import { drawIntegerFor } from '../schedule.ts';
import { headerFrom, numberAt, type Values, valuesOf } from '../values.ts';
import type { NodeState, World } from '../world.ts';
import {
  type AutomatonRow,
  answer,
  asGiven,
  deliver,
  drop,
  send,
  type TaskOf,
} from './automaton-row.ts';

/** Recommended by IANA, "IP Parameters". */
const INITIAL_TIME_TO_LIVE = 64;
const HEADER_BYTES = 20;

const packetValues = (
  world: World,
  node: NodeState,
  task: TaskOf<'wrap-packet'>,
  given: Values,
): Values => {
  const { situation, id } = task;
  const destination = numberAt(given, 'ipv4.destination', situation.destination);
  const hop = hopFrom(node, situation.source, destination);
  const nextHop = numberAt(given, 'nextHop', hop?.nextHop ?? destination);
  // Who asks everybody for an address says that it has none, RFC 1122 §3.2.1.3 (a).
  const isUnspecified = situation.source === 0 && destination !== LIMITED_BROADCAST;
  return {
    'ipv4.source': isUnspecified ? sourceFor(node, destination) : situation.source,
    'ipv4.destination': destination,
    'ipv4.protocol': situation.protocol,
    'ipv4.timeToLive': situation.timeToLive ?? INITIAL_TIME_TO_LIVE,
    'ipv4.identification': drawIntegerFor(world, 0x10000, id, 'identification'),
    nextHop,
    interface:
      nextHop === LIMITED_BROADCAST
        ? (hop?.interface ?? '')
        : interfaceTowards(node, nextHop, hop?.interface),
    ...given,
  };
};

const PROTOCOL_NAMES = {
  [PROTOCOL_ICMP]: 'icmp',
  [PROTOCOL_TCP]: 'tcp',
  [PROTOCOL_UDP]: 'udp',
} as const;

/**
 * Whether routers may cut the packet, and to what size (`mtu`) the host itself does. What is known to be too long for
 * the way is sent in fragments; TCP makes smaller segments instead, RFC 1191 §3.
 */
const sizedValues = (
  world: World,
  node: NodeState,
  { unit, situation }: TaskOf<'wrap-packet'>,
  values: Values,
): Values => {
  const name = PROTOCOL_NAMES[situation.protocol as keyof typeof PROTOCOL_NAMES];
  const { dontFragment: uncut } = node.spec;
  const mayBeCut = uncut !== undefined && name !== undefined && !uncut.includes(name);
  const isLong =
    HEADER_BYTES + unit.length > pathMtuTo(world, node, numberAt(values, 'ipv4.destination', 0));
  const isCut = isLong && (mayBeCut || situation.protocol !== PROTOCOL_TCP);
  const sized: Values = mayBeCut || isCut ? { 'ipv4.dontFragment': 0, ...values } : values;
  if (!isCut || sized['ipv4.dontFragment'] !== 0) return sized;
  return { mtu: pathMtuTo(world, node, situation.destination), ...sized };
};

/** Finds the next hop and writes the header, RFC 1122 §3.3.1; length and checksum follow the other values. */
export const wrapPacket: AutomatonRow<'wrap-packet'> = {
  choose: (world, task) => {
    const node = world.nodes.get(task.node);
    const { source, destination } = task.situation;
    const hop = node === undefined ? undefined : hopFrom(node, source, destination);
    return hop === undefined ? drop('no-route') : send();
  },
  complete: (world, task, action, given) => {
    const node = world.nodes.get(task.node);
    if (action !== 'send' || node === undefined) return given;
    const values = sizedValues(world, node, task, packetValues(world, node, task, given));
    const packet = ipv4.encode(headerFrom(ipv4, values, { dontFragment: 1 }), task.unit);
    const { totalLength, headerChecksum } = ipv4.view(packet, 0);
    const all = {
      ...values,
      'ipv4.totalLength': values['ipv4.totalLength'] ?? totalLength,
      'ipv4.headerChecksum': values['ipv4.headerChecksum'] ?? headerChecksum,
    };
    return drafted(world, all, packet);
  },
};

const HANDED_TO: Readonly<Record<number, string>> = {
  [PROTOCOL_ICMP]: 'icmp',
  [PROTOCOL_TCP]: 'tcp',
  [PROTOCOL_UDP]: 'udp',
};

/** Whether a packet that is for no address of the node is for it all the same: for everybody on the link, or for the
 *  card of an interface that may be about to get this very address, RFC 2131 §4.1. */
const isForCard = (
  node: NodeState,
  { situation }: TaskOf<'unwrap-packet'>,
  destination: number,
): boolean =>
  destination === LIMITED_BROADCAST || node.interfaces.get(situation.interface)?.lease === null;

/** A router has nothing above ICMP but what relays DHCP. */
export const isHeardAbove = ({ spec, sockets }: NodeState, handTo: string): boolean =>
  spec.role !== 'router' ||
  handTo === 'icmp' ||
  (handTo === 'udp' && sockets.some(one => one.protocol === 'udp'));

/** Takes packets for an own address with a good header, RFC 1122 §3.2.1, and keeps fragments till all are there. */
export const unwrapPacket: AutomatonRow<'unwrap-packet'> = {
  choose: (world, task) => {
    const node = world.nodes.get(task.node);
    const packet = readPacket(task.unit);
    if (node === undefined || packet === undefined) return drop('malformed');
    if (!hasGoodHeaderChecksum(packet)) return drop('bad-header-checksum');
    const { destination, protocol } = packet.fixed;
    const isOwn = node.addresses.has(destination);
    if (!isOwn && !isForCard(node, task, destination)) return drop('not-mine');
    if (isFragment(packet.fixed)) return deliver({ handTo: 'fragments' });
    const handTo = HANDED_TO[protocol];
    if (handTo === undefined || !isHeardAbove(node, handTo)) return drop('nothing-to-do');
    // Nobody answers for a group, nor with an address that is not there.
    return isOwn || handTo === 'udp' ? deliver({ handTo }) : drop('nothing-to-do');
  },
  complete: asGiven,
};

/** The low half of the word that other errors leave unused: how long a packet may be, RFC 1191 §4. */
const mtuTold = (world: World, { node, situation, unit }: TaskOf<'compose-icmp'>): Values => {
  const { icmpType, icmpCode } = situation;
  const state = world.nodes.get(node);
  const isAbout = icmpType === DESTINATION_UNREACHABLE && icmpCode === FRAGMENTATION_NEEDED;
  return isAbout && state !== undefined ? { 'icmp.nextHopMtu': mtuToTell(world, state, unit) } : {};
};

/** The network layer's own message, RFC 792; the checksum follows the other values. */
export const composeIcmp: AutomatonRow<'compose-icmp'> = {
  choose: () => send(),
  complete: (world, task, action, given) => {
    if (action !== 'send') return given;
    const { icmpType, icmpCode } = task.situation;
    const values = {
      'icmp.type': icmpType,
      'icmp.code': icmpCode,
      ...mtuTold(world, task),
      ...given,
    };
    const message = composeMessage(world, task, values);
    const isEcho = icmpType === ECHO_REQUEST || icmpType === ECHO_REPLY;
    const names = isEcho
      ? (['checksum', 'identifier', 'sequenceNumber'] as const)
      : (['checksum'] as const);
    const all = { ...valuesOf('icmp', icmp.view(message, 0), names), ...values };
    return drafted(world, all, message);
  },
};

const MEANINGS: Readonly<Record<number, string>> = {
  [ECHO_REPLY]: 'echo-reply',
  [TIME_EXCEEDED]: 'time-exceeded',
  [DESTINATION_UNREACHABLE]: 'unreachable',
};

/** Answers an echo request; reads everything else, RFC 1122 §3.2.2. */
export const readIcmp: AutomatonRow<'read-icmp'> = {
  choose: (world, task) => {
    const [type] = task.unit;
    if (type === undefined || task.unit.length < 8) return drop('malformed');
    if (internetChecksum(task.unit) !== 0) return drop('bad-transport-checksum');
    if (type === ECHO_REQUEST) return answer({ answer: 'echo-reply' });
    const meaning = MEANINGS[type];
    if (meaning === undefined) return drop('nothing-to-do');
    if (type === ECHO_REPLY && !isAwaitedEcho(world, task)) return drop('nothing-to-do');
    return deliver({ meaning });
  },
  complete: (_world, task, action, given) => {
    if (action !== 'deliver') return given;
    const meaning = given.meaning ?? MEANINGS[task.unit[0] ?? -1] ?? 'unreachable';
    const diedAt = meaning === 'echo-reply' ? 0 : task.situation.source;
    return { meaning, diedAt, ...given };
  },
};

/** Whether an echo reply belongs to a question of the node it came to. */
export const isAwaitedEcho = (world: World, task: TaskOf<'read-icmp'>): boolean => {
  const decoded = icmp.decode(task.unit);
  return decoded.ok && isOwnEcho(world, task, decoded.value.header);
};
