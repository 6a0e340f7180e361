import { read16 } from '../base/bytes.ts';
import type { IpAddress } from '../base/ip.ts';
import { DESTINATION_UNREACHABLE, FRAGMENTATION_NEEDED, icmp } from '../protocols/icmp.ts';
import { ipv4 } from '../protocols/ipv4.ts';
import type { TaskOf } from './automaton/automaton-row.ts';
import { takeStep } from './connections.ts';
import { familyOf } from './family.ts';
import { PROTOCOL_TCP, PROTOCOL_UDP } from './packets.ts';
import type { Socket } from './socket.ts';
import type { Task } from './task.ts';
import { believedMtu, reducePathMtu } from './tcp/path-mtu.ts';
import type { NodeState, World } from './world.ts';

const TCP_HEADER_BYTES = 20;
const PORTS = { [PROTOCOL_TCP]: 'tcp', [PROTOCOL_UDP]: 'udp' } as const;

/** A packet of this node that was too large for a link, as a message quotes it. */
export interface TooLarge {
  readonly destination: IpAddress;
  readonly protocol: number;
  readonly packetBytes: number;
  /** MTU of the link that was too small; 0: an old router does not say. */
  readonly nextHopMtuBytes: number;
  /** What the packet carried, as much of it as is quoted. */
  readonly start: Uint8Array;
}

/** What a message says of a packet that this node sent; undefined if it is about something else. */
const readComplaint = (node: NodeState, message: Uint8Array): TooLarge | undefined => {
  const decoded = icmp.decode(message);
  if (!decoded.ok) return undefined;
  const { type, code, nextHopMtu, data } = decoded.value.header;
  const quoted = ipv4.decode(data);
  if (type !== DESTINATION_UNREACHABLE || code !== FRAGMENTATION_NEEDED || !quoted.ok) {
    return undefined;
  }
  const { header, headerLength } = quoted.value;
  if (!node.addresses.has(header.source)) return undefined;
  return {
    destination: header.destination,
    protocol: header.protocol,
    packetBytes: header.totalLength,
    nextHopMtuBytes: nextHopMtu,
    start: data.slice(headerLength),
  };
};

/** The socket that sent the packet, if one here did: else the message is somebody's guess, RFC 5927 §4. */
const senderOf = (
  node: NodeState,
  { destination, protocol: number, start }: TooLarge,
): Socket | undefined => {
  const protocol = PORTS[number as keyof typeof PORTS];
  if (protocol === undefined || start.length < 8) return undefined;
  const [own, other] = [read16(start, 0), read16(start, 2)];
  return node.sockets.find(
    ({ protocol: kind, local, remote }) =>
      kind === protocol &&
      local.port === own &&
      (remote === null ? kind === 'udp' : remote.address === destination && remote.port === other),
  );
};

/**
 * Smaller packets are sent to where one of a socket's was too large, RFC 1191 §3, RFC 8201 §4. TCP believes it only about a
 * segment that is under way, RFC 5927 §4.1.
 */
export const heedTooLarge = (world: World, task: Task, said: TooLarge): void => {
  const node = world.nodes.get(task.node);
  const socket = node === undefined ? undefined : senderOf(node, said);
  if (node === undefined || socket === undefined) return;
  const { destination, packetBytes, nextHopMtuBytes, start } = said;
  const { headerBytes, leastMtuBytes, notePathMtu } = familyOf(destination);
  const { connection } = socket;
  if (connection === null) {
    const mtuBytes = believedMtu(nextHopMtuBytes, packetBytes, leastMtuBytes);
    notePathMtu(world, node, destination, mtuBytes);
    return;
  }
  const bothBytes = headerBytes + TCP_HEADER_BYTES;
  const step = reducePathMtu(
    connection,
    {
      sequenceNumber: read16(start, 4) * 0x10000 + read16(start, 6),
      nextHopMtuBytes,
      headerBytes: bothBytes,
      leastMtuBytes,
    },
    world.nowMicros,
  );
  const { sendMaximumSegmentSize } = step.connection;
  if (sendMaximumSegmentSize < connection.sendMaximumSegmentSize) {
    notePathMtu(world, node, destination, sendMaximumSegmentSize + bothBytes);
  }
  takeStep(world, socket, step, { node: task.node, exchange: task.exchange, cause: task.id });
};

/** A host has read an ICMP message: if it says that a packet was too large, smaller ones are sent from now on. */
export const learnPathMtu = (world: World, task: TaskOf<'read-icmp'>): void => {
  const node = world.nodes.get(task.node);
  const complaint = node === undefined ? undefined : readComplaint(node, task.unit);
  if (complaint !== undefined) heedTooLarge(world, task, complaint);
};
