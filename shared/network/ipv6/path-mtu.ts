import { packetTooBig } from '../../protocols/icmpv6.ts';
import { ipv6 } from '../../protocols/ipv6.ts';
import type { TaskOf } from '../automaton/automaton-row.ts';
import { heedTooLarge } from '../path-mtu.ts';
import type { World } from '../world.ts';
import { noteIpv6PathMtu } from './mtu.ts';
import { FRAGMENT_HEADER, PROTOCOL_ICMPV6 } from './packets.ts';
import { interfaceWith } from './state.ts';

/**
 * A router says that a packet of this node was too big: shorter ones are sent from now on, RFC 8201 §4. What TCP and UDP
 * sent is held against their sockets; an echo has none.
 */
export const learnIpv6PathMtu = (world: World, task: TaskOf<'read-icmpv6'>): void => {
  const node = world.nodes.get(task.node);
  const read = packetTooBig.decode(task.unit);
  if (node?.ipv6 === undefined || !read.ok) return;
  const { mtu: nextHopMtuBytes, data } = read.value.header;
  const quoted = ipv6.decode(data);
  if (!quoted.ok) return;
  const { source, destination, nextHeader: protocol, payloadLength } = quoted.value.header;
  if (interfaceWith(node.ipv6, source, world.nowMicros) === undefined) return;
  if (protocol === PROTOCOL_ICMPV6 || protocol === FRAGMENT_HEADER) {
    noteIpv6PathMtu(world, node, destination, nextHopMtuBytes);
    return;
  }
  const start = data.slice(quoted.value.payloadStart);
  const packetBytes = quoted.value.headerLength + payloadLength;
  heedTooLarge(world, task, { destination, protocol, packetBytes, nextHopMtuBytes, start });
};
