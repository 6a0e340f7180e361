import { inPrefix, LIMITED_BROADCAST } from '../base/address.ts';
import type { RouteSpec } from './topology.ts';
import type { InterfaceState, NodeState } from './world.ts';

/** Where a packet goes next. */
export interface Hop {
  readonly nextHop: number;
  readonly interface: string;
}

/** Of the routes that hold a destination the one with the longest prefix, RFC 1812 §5.2.4.3; the first of equal length. */
export const longestOf = <Route extends { readonly prefix: { readonly length: number } }>(
  routes: readonly Route[],
  holds: (route: Route) => boolean,
): Route | undefined => {
  let best: Route | undefined;
  for (const route of routes) {
    if (!holds(route)) continue;
    if (best === undefined || route.prefix.length > best.prefix.length) best = route;
  }
  return best;
};

/** The route with the longest prefix that holds `destination`. */
export const longestPrefix = (
  routes: readonly RouteSpec[],
  destination: number,
): RouteSpec | undefined => longestOf(routes, ({ prefix }) => inPrefix(destination, prefix));

/** On-link: the destination itself; else the route's gateway, RFC 1122 §3.3.1.1. Undefined without a route. */
export const hopTo = (node: NodeState, destination: number): Hop | undefined => {
  const route = longestPrefix(node.routes, destination);
  if (route === undefined) return undefined;
  return { nextHop: route.nextHop ?? destination, interface: route.interface };
};

/** The same for a packet from an own address. What is for everybody leaves on the link that the address belongs to, no
 *  router's (RFC 1122 §3.3.6); without an address, by the interface that waits for one. */
export const hopFrom = (node: NodeState, source: number, destination: number): Hop | undefined => {
  if (destination !== LIMITED_BROADCAST) return hopTo(node, destination);
  const [first, ...others] = node.interfaces.values();
  const own = [first, ...others].find(one => one?.address === source) ?? first;
  return own === undefined ? undefined : { nextHop: LIMITED_BROADCAST, interface: own.name };
};

/** The interface whose address a packet to `destination` carries as its source, RFC 1122 §3.3.4.3. */
const outgoingInterface = (node: NodeState, destination: number): InterfaceState | undefined => {
  const hop = hopTo(node, destination);
  const [first] = node.interfaces.values();
  return hop === undefined ? first : (node.interfaces.get(hop.interface) ?? first);
};

/** Own address for packets to `destination`; 0 on a node without any. */
export const sourceFor = (node: NodeState, destination: number): number =>
  outgoingInterface(node, destination)?.address ?? 0;
