import { formatIpv4, formatMac, formatPrefix, inPrefix, maskOf } from '../../base/address.ts';
import { hardwareAddress } from '../arp-cache.ts';
import type { RouteSpec } from '../topology.ts';
import type { InterfaceState, NodeState, World } from '../world.ts';

interface Neighbour {
  readonly address: number;
  readonly mac: number;
}

/** Rows of the ARP cache that are not too old, on the network of `one`. */
const neighboursOn = (world: World, node: NodeState, one: InterfaceState): readonly Neighbour[] =>
  [...node.arp.keys()].flatMap(address => {
    const mac = hardwareAddress(world, node, address);
    const isHere = inPrefix(address, {
      address: (one.address & maskOf(one.prefixLength)) >>> 0,
      length: one.prefixLength,
    });
    return mac === undefined || !isHere || one.address === 0 ? [] : [{ address, mac }];
  });

const dashed = (mac: number): string => formatMac(mac).replaceAll(':', '-');

/** What `arp -a` says on Windows. */
export const windowsArp = (world: World, node: NodeState): string => {
  const parts = [...node.interfaces.values()].flatMap((one, index) => {
    const rows = neighboursOn(world, node, one);
    if (rows.length === 0) return [];
    return [
      '',
      `Interface: ${formatIpv4(one.address)} --- 0x${(index + 1).toString(16)}`,
      '  Internet Address      Physical Address      Type',
      ...rows.map(
        ({ address, mac }) =>
          `  ${formatIpv4(address).padEnd(20)}  ${dashed(mac).padEnd(20)}  dynamic`,
      ),
    ];
  });
  return parts.length === 0 ? 'No ARP Entries Found.\n' : [...parts, ''].join('\n');
};

/** What `arp -a` says on Linux. */
export const unixArp = (world: World, node: NodeState): string =>
  [...node.interfaces.values()]
    .flatMap(one =>
      neighboursOn(world, node, one).map(
        ({ address, mac }) =>
          `? (${formatIpv4(address)}) at ${formatMac(mac)} [ether] on ${one.name}\n`,
      ),
    )
    .join('');

const LINE = '='.repeat(75);

const routeRow = (node: NodeState, { prefix, nextHop, interface: name }: RouteSpec): string => {
  const own = node.interfaces.get(name)?.address;
  const cells = [formatIpv4(prefix.address), formatIpv4(maskOf(prefix.length))];
  const gateway = nextHop === null ? 'On-link' : formatIpv4(nextHop);
  const wide = [...cells, gateway].map(cell => cell.padStart(17)).join('');
  return `${wide}${(own === undefined ? name : formatIpv4(own)).padStart(16)}      1`;
};

/** Shorter prefixes first, as both tools list them. */
const sorted = (node: NodeState): readonly RouteSpec[] =>
  node.routes.toSorted(
    (a, b) => a.prefix.length - b.prefix.length || a.prefix.address - b.prefix.address,
  );

/** What `route print -4` says on Windows. Routes of the game have no metric: all say 1. */
export const routePrint = (node: NodeState): string =>
  [
    LINE,
    'Interface List',
    ...[...node.interfaces.values()].map(
      ({ mac, name }, index) =>
        `${String(index + 1).padStart(3)}...${formatMac(mac).replaceAll(':', ' ')} ......${name}`,
    ),
    LINE,
    '',
    'IPv4 Route Table',
    LINE,
    'Active Routes:',
    'Network Destination        Netmask          Gateway       Interface  Metric',
    ...sorted(node).map(route => routeRow(node, route)),
    LINE,
    'Persistent Routes:',
    '  None',
    '',
  ].join('\n');

const unixRoute = (node: NodeState, { prefix, nextHop, interface: name }: RouteSpec): string => {
  const to = prefix.length === 0 ? 'default' : formatPrefix(prefix);
  if (nextHop !== null) return `${to} via ${formatIpv4(nextHop)} dev ${name}`;
  const own = node.interfaces.get(name)?.address;
  const source = own === undefined ? '' : ` src ${formatIpv4(own)}`;
  return `${to} dev ${name} proto kernel scope link${source}`;
};

/** What `ip route` says on Linux. */
export const ipRoute = (node: NodeState): string =>
  [...sorted(node).map(route => unixRoute(node, route)), ''].join('\n');
