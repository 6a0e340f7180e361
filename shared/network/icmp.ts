import { utf8 } from '../base/bytes.ts';
import { ECHO_REPLY, ECHO_REQUEST, type IcmpHeader, icmp } from '../protocols/icmp.ts';
import type { TaskOf } from './automaton/automaton-row.ts';
import { quoteOf, readPacket } from './packets.ts';
import { headerFrom, numberAt, type Values } from './values.ts';
import type { World } from './world.ts';

/** What an echo request carries if the program has nothing of its own to send. */
export const ECHO_DATA = utf8('abcdefghijklmnopqrstuvwabcdefghi');

const bodyOf = (
  world: World,
  { exchange, unit }: TaskOf<'compose-icmp'>,
  type: number,
): Partial<IcmpHeader> => {
  if (type === ECHO_REQUEST) {
    const echo = exchange === null ? null : world.exchanges.get(exchange)?.progress.echo;
    return { ...echo, data: unit };
  }
  if (type === ECHO_REPLY) {
    const asked = icmp.decode(unit);
    if (!asked.ok) return {};
    const { identifier, sequenceNumber, data } = asked.value.header;
    return { identifier, sequenceNumber, data };
  }
  const packet = readPacket(unit);
  return { data: packet === undefined ? unit : quoteOf(packet) };
};

/** The bytes of an ICMP message with the header `values` of a decision, RFC 792. */
export const composeMessage = (
  world: World,
  task: TaskOf<'compose-icmp'>,
  values: Values,
): Uint8Array => {
  const type = numberAt(values, 'icmp.type', task.situation.icmpType) % 256;
  // What the message carries follows from why it is sent, even where another type was written.
  const body = bodyOf(world, task, task.situation.icmpType);
  const nextHopMtu = numberAt(values, 'icmp.nextHopMtu', 0) % 2 ** 16;
  return icmp.encode({ ...body, nextHopMtu, ...headerFrom(icmp, values), type });
};
