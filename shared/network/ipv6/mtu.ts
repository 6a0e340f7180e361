import type { Ipv6Address } from '../../base/ipv6.ts';
import { linkMtu, rememberedMtu, rememberMtu } from '../mtu.ts';
import type { NodeState, World } from '../world.ts';
import { LEAST_IPV6_MTU_BYTES } from './packets.ts';
import { ipv6HopTo } from './routes.ts';

/** MTU of the first link on the way to `destination`, in bytes; infinity without a way. */
export const ipv6NextHopMtu = (world: World, node: NodeState, destination: Ipv6Address): number => {
  const hop = ipv6HopTo(world, node, destination);
  return hop === undefined ? Number.POSITIVE_INFINITY : linkMtu(world, node, hop.interface);
};

/** The largest packet that a node believes to reach `destination`, RFC 8201 §4. */
export const ipv6PathMtuTo = (world: World, node: NodeState, destination: Ipv6Address): number =>
  Math.min(
    ipv6NextHopMtu(world, node, destination),
    rememberedMtu(world, node.ipv6?.pathMtus, destination),
  );

/** Remembers what a router said; less than every link carries is never believed, RFC 8201 §4. */
export const noteIpv6PathMtu = (
  world: World,
  node: NodeState,
  destination: Ipv6Address,
  saidBytes: number,
): void => {
  const { pathMtus } = node.ipv6 ?? {};
  const mtuBytes = Math.max(LEAST_IPV6_MTU_BYTES, saidBytes);
  if (pathMtus === undefined || mtuBytes >= ipv6PathMtuTo(world, node, destination)) return;
  rememberMtu(world, pathMtus, destination, mtuBytes);
};
