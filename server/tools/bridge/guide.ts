import type { EdgeView } from '../../../shared/session/views/edge.ts';
import type { BridgeOptions } from './bridge-options.ts';

/** What to type on the Linux side, and who is there. */
export const guide = (
  { inside, address: own, gateway, machines }: EdgeView,
  { tap, address }: Pick<BridgeOptions, 'tap' | 'address'>,
): readonly string[] => [
  `${tap} is plugged into ${inside}.`,
  ...(address === null && own !== null
    ? [`  ip address add ${own} dev ${tap}`, `  ip link set ${tap} up`]
    : []),
  ...(gateway === null ? [] : [`  ip route add default via ${gateway} dev ${tap}`]),
  'Machines there:',
  ...machines.map(({ name, addresses }) => `  ${name.padEnd(14)} ${addresses.join(', ')}`),
];
