import {
  type Ipv6Address,
  inIpv6Prefix,
  isIpv6Multicast,
  isLinkLocal,
  linkLocalOf,
} from '../../base/ipv6.ts';
import { endAt } from '../names.ts';
import { longestOf } from '../routes.ts';
import type { Ipv6RouteSpec } from '../topology.ts';
import type { NodeState, World } from '../world.ts';
import { type Ipv6Interface, type Ipv6State, isAssigned, networkOf } from './state.ts';

/** Where a packet goes next. */
export interface Ipv6Hop {
  readonly nextHop: Ipv6Address;
  readonly interface: string;
}

const EVERYWHERE = { address: 0n, length: 0 };

const connected = (one: Ipv6Interface, nowMicros: number): Ipv6RouteSpec[] =>
  [...one.addresses].flatMap(([address, { prefixLength }]) =>
    isAssigned(one, address, nowMicros)
      ? [{ prefix: networkOf(address, prefixLength), nextHop: null, interface: one.name }]
      : [],
  );

const advertised = (one: Ipv6Interface, nowMicros: number): Ipv6RouteSpec[] =>
  [...one.routers].flatMap(([router, untilMicros]) =>
    untilMicros > nowMicros ? [{ prefix: EVERYWHERE, nextHop: router, interface: one.name }] : [],
  );

/** Own networks, given routes, and routers that have told of themselves, RFC 4861 §5.2. */
export const ipv6RoutesOf = (
  { interfaces, routes }: Ipv6State,
  nowMicros: number,
): readonly Ipv6RouteSpec[] => [
  ...[...interfaces.values()].flatMap(one => connected(one, nowMicros)),
  ...routes,
  ...[...interfaces.values()].flatMap(one => advertised(one, nowMicros)),
];

const isUp = (world: World, node: NodeState, name: string): boolean =>
  world.ends.get(endAt(world, node.spec.name, name))?.link.up !== false;

/**
 * Where a packet to `destination` goes next, RFC 4861 §5.2; undefined without a way. What holds on one link only goes
 * out by the interface that is meant, or by the first.
 */
export const ipv6HopTo = (
  world: World,
  node: NodeState,
  destination: Ipv6Address,
  meant: string | null = null,
): Ipv6Hop | undefined => {
  const { ipv6 } = node;
  if (ipv6 === undefined) return undefined;
  if (isLinkLocal(destination) || isIpv6Multicast(destination)) {
    const [first] = ipv6.interfaces.keys();
    const name = meant ?? first;
    return name === undefined ? undefined : { nextHop: destination, interface: name };
  }
  const routes = ipv6RoutesOf(ipv6, world.nowMicros).filter(one =>
    isUp(world, node, one.interface),
  );
  const route = longestOf(routes, ({ prefix }) => inIpv6Prefix(destination, prefix));
  if (route === undefined) return undefined;
  return { nextHop: route.nextHop ?? destination, interface: route.interface };
};

const bitsInCommon = (a: Ipv6Address, b: Ipv6Address): number =>
  128 - (a ^ b).toString(2).length + (a === b ? 1 : 0);

/**
 * Own address for packets to `destination`; 0n on a node without any. Of the outgoing interface, of the same scope
 * (RFC 6724 §5 rule 2), with the longest prefix in common (rule 8); a router may answer from another interface.
 */
export const ipv6SourceFor = (
  world: World,
  node: NodeState,
  destination: Ipv6Address,
  meant: string | null = null,
): Ipv6Address => {
  const { ipv6 } = node;
  const hop = ipv6HopTo(world, node, destination, meant);
  const [first] = ipv6?.interfaces.values() ?? [];
  const one = ipv6?.interfaces.get(hop?.interface ?? '') ?? first;
  if (one === undefined) return 0n;
  const isNear = isLinkLocal(destination) || isIpv6Multicast(destination);
  const ofScope = (each: Ipv6Interface): Ipv6Address[] =>
    [...each.addresses.keys()]
      .filter(own => isAssigned(each, own, world.nowMicros) && isLinkLocal(own) === isNear)
      .toSorted((a, b) => bitsInCommon(b, destination) - bitsInCommon(a, destination));
  const others = isNear ? [] : [...(ipv6?.interfaces.values() ?? [])].flatMap(ofScope);
  return [...ofScope(one), ...others][0] ?? linkLocalOf(one.mac);
};
