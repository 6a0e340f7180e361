import { formatIpv4, formatMac, maskOf } from '../../base/address.ts';
import { formatIpv6, isLinkLocal } from '../../base/ipv6.ts';
import type { Ipv6Interface } from '../ipv6/state.ts';
import type { InterfaceState, NodeState, World } from '../world.ts';

/** `label` and a row of dots up to the colon, as Windows prints it. */
const dotted = (label: string, value: string): string => {
  const dots = Array.from({ length: 33 - label.length }, (_, place) =>
    (label.length + place) % 2 === 0 ? '.' : ' ',
  ).join('');
  return `   ${label}${dots} : ${value}`.trimEnd();
};

const isDefault = (prefix: { readonly length: number }): boolean => prefix.length === 0;

const gatewayOf = (node: NodeState, name: string): string => {
  const route = node.routes.find(one => isDefault(one.prefix) && one.interface === name);
  return route?.nextHop == null ? '' : formatIpv4(route.nextHop);
};

/** What an adapter says of its address, and of the lease that it has it from. */
const configuration = (
  node: NodeState,
  { name, address, prefixLength, lease }: InterfaceState,
): readonly string[] =>
  address === 0
    ? []
    : [
        dotted('IPv4 Address', `${formatIpv4(address)}(Preferred)`),
        dotted('Subnet Mask', formatIpv4(maskOf(prefixLength))),
        dotted('Default Gateway', gatewayOf(node, name)),
        ...(lease == null ? [] : [dotted('DHCP Server', formatIpv4(lease.server))]),
      ];

/** The first one behind the label, each other on a line of its own below it. */
const nameServers = ([first, ...others]: readonly number[]): readonly string[] =>
  first === undefined
    ? []
    : [
        dotted('DNS Servers', formatIpv4(first)),
        ...others.map(other => `${' '.repeat(39)}${formatIpv4(other)}`),
      ];

const adapter = (node: NodeState, own: InterfaceState) => [
  '',
  `Ethernet adapter ${own.name}:`,
  '',
  dotted('Connection-specific DNS Suffix ', own.lease?.domainName ?? ''),
  dotted('Description', own.name),
  dotted('Physical Address', formatMac(own.mac).replaceAll(':', '-').toUpperCase()),
  dotted('DHCP Enabled', own.lease === undefined ? 'No' : 'Yes'),
  ...configuration(node, own),
  ...nameServers(node.nameServers),
];

/** What `ipconfig /all` says on Windows, of what a host of the game has. */
export const ipconfigAll = (node: NodeState): string =>
  [
    '',
    'Windows IP Configuration',
    '',
    dotted('Host Name', node.spec.name),
    dotted('Primary Dns Suffix ', ''),
    dotted('IP Routing Enabled', node.spec.role === 'router' ? 'Yes' : 'No'),
    ...[...node.interfaces.values()].flatMap(one => adapter(node, one)),
    '',
  ].join('\n');

const STATES = {
  tentative: ' tentative',
  assigned: '',
  duplicate: ' dadfailed tentative',
} as const;

const ipv6Lines = ({ nowMicros }: World, one: Ipv6Interface | undefined): readonly string[] =>
  [...(one?.addresses ?? [])].flatMap(([address, { prefixLength, state, validUntilMicros }]) => {
    const scope = isLinkLocal(address) ? 'link' : 'global';
    const left = Math.floor((validUntilMicros - nowMicros) / 1_000_000);
    const lifetime = Number.isFinite(left) ? `${left}sec` : 'forever';
    return [
      `    inet6 ${formatIpv6(address)}/${prefixLength} scope ${scope}${STATES[state]}`,
      `       valid_lft ${lifetime} preferred_lft ${lifetime}`,
    ];
  });

const ipv4Lines = (
  { nowMicros }: World,
  { name, address, prefixLength, lease }: InterfaceState,
): readonly string[] => {
  if (address === 0) return [];
  const last = (address | ~maskOf(prefixLength)) >>> 0;
  const until = lease?.expiresAtMicros ?? null;
  const lifetime = until === null ? 'forever' : `${Math.floor((until - nowMicros) / 1_000_000)}sec`;
  const origin = lease === undefined ? '' : 'dynamic ';
  return [
    `    inet ${formatIpv4(address)}/${prefixLength} brd ${formatIpv4(last)} scope global ${origin}${name}`,
    `       valid_lft ${lifetime} preferred_lft ${lifetime}`,
  ];
};

const linkLines = (
  world: World,
  { ipv6 }: NodeState,
  one: InterfaceState,
  index: number,
): readonly string[] => {
  const { name, mac, id } = one;
  const link = world.ends.get(id)?.link;
  const isUp = link?.up === true;
  const flags = isUp ? 'BROADCAST,MULTICAST,UP,LOWER_UP' : 'NO-CARRIER,BROADCAST,MULTICAST,UP';
  return [
    `${index + 1}: ${name}: <${flags}> mtu ${link?.spec.mtuBytes ?? 1500} state ${isUp ? 'UP' : 'DOWN'}`,
    `    link/ether ${formatMac(mac)} brd ff:ff:ff:ff:ff:ff`,
    ...ipv4Lines(world, one),
    ...ipv6Lines(world, ipv6?.interfaces.get(name)),
  ];
};

/** What `ip addr` says on Linux: whether the link is up follows the network. No loopback: hosts here have none. */
export const ipAddr = (world: World, node: NodeState): string =>
  [
    ...[...node.interfaces.values()].flatMap((one, index) => linkLines(world, node, one, index)),
    '',
  ].join('\n');
