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

const adapter = (node: NodeState, { name, mac, address, prefixLength }: InterfaceState) => [
  '',
  `Ethernet adapter ${name}:`,
  '',
  dotted('Connection-specific DNS Suffix ', ''),
  dotted('Description', name),
  dotted('Physical Address', formatMac(mac).replaceAll(':', '-').toUpperCase()),
  dotted('DHCP Enabled', 'No'),
  dotted('IPv4 Address', `${formatIpv4(address)}(Preferred)`),
  dotted('Subnet Mask', formatIpv4(maskOf(prefixLength))),
  dotted('Default Gateway', gatewayOf(node, name)),
  ...(node.spec.resolver === null ? [] : [dotted('DNS Servers', formatIpv4(node.spec.resolver))]),
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

const addressLines = (
  world: World,
  { ipv6 }: NodeState,
  one: InterfaceState,
  index: number,
): readonly string[] => {
  const { name, mac, address, prefixLength, id } = one;
  const link = world.ends.get(id)?.link;
  const isUp = link?.up === true;
  const flags = isUp ? 'BROADCAST,MULTICAST,UP,LOWER_UP' : 'NO-CARRIER,BROADCAST,MULTICAST,UP';
  const last = (address | ~maskOf(prefixLength)) >>> 0;
  return [
    `${index + 1}: ${name}: <${flags}> mtu ${link?.spec.mtuBytes ?? 1500} state ${isUp ? 'UP' : 'DOWN'}`,
    `    link/ether ${formatMac(mac)} brd ff:ff:ff:ff:ff:ff`,
    `    inet ${formatIpv4(address)}/${prefixLength} brd ${formatIpv4(last)} scope global ${name}`,
    '       valid_lft forever preferred_lft forever',
    ...ipv6Lines(world, ipv6?.interfaces.get(name)),
  ];
};

/** What `ip addr` says on Linux: whether the link is up follows the network. No loopback: hosts here have none. */
export const ipAddr = (world: World, node: NodeState): string =>
  [
    ...[...node.interfaces.values()].flatMap((one, index) => addressLines(world, node, one, index)),
    '',
  ].join('\n');
