import { formatIpv4 } from '../../../shared/base/address.ts';
import { formatIpv6, isLinkLocal } from '../../../shared/base/ipv6.ts';
import { placeAt } from '../../../shared/network/edge-place.ts';
import type { BridgeOptions } from './bridge-options.ts';
import type { LabNetwork } from './lab-network.ts';

/** The first address of each machine, for somebody who looks for one to ping. */
const machines = ({ world }: LabNetwork): string[] =>
  Object.values(world.nodes).flatMap(({ spec: { name }, interfaces, ipv6 }) => {
    const wide = [...(ipv6?.interfaces.values() ?? [])].flatMap(one => [...one.addresses.keys()]);
    const addresses = [
      ...[...interfaces.values()].map(({ address }) => formatIpv4(address)),
      ...wide.filter(address => !isLinkLocal(address)).map(formatIpv6),
    ];
    return addresses.length === 0 ? [] : [`  ${name.padEnd(14)} ${addresses.join(', ')}`];
  });

/** What to type on the Linux side, and who is there. */
export const guide = (network: LabNetwork, { tap, address }: BridgeOptions): readonly string[] => {
  const place = placeAt(network.world, network.end);
  const own = place === null ? null : `${formatIpv4(place.address)}/${place.prefixLength}`;
  const gateway = place?.gateway ?? null;
  return [
    `${tap} is plugged into ${network.inside}.`,
    ...(address === null && own !== null
      ? [`  ip address add ${own} dev ${tap}`, `  ip link set ${tap} up`]
      : []),
    ...(gateway === null ? [] : [`  ip route add default via ${formatIpv4(gateway)} dev ${tap}`]),
    'Machines there:',
    ...machines(network),
  ];
};
