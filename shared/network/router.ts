import { incrementalChecksum } from '../protocols/checksum.ts';
import { type AutomatonRow, answer, drop, send } from './automaton/automaton-row.ts';
import { secondOffset } from './fragments.ts';
import { linkMtu } from './mtu.ts';
import { deservesError, hasGoodHeaderChecksum, type ReadPacket, readPacket } from './packets.ts';
import { hopTo } from './routes.ts';
import type { Decision } from './task.ts';
import { numberAt, type Values } from './values.ts';
import type { NodeState, World } from './world.ts';

const MUST_NOT_FRAGMENT = 'fragmentation-needed';

/** Why a packet cannot go on, and what is told to its sender; undefined if it can. RFC 1812 §5.2.1 gives the order. */
const obstacle = (
  world: World,
  node: NodeState,
  packet: ReadPacket,
): { readonly told: string; readonly reason: string } | undefined => {
  const { timeToLive, destination } = packet.fixed;
  if (timeToLive <= 1) return { told: 'time-exceeded', reason: 'time-to-live-expired' };
  const hop = hopTo(node, destination);
  if (hop === undefined) return { told: 'net-unreachable', reason: 'no-route' };
  const isTooLong = packet.fixed.totalLength > linkMtu(world, node, hop.interface);
  if (isTooLong && packet.fixed.dontFragment === 1) {
    return { told: MUST_NOT_FRAGMENT, reason: 'no-route' };
  }
  return undefined;
};

const chooseForward = (world: World, node: NodeState, packet: ReadPacket): Decision => {
  const problem = obstacle(world, node, packet);
  if (problem === undefined) return send();
  return deservesError(packet) ? answer({ answer: problem.told }) : drop(problem.reason);
};

type Header = ReadPacket['fixed'];

/** `checksum` after one word of the header, RFC 1624 §3. */
const afterWord = (checksum: number, before: number, after: number): number =>
  before === after ? checksum : incrementalChecksum(checksum, before, after);

const afterAddress = (checksum: number, before: number, after: number): number => {
  const afterHigh = afterWord(checksum, before >>> 16, after >>> 16);
  return afterWord(afterHigh, before & 0xffff, after & 0xffff);
};

/** The header checksum after the fields have changed, word by word, RFC 1624 §3. */
const changedChecksum = (
  { timeToLive, protocol, source, destination, headerChecksum }: Header,
  changed: {
    readonly timeToLive: number;
    readonly source: number;
    readonly destination: number;
  },
): number => {
  const living = timeToLive * 256 + protocol;
  const checksum = afterWord(headerChecksum, living, changed.timeToLive * 256 + protocol);
  const fromThere = afterAddress(checksum, source, changed.source);
  return afterAddress(fromThere, destination, changed.destination);
};

/** With the size to cut a packet to that is too long for the link it leaves by and may be cut, RFC 1812 §4.2.2.7; where its second piece begins. */
const withCut = (world: World, node: NodeState, header: Header, given: Values): Values => {
  const mtuBytes = linkMtu(world, node, String(given.interface));
  if (header.dontFragment === 1 || header.totalLength <= mtuBytes) return given;
  const mtu = numberAt(given, 'mtu', mtuBytes);
  return { mtu, secondOffset: secondOffset(header, mtu), ...given };
};

const onward = (node: NodeState, header: Header, given: Values): Values => {
  const source = numberAt(given, 'ipv4.source', header.source);
  const destination = numberAt(given, 'ipv4.destination', header.destination);
  const timeToLive = numberAt(given, 'ipv4.timeToLive', Math.max(0, header.timeToLive - 1));
  const hop = hopTo(node, destination);
  const nextHop = numberAt(given, 'nextHop', hop?.nextHop ?? destination);
  const changed = { source, destination, timeToLive: timeToLive % 256 };
  return {
    'ipv4.source': source,
    'ipv4.destination': destination,
    'ipv4.timeToLive': timeToLive,
    'ipv4.headerChecksum': changedChecksum(header, changed),
    nextHop,
    interface: interfaceTowards(node, nextHop, hop?.interface),
    ...given,
  };
};

/** Where a next hop is reached: on the network it belongs to, else where the packet would have gone anyway. */
export const interfaceTowards = (
  node: NodeState,
  nextHop: number,
  otherwise: string | undefined,
): string => {
  const [first] = node.interfaces.keys();
  return hopTo(node, nextHop)?.interface ?? otherwise ?? first ?? '';
};

/** Sends a packet on with one hop less, in fragments (`mtu`) if it must be, or tells its sender why not, RFC 1812 §5.2 and §5.3.1. */
export const forwardPacket: AutomatonRow<'forward-packet'> = {
  choose: (world, task) => {
    const node = world.nodes.get(task.node);
    const packet = readPacket(task.unit);
    if (node === undefined || packet === undefined) return drop('malformed');
    if (!hasGoodHeaderChecksum(packet)) return drop('bad-header-checksum');
    return chooseForward(world, node, packet);
  },
  complete: (world, task, action, given) => {
    const node = world.nodes.get(task.node);
    const packet = readPacket(task.unit);
    if (node === undefined || packet === undefined) return given;
    if (action === 'answer') {
      return { answer: 'time-exceeded', answerTo: packet.fixed.source, ...given };
    }
    if (action !== 'send') return given;
    return withCut(world, node, packet.fixed, onward(node, packet.fixed, given));
  },
};
