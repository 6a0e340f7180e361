import { formatMac } from '../../base/address.ts';
import { formatIpv6, formatIpv6Prefix } from '../../base/ipv6.ts';
import { neighborNow } from '../ipv6/neighbors.ts';
import { ipv6RoutesOf } from '../ipv6/routes.ts';
import type { NodeState, World } from '../world.ts';

/** What `ip -6 neighbour` says on Linux: the rows of RFC 4861 §5.1 as they are now. */
export const ipv6Neighbours = (world: World, { ipv6 }: NodeState): string =>
  [...(ipv6?.interfaces.values() ?? [])]
    .flatMap(one =>
      [...one.neighbors.keys()].flatMap(address => {
        const row = neighborNow(world, one, address);
        if (row === undefined) return [];
        const card = row.mac === null ? '' : ` lladdr ${formatMac(row.mac)}`;
        const router = one.routers.has(address) ? ' router' : '';
        return [`${formatIpv6(address)} dev ${one.name}${card}${router} ${row.state}\n`];
      }),
    )
    .join('');

/** What `ip -6 route` says on Linux: own networks, given routes, and routers that told of themselves. */
export const ipv6Route = (world: World, { ipv6 }: NodeState): string => {
  if (ipv6 === undefined) return '';
  return ipv6RoutesOf(ipv6, world.nowMicros)
    .map(({ prefix, nextHop, interface: name }) => {
      const to = prefix.length === 0 ? 'default' : formatIpv6Prefix(prefix);
      const via = nextHop === null ? '' : ` via ${formatIpv6(nextHop)}`;
      return `${to}${via} dev ${name}\n`;
    })
    .join('');
};
