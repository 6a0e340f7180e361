import { LIMITED_BROADCAST } from '../../base/address.ts';
import type { TaskOf } from '../automaton/automaton-row.ts';
import { type FilterVerdict, judgePassing, logVerdict, notePassing } from '../boundary/filter.ts';
import { type Passing, passingOf } from '../boundary/passing.ts';
import { linesOfValues, writeLines } from '../boundary/permit.ts';
import { cameAs, ownEnd, translated } from '../boundary/translate.ts';
import {
  insideEndFor,
  noteInward,
  noteOutward,
  type TranslatorState,
} from '../boundary/translator.ts';
import { PROTOCOL_TCP, PROTOCOL_UDP, type ReadPacket, readPacket } from '../packets.ts';
import { packetOut } from '../resolution.ts';
import type { Hop } from '../routes.ts';
import { follow, report } from '../schedule.ts';
import type { Decision, Task } from '../task.ts';
import { numberAt, textAt, type Values } from '../values.ts';
import { goOnWithWish } from '../wishes.ts';
import type { NodeState, World } from '../world.ts';
import { tellError } from './errors.ts';

const CARRIERS: Readonly<Record<number, 'tcp' | 'udp'>> = {
  [PROTOCOL_TCP]: 'tcp',
  [PROTOCOL_UDP]: 'udp',
};

/** Whether a segment or datagram that no mapping speaks of is for a program of the device itself. */
const isOwn = ({ sockets }: NodeState, { protocol, destination, piece }: Passing): boolean => {
  const carrier = CARRIERS[protocol];
  if (carrier === undefined || piece === 'later') return true;
  return sockets.some(one => one.protocol === carrier && one.local.port === destination.port);
};

/** Whether a packet from outside is for a translator to decide: for somebody behind it, or for nobody. */
const isForInside = (world: World, task: Task, name: string, packet: ReadPacket): boolean => {
  const node = world.nodes.get(task.node);
  if (node === undefined || node.nat === null || node.nat.spec.outside !== name) return false;
  if (packet.fixed.destination !== node.interfaces.get(name)?.address) return false;
  const passing = passingOf(packet);
  const isKnown = insideEndFor(node.nat, passing, world.nowMicros) !== undefined;
  return isKnown || !isOwn(node, passing);
};

/** A packet has come to an interface: to be translated, filtered, forwarded, or its own. RFC 1812 §5.2.3. */
export const packetIn = (world: World, task: Task, name: string, unit: Uint8Array): void => {
  const packet = readPacket(unit);
  if (packet !== undefined && isForInside(world, task, name, packet)) {
    const situation = { interface: name, direction: 'in', nextHop: 0 } as const;
    follow(world, task, 'network', { type: 'translate-packet', ...situation }, unit);
    return;
  }
  passOn(world, task, name, unit);
};

/** A router forwards what is not for itself, and never what is for everybody on a link (RFC 1812 §5.3.5.1); all else is
 *  looked at as the node's own. */
const passOn = (world: World, task: Task, name: string, unit: Uint8Array): void => {
  const node = world.nodes.get(task.node);
  const destination = readPacket(unit)?.fixed.destination;
  const passesThrough =
    node?.spec.role === 'router' &&
    destination !== undefined &&
    destination !== LIMITED_BROADCAST &&
    !node.addresses.has(destination);
  if (passesThrough && node.filter !== null) {
    const direction = name === node.filter.spec.outside ? 'in' : 'out';
    follow(world, task, 'network', { type: 'filter-packet', interface: name, direction }, unit);
    return;
  }
  const type = passesThrough ? 'forward-packet' : 'unwrap-packet';
  follow(world, task, 'network', { type, interface: name }, unit);
};

/** A forwarded packet leaves: under the device's own address, where it goes out of what is translated. */
export const packetOnward = (world: World, task: Task, hop: Hop, packet: Uint8Array): void => {
  const node = world.nodes.get(task.node);
  const passesBorder = node?.nat?.spec.outside === hop.interface;
  if (!passesBorder || node.addresses.has(readPacket(packet)?.fixed.source ?? 0)) {
    packetOut(world, task, hop, packet);
    return;
  }
  const { interface: name, nextHop } = hop;
  const situation = { interface: name, direction: 'out', nextHop } as const;
  follow(world, task, 'network', { type: 'translate-packet', ...situation }, packet);
};

const ruleOf = ({ rule }: Values): number | null => (typeof rule === 'number' ? rule : null);

const log = (
  world: World,
  task: TaskOf<'filter-packet'>,
  packet: ReadPacket,
  { verdict, rule }: FilterVerdict,
): void => {
  const state = world.nodes.get(task.node)?.filter;
  if (state === undefined || state === null) return;
  const { protocol, source, destination } = passingOf(packet);
  const { direction } = task.situation;
  const atMicros = world.nowMicros;
  logVerdict(state, { atMicros, verdict, rule, direction, protocol, source, destination });
};

export const applyFilterPacket = (
  world: World,
  task: TaskOf<'filter-packet'>,
  { action, values }: Decision,
): void => {
  const state = world.nodes.get(task.node)?.filter;
  const packet = readPacket(task.unit);
  if (state === undefined || state === null || packet === undefined) return;
  const { direction, interface: name } = task.situation;
  const verdict = action === 'send' ? 'permit' : 'deny';
  const own = judgePassing(state, passingOf(packet), direction, world.nowMicros);
  const rule = own.verdict === verdict ? own.rule : ruleOf(values);
  log(world, task, packet, { verdict, rule });
  if (action === 'send') {
    const line = rule === null ? undefined : state.rules[rule - 1];
    if (line?.remembers !== false) notePassing(state, passingOf(packet), world.nowMicros);
    follow(world, task, 'network', { type: 'forward-packet', interface: name }, task.unit);
  } else if (action === 'answer') {
    tellError(world, task, textAt(values, 'answer', ''), packet.fixed.source, packet.bytes);
  }
};

export const applyTranslatePacket = (
  world: World,
  task: TaskOf<'translate-packet'>,
  { action, values }: Decision,
): void => {
  const nat = world.nodes.get(task.node)?.nat;
  const packet = readPacket(task.unit);
  if (nat === undefined || nat === null || packet === undefined) return;
  if (action === 'answer') {
    tellError(world, task, textAt(values, 'answer', ''), packet.fixed.source, packet.bytes);
  } else if (action === 'send') {
    sendTranslated(world, task, nat, packet, values);
  }
};

const sendTranslated = (
  world: World,
  task: TaskOf<'translate-packet'>,
  nat: TranslatorState,
  packet: ReadPacket,
  values: Values,
): void => {
  const { direction, interface: name, nextHop } = task.situation;
  const passing = passingOf(packet);
  const came = cameAs(passing, direction);
  const bytes = translated(packet, direction, values);
  const port = numberAt(values, 'nat.port', came.port) % 0x10000;
  if (direction === 'out') {
    noteOutward(nat, passing, port, world.nowMicros);
    packetOut(world, task, { interface: name, nextHop }, bytes);
    return;
  }
  const address = numberAt(values, `ipv4.${ownEnd(direction)}`, came.address) % 2 ** 32;
  noteInward(nat, passing, { address, port }, world.nowMicros);
  passOn(world, task, name, bytes);
};

/** The line stands in the list from now on, and whoever wished for it begins. */
export const applyWriteRule = (
  world: World,
  task: TaskOf<'write-rule'>,
  { action, values }: Decision,
): void => {
  const state = world.nodes.get(task.node)?.filter;
  if (state === undefined || state === null || action !== 'send') return;
  const { wanted } = task.situation;
  const written = linesOfValues(values, state.rules.length);
  if (written !== undefined) {
    writeLines(state, written, { wanted, exchange: task.exchange });
    const { place, lines } = written;
    report(world, {
      type: 'rule-written',
      atMicros: world.nowMicros,
      node: task.node,
      place,
      lines,
    });
  }
  goOnWithWish(world, task.exchange);
};
