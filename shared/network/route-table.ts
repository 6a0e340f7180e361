import { maskOf } from '../base/address.ts';
import type { DhcpLease } from './programs/dhcp/lease.ts';
import type { NodeSpec, RouteSpec } from './topology.ts';

interface Card {
  readonly name: string;
  readonly address: number;
  readonly prefixLength: number;
  readonly lease?: DhcpLease | null;
}

/** The way out that a lease tells of: its first router, RFC 2132 §3.5. */
const leasedRoutes = ({ name, lease }: Card): readonly RouteSpec[] => {
  const [nextHop] = lease?.routers ?? [];
  if (nextHop === undefined) return [];
  return [{ prefix: { address: 0, length: 0 }, nextHop, interface: name }];
};

/** All that a node could use: the routes it was given, also by a lease, and those of its own networks. */
const configuredRoutes = (spec: NodeSpec, interfaces: Iterable<Card>): readonly RouteSpec[] => {
  const cards = [...interfaces].filter(({ address }) => address !== 0);
  const connected = cards.map(({ name, address, prefixLength }) => ({
    prefix: { address: (address & maskOf(prefixLength)) >>> 0, length: prefixLength },
    nextHop: null,
    interface: name,
  }));
  const isGiven = (route: RouteSpec): boolean =>
    spec.routes.some(
      ({ prefix, nextHop }) =>
        nextHop === null &&
        prefix.address === route.prefix.address &&
        prefix.length === route.prefix.length,
    );
  return [
    ...connected.filter(route => !isGiven(route)),
    ...spec.routes,
    ...cards.flatMap(leasedRoutes),
  ];
};

/**
 * The routes in use at a node: those over an interface without carrier are out of the table until it comes back, so
 * that the next best one counts (RFC 1812 §5.3.12.3). A node sees its own links alone, not one that is cut further on.
 */
export const routesInUse = (
  spec: NodeSpec,
  interfaces: Iterable<Card>,
  hasCarrier: (interfaceName: string) => boolean,
): readonly RouteSpec[] =>
  configuredRoutes(spec, interfaces).filter(route => hasCarrier(route.interface));
