import { formatIpv4 } from '../../base/address.ts';
import { formatIpv6, isLinkLocal } from '../../base/ipv6.ts';
import { OUTSIDE_END, outsidePort } from '../../network/edge.ts';
import { placeAt } from '../../network/edge-place.ts';
import type { World } from '../../network/world.ts';
import type { Session } from '../state.ts';
import type { EdgeView, Machine } from '../views/edge.ts';

const machinesIn = (world: World): readonly Machine[] =>
  [...world.nodes.values()].flatMap(({ spec: { name }, addresses: own, ipv6 }) => {
    const wide = [...(ipv6?.interfaces.values() ?? [])].flatMap(one => [...one.addresses.keys()]);
    const addresses = [
      ...[...own].map(formatIpv4),
      ...wide.filter(address => !isLinkLocal(address)).map(formatIpv6),
    ];
    return addresses.length === 0 ? [] : [{ name, addresses }];
  });

/** How a machine at the edge may be set up, and who is there. `inside` is the end that it is plugged into. */
export const edgeOf = (world: World, end: string, inside: string): EdgeView => {
  const place = placeAt(world, end);
  return {
    inside,
    address: place === null ? null : `${formatIpv4(place.address)}/${place.prefixLength}`,
    gateway: place === null || place.gateway === null ? null : formatIpv4(place.gateway),
    machines: machinesIn(world),
  };
};

/** The edge of a crew's network; null while it is closed: no machine is plugged in, or no round runs. */
export const edgePart = (session: Session, crew: number): EdgeView | null => {
  const game = session.crews[crew]?.game ?? null;
  if (session.phase !== 'playing' || game === null || game.outside === null) return null;
  return edgeOf(game.world, OUTSIDE_END, outsidePort(game.scenario.edge ?? ''));
};
