import { endAt } from './names.ts';
import { readPacket } from './packets.ts';
import { hopTo } from './routes.ts';
import type { NodeState, PathMtu, World } from './world.ts';

/** After this long a larger packet is tried again, RFC 1191 §6.3, RFC 8201 §4. */
const BELIEVED_MICROS = 600_000_000;
/** Destinations that a node remembers the path MTU of; the oldest goes first. */
const MOST_PATHS = 64;

type PathMtus<Address> = Map<Address, PathMtu>;

/** The MTU of the link at an interface, in bytes; infinity where there is none. */
export const linkMtu = (world: World, node: NodeState, name: string): number =>
  world.ends.get(endAt(world, node.spec.name, name))?.link.spec.mtuBytes ??
  Number.POSITIVE_INFINITY;

/** MTU of the first link on the way to `destination`, in bytes. */
export const nextHopMtu = (world: World, node: NodeState, destination: number): number => {
  const hop = hopTo(node, destination);
  return hop === undefined ? Number.POSITIVE_INFINITY : linkMtu(world, node, hop.interface);
};

/** What is remembered of the way to `destination` while it is believed, in bytes; infinity where nothing is. */
export const rememberedMtu = <Address>(
  { nowMicros }: World,
  known: PathMtus<Address> | undefined,
  destination: Address,
): number => {
  const one = known?.get(destination);
  return one !== undefined && nowMicros - one.learnedAtMicros < BELIEVED_MICROS
    ? one.mtuBytes
    : Number.POSITIVE_INFINITY;
};

/** Remembers the path MTU to `destination`. */
export const rememberMtu = <Address>(
  { nowMicros: learnedAtMicros }: World,
  known: PathMtus<Address>,
  destination: Address,
  mtuBytes: number,
): void => {
  const [oldest] = known.keys();
  if (known.size >= MOST_PATHS && oldest !== undefined) known.delete(oldest);
  known.set(destination, { mtuBytes, learnedAtMicros });
};

/** The largest packet that a node believes to reach `destination` whole, RFC 1191 §3. */
export const pathMtuTo = (world: World, node: NodeState, destination: number): number =>
  Math.min(nextHopMtu(world, node, destination), rememberedMtu(world, node.pathMtus, destination));

/** Remembers the path MTU to `destination` where it is smaller than what was believed. */
export const notePathMtu = (
  world: World,
  node: NodeState,
  destination: number,
  mtuBytes: number,
): void => {
  if (mtuBytes >= pathMtuTo(world, node, destination)) return;
  rememberMtu(world, node.pathMtus, destination, mtuBytes);
};

/** MTU that a router tells of in a 'fragmentation needed' message about `unit`, RFC 1191 §4; 0 if there is none. */
export const mtuToTell = (world: World, node: NodeState, unit: Uint8Array): number => {
  const packet = readPacket(unit);
  const mtuBytes = packet === undefined ? 0 : nextHopMtu(world, node, packet.fixed.destination);
  return mtuBytes <= 0xffff ? mtuBytes : 0;
};
