import { DESTINATION_UNREACHABLE, icmp } from '../protocols/icmp.ts';
import { ipv4 } from '../protocols/ipv4.ts';
import type { TaskOf } from './automaton/automaton-row.ts';
import { takeStep } from './connections.ts';
import { pathMtuTo } from './mtu.ts';
import { PROTOCOL_TCP, PROTOCOL_UDP } from './packets.ts';
import type { Socket } from './socket.ts';
import { believedMtu, reducePathMtu } from './tcp/path-mtu.ts';
import type { NodeState, World } from './world.ts';

const FRAGMENTATION_NEEDED = 4;
/** Destinations that a host remembers the path MTU of; the oldest goes first. */
const MOST_PATHS = 64;
const PORTS = { [PROTOCOL_TCP]: 'tcp', [PROTOCOL_UDP]: 'udp' } as const;

interface Complaint {
  readonly destination: number;
  readonly packetBytes: number;
  /** MTU of the link that was too small; 0: an old router does not say. */
  readonly nextHopMtuBytes: number;
  readonly sequenceNumber: number;
  readonly socket: Socket;
}

const wordAt = (bytes: Uint8Array, at: number): number =>
  (bytes[at] ?? 0) * 256 + (bytes[at + 1] ?? 0);

/** What a message says of a packet that this node sent; undefined if it quotes none of a socket here, RFC 5927 §4. */
const readComplaint = (node: NodeState, message: Uint8Array): Complaint | undefined => {
  const decoded = icmp.decode(message);
  if (!decoded.ok) return undefined;
  const { type, code, rest, data } = decoded.value.header;
  const quoted = ipv4.decode(data);
  if (type !== DESTINATION_UNREACHABLE || code !== FRAGMENTATION_NEEDED || !quoted.ok) {
    return undefined;
  }
  const { header, headerLength } = quoted.value;
  const start = data.slice(headerLength);
  const protocol = PORTS[header.protocol as keyof typeof PORTS];
  if (!node.addresses.has(header.source) || protocol === undefined || start.length < 8) {
    return undefined;
  }
  const [own, other] = [wordAt(start, 0), wordAt(start, 2)];
  const socket = node.sockets.find(
    ({ protocol: kind, local, remote }) =>
      kind === protocol &&
      local.port === own &&
      (remote === null
        ? kind === 'udp'
        : remote.address === header.destination && remote.port === other),
  );
  if (socket === undefined) return undefined;
  return {
    destination: header.destination,
    packetBytes: header.totalLength,
    nextHopMtuBytes: rest % 0x10000,
    sequenceNumber: wordAt(start, 4) * 0x10000 + wordAt(start, 6),
    socket,
  };
};

const remember = (world: World, node: NodeState, destination: number, mtuBytes: number): void => {
  const known = pathMtuTo(world, node, destination);
  if (mtuBytes >= known) return;
  const [oldest] = node.pathMtus.keys();
  if (node.pathMtus.size >= MOST_PATHS && oldest !== undefined) node.pathMtus.delete(oldest);
  node.pathMtus.set(destination, { mtuBytes, learnedAtMicros: world.nowMicros });
};

/**
 * A host has read an ICMP message: if it says that a packet of one of its sockets was too large, smaller ones are sent
 * from now on, RFC 1191 §3. TCP believes it only about a segment that is under way, RFC 5927 §4.1.
 */
export const learnPathMtu = (world: World, task: TaskOf<'read-icmp'>): void => {
  const node = world.nodes[task.node];
  const complaint = node === undefined ? undefined : readComplaint(node, task.unit);
  if (node === undefined || complaint === undefined) return;
  const { socket, destination, packetBytes, nextHopMtuBytes } = complaint;
  const { connection } = socket;
  if (connection === null) {
    remember(world, node, destination, believedMtu(nextHopMtuBytes, packetBytes));
    return;
  }
  const step = reducePathMtu(connection, complaint, world.nowMicros);
  const { sendMaximumSegmentSize } = step.connection;
  if (sendMaximumSegmentSize < connection.sendMaximumSegmentSize) {
    remember(world, node, destination, sendMaximumSegmentSize + 40);
  }
  takeStep(world, socket, step, { node: task.node, exchange: task.exchange, cause: task.id });
};
