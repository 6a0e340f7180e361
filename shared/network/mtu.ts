import { readPacket } from './packets.ts';
import { hopTo } from './routes.ts';
import type { NodeState, World } from './world.ts';

/** After this long a larger packet is tried again, RFC 1191 §6.3. */
const BELIEVED_MICROS = 600_000_000;
/** Destinations that a host remembers the path MTU of; the oldest goes first. */
const MOST_PATHS = 64;

/** The MTU of the link at an interface, in bytes; infinity where there is none. */
export const linkMtu = (world: World, node: NodeState, name: string): number =>
  world.ends.get(`${node.spec.name}.${name}`)?.link.spec.mtuBytes ?? Number.POSITIVE_INFINITY;

/** MTU of the first link on the way to `destination`, in bytes. */
export const nextHopMtu = (world: World, node: NodeState, destination: number): number => {
  const hop = hopTo(node, destination);
  return hop === undefined ? Number.POSITIVE_INFINITY : linkMtu(world, node, hop.interface);
};

/** The largest packet that a node believes to reach `destination` whole, RFC 1191 §3. */
export const pathMtuTo = (world: World, node: NodeState, destination: number): number => {
  const first = nextHopMtu(world, node, destination);
  const known = node.pathMtus.get(destination);
  const isFresh = known !== undefined && world.nowMicros - known.learnedAtMicros < BELIEVED_MICROS;
  return isFresh ? Math.min(first, known.mtuBytes) : first;
};

/** Remembers the path MTU to `destination` where it is smaller than what was believed. */
export const notePathMtu = (
  world: World,
  node: NodeState,
  destination: number,
  mtuBytes: number,
): void => {
  if (mtuBytes >= pathMtuTo(world, node, destination)) return;
  const [oldest] = node.pathMtus.keys();
  if (node.pathMtus.size >= MOST_PATHS && oldest !== undefined) node.pathMtus.delete(oldest);
  node.pathMtus.set(destination, { mtuBytes, learnedAtMicros: world.nowMicros });
};

/** MTU that a router tells of in a 'fragmentation needed' message about `unit`, RFC 1191 §4; 0 if there is none. */
export const mtuToTell = (world: World, node: NodeState, unit: Uint8Array): number => {
  const packet = readPacket(unit);
  const mtuBytes = packet === undefined ? 0 : nextHopMtu(world, node, packet.fixed.destination);
  return mtuBytes <= 0xffff ? mtuBytes : 0;
};
