import { copyOf } from '../../base/bytes.ts';
import type { IpAddress } from '../../base/ip.ts';
import {
  DESTINATION_UNREACHABLE,
  ECHO_REPLY,
  ECHO_REQUEST,
  TIME_EXCEEDED,
} from '../../protocols/icmp.ts';
import { ipv4 } from '../../protocols/ipv4.ts';
import type { TaskOf } from '../automaton/automaton-row.ts';
import { isAwaitedEcho, isHeardAbove } from '../automaton/network.ts';
import { QUOTE_OFFSET } from '../boundary/passing.ts';
import { draftOf } from '../draft.ts';
import { delivered, exchangeOf } from '../exchanges.ts';
import { fragmentsOf } from '../fragments.ts';
import { keepFragment } from '../gathering.ts';
import { composeMessage } from '../icmp.ts';
import { PROTOCOL_ICMP, readPacket } from '../packets.ts';
import { learnPathMtu } from '../path-mtu.ts';
import { packetOut } from '../resolution.ts';
import { sourceFor } from '../routes.ts';
import { follow, noteOf } from '../schedule.ts';
import type { Decision, Task } from '../task.ts';
import { headerFrom, numberAt, textAt, type Values } from '../values.ts';
import type { World } from '../world.ts';
import { packetOnward } from './boundary.ts';
import { tellError } from './errors.ts';

const IPV4_BYTES = 20;

const hopFrom = (values: Values) => ({
  nextHop: numberAt(values, 'nextHop', 0),
  interface: textAt(values, 'interface', ''),
});

/** The packet, or its fragments where the decision says how long one may be. */
const cut = (packet: Uint8Array, values: Values): readonly Uint8Array[] => {
  const mtuBytes = numberAt(values, 'mtu', 0);
  const read = mtuBytes === 0 ? undefined : readPacket(packet);
  return read === undefined ? [packet] : fragmentsOf(read, mtuBytes);
};

export const applyWrapPacket = (
  world: World,
  task: TaskOf<'wrap-packet'>,
  { action, values }: Decision,
): void => {
  if (action !== 'send') return;
  const packet =
    draftOf(world, values) ?? ipv4.encode(headerFrom(ipv4, values, { dontFragment: 1 }), task.unit);
  for (const piece of cut(packet, values)) packetOut(world, task, hopFrom(values), piece);
};

export const applyUnwrapPacket = (
  world: World,
  task: TaskOf<'unwrap-packet'>,
  { action, values }: Decision,
): void => {
  const packet = readPacket(task.unit);
  const node = world.nodes.get(task.node);
  if (action !== 'deliver' || packet === undefined || node === undefined) return;
  const { source, destination } = packet.fixed;
  const note = { type: 'packet', packet: packet.bytes } as const;
  const { payload } = packet;
  if (values.handTo === 'fragments') {
    keepFragment(world, task, packet);
  } else if (values.handTo === 'icmp') {
    follow(world, task, 'network', { type: 'read-icmp', source, destination }, payload, note);
  } else if (values.handTo === 'udp' && isHeardAbove(node, 'udp')) {
    const at = node.addresses.has(destination) ? {} : { interface: task.situation.interface };
    const situation = { type: 'unwrap-datagram', source, destination, ...at } as const;
    follow(world, task, 'transport', situation, payload, note);
  } else if (values.handTo === 'tcp' && isHeardAbove(node, 'tcp')) {
    follow(
      world,
      task,
      'transport',
      { type: 'unwrap-segment', source, destination },
      payload,
      note,
    );
  }
};

/** Writes the header anew with what has changed; every other field stays as it came, options too. */
export const applyForwardPacket = (
  world: World,
  task: TaskOf<'forward-packet'>,
  { action, values }: Decision,
): void => {
  const packet = readPacket(task.unit);
  if (packet === undefined) return;
  if (action === 'answer') {
    const to = numberAt(values, 'answerTo', packet.fixed.source);
    tellError(world, task, textAt(values, 'answer', ''), to, packet.bytes);
  } else if (action === 'send') {
    const bytes = copyOf(packet.bytes);
    ipv4.rewrite(bytes, headerFrom(ipv4, values));
    for (const piece of cut(bytes, values)) packetOnward(world, task, hopFrom(values), piece);
  }
};

/** Composed message in hand, the same layer wraps it: an answer leaves from the address that was asked. */
export const applyComposeIcmp = (
  world: World,
  task: TaskOf<'compose-icmp'>,
  { action, values }: Decision,
): void => {
  const node = world.nodes.get(task.node);
  if (action !== 'send' || node === undefined) return;
  const { to: destination, icmpType } = task.situation;
  if (icmpType === ECHO_REQUEST) adoptEcho(world, task, values);
  const note = noteOf(world, task.id);
  const source = note?.type === 'source' ? note.address : sourceFor(node, destination);
  const timeToLive = echoTimeToLive(world, task, icmpType);
  follow(
    world,
    task,
    'network',
    { type: 'wrap-packet', protocol: PROTOCOL_ICMP, source, destination, timeToLive },
    draftOf(world, values) ?? composeMessage(world, task, values),
  );
};

/** Who asks for an echo chooses its numbers freely (RFC 792): the reply is known by those that left. */
const adoptEcho = (world: World, { exchange: id }: Task, values: Values): void => {
  const exchange = exchangeOf(world, id);
  const own = exchange?.progress.echo;
  if (exchange === undefined || own === null || own === undefined) return;
  exchange.progress.echo = {
    identifier: numberAt(values, 'icmp.identifier', own.identifier) % 0x10000,
    sequenceNumber: numberAt(values, 'icmp.sequenceNumber', own.sequenceNumber) % 0x10000,
  };
};

const echoTimeToLive = (world: World, { exchange }: Task, icmpType: number): number | null => {
  const spec = exchange === null ? undefined : world.exchanges.get(exchange)?.spec;
  return spec?.type === 'echo' &&
    icmpType !== ECHO_REPLY &&
    icmpType !== TIME_EXCEEDED &&
    icmpType !== DESTINATION_UNREACHABLE
    ? spec.timeToLive
    : null;
};

export const applyReadIcmp = (
  world: World,
  task: TaskOf<'read-icmp'>,
  { action, values }: Decision,
): void => {
  const { source, destination } = task.situation;
  if (action === 'answer' && values.answer === 'echo-reply') {
    delivered(world, task, 'echo-request');
    follow(
      world,
      task,
      'network',
      { type: 'compose-icmp', icmpType: ECHO_REPLY, icmpCode: 0, to: source },
      task.unit,
      { type: 'source', address: destination },
    );
  } else if (action === 'deliver') {
    const meaning = textAt(values, 'meaning', '');
    if (meaning === 'unreachable') learnPathMtu(world, task);
    readMeaning(world, task, meaning);
  }
};

/** Whether news quotes a packet that this node sent: by that it is told for whom it is, RFC 1122 §3.2.2. */
const isOfOwnPacket = (world: World, { node, unit }: Task): boolean => {
  const quoted =
    unit.length < QUOTE_OFFSET + IPV4_BYTES ? undefined : ipv4.view(unit, QUOTE_OFFSET);
  return quoted !== undefined && world.nodes.get(node)?.addresses.has(quoted.source) === true;
};

/** What a program is told counts only if the message says so. */
const readMeaning = (world: World, task: TaskOf<'read-icmp'>, meaning: string): void => {
  const exchange = task.exchange === null ? undefined : world.exchanges.get(task.exchange);
  if (exchange?.spec.type !== 'echo' || exchange.progress.asker !== task.node) return;
  const [type] = task.unit;
  if (type !== ECHO_REPLY && !isOfOwnPacket(world, task)) return;
  const wanted = exchange.spec.timeToLive !== null;
  if (meaning === 'echo-reply' && type === ECHO_REPLY && isAwaitedEcho(world, task)) {
    exchange.met = true;
    delivered(world, task, 'echo-reply');
  } else if (meaning === 'time-exceeded' && type === TIME_EXCEEDED && wanted) {
    exchange.met = true;
    delivered(world, task, 'time-exceeded');
  } else if (meaning === 'unreachable' && isReportOfNowhere(world, type, exchange.spec.to)) {
    exchange.met = true;
    delivered(world, task, 'unreachable');
  }
};

/** True where nobody has the address: then the report is all there is to learn. */
const isReportOfNowhere = (world: World, type: number | undefined, address: IpAddress): boolean =>
  type === DESTINATION_UNREACHABLE &&
  typeof address === 'number' &&
  [...world.nodes.values()].every(node => !node.addresses.has(address));
