import { inPrefix, LIMITED_BROADCAST } from '../base/address.ts';
import type { IpAddress } from '../base/ip.ts';
import type { PermitSpec } from '../network/boundary/rule.ts';
import { recordsOf } from '../network/programs/settings.ts';
import type { ProgramSpec, RouteSpec, ZoneRecord } from '../network/topology.ts';
import type { InterfaceState, NodeState, World } from '../network/world.ts';

/** An interface and the node that it belongs to. */
export interface Card {
  readonly node: NodeState;
  readonly interface: InterfaceState;
}

/** All interfaces with a hardware address, in the order of the topology. */
export const cardsOf = (world: World): Card[] =>
  [...world.nodes.values()]
    .filter(node => node.spec.role !== 'switch')
    .flatMap(node => [...node.interfaces.values()].map(card => ({ node, interface: card })));

/** The addresses of cards, in their order; a card that waits for its address has none. */
export const addressesOf = (cards: readonly Card[]): number[] =>
  cards.map(card => card.interface.address).filter(address => address !== 0);

const firstCard = (world: World, isWanted: (card: InterfaceState) => boolean): Card | undefined => {
  for (const node of world.nodes.values()) {
    if (node.spec.role === 'switch') continue;
    for (const card of node.interfaces.values()) {
      if (isWanted(card)) return { node, interface: card };
    }
  }
  return undefined;
};

/** The card with this address, if any node has it; cards are shown with IPv4 addresses only. */
export const cardWithAddress = (world: World, address: IpAddress): Card | undefined =>
  firstCard(world, card => card.address === address && address !== 0);

/** The card with this hardware address, wherever it is. */
export const cardWithMac = (world: World, mac: number): Card | undefined =>
  firstCard(world, card => card.mac === mac);

const stationAt = (world: World, end: string): { node: NodeState | undefined; port: string } => {
  const [name = '', port = ''] = end.split('.');
  return { node: world.nodes.get(name), port };
};

/** Other ends of the cable in `end`, and through a switch of all its cables. */
const endsBehind = (world: World, end: string): string[] => {
  const peer = world.ends.get(end)?.peer;
  if (peer === undefined) return [];
  const { node, port } = stationAt(world, peer);
  if (node?.spec.role !== 'switch') return [peer];
  return node.spec.interfaces
    .filter(({ name }) => name !== port)
    .flatMap(({ name }) => endsBehind(world, `${node.spec.name}.${name}`));
};

/** Cards that hear a broadcast from `end` ('node.interface'): all on this LAN except itself. Switches form no loops. */
export const cardsOnLan = (world: World, end: string): Card[] =>
  endsBehind(world, end).flatMap(behind => {
    const { node, port } = stationAt(world, behind);
    const card = node?.interfaces.get(port);
    return node === undefined || card === undefined ? [] : [{ node, interface: card }];
  });

/** The own interface on whose network `address` lies: address and mask, RFC 1122 §3.3.1.1. */
export const interfaceTowards = (node: NodeState, address: number): InterfaceState | undefined =>
  [...node.interfaces.values()].find(
    card =>
      card.address !== 0 && inPrefix(address, { address: card.address, length: card.prefixLength }),
  );

/** Routes that match, longest prefix first, RFC 1812 §5.2.4.3. */
export const routesFor = (node: NodeState, destination: number): RouteSpec[] =>
  node.routes
    .filter(route => inPrefix(destination, route.prefix))
    .sort((a, b) => b.prefix.length - a.prefix.length);

/** More routers than any network here has: a loop of routes ends there. */
const LONGEST_WAY = 64;

/** How many routers pass a packet on from a node towards an address: to its owner, or to where the way ends. */
export const routersBetween = (world: World, from: NodeState, destination: number): number => {
  if (destination === LIMITED_BROADCAST) return 0;
  let node = from;
  for (let passed = -1; passed < LONGEST_WAY; passed += 1) {
    if (node.addresses.has(destination)) return Math.max(passed, 0);
    const route = routesFor(node, destination)[0];
    const next =
      route === undefined ? undefined : cardWithAddress(world, route.nextHop ?? destination);
    if (next === undefined) return Math.max(passed + 1, 0);
    node = next.node;
  }
  return LONGEST_WAY;
};

/** Programs that listen, with the node that runs them. */
export const listenersOf = (world: World) =>
  [...world.nodes.values()].flatMap(node =>
    node.spec.programs.flatMap(program =>
      program.listens === null ? [] : [{ node, program, listens: program.listens }],
    ),
  );

/** Next hops that the routes of a node name. */
export const gatewaysOf = (node: NodeState): number[] => [
  ...new Set(node.routes.flatMap(route => (route.nextHop === null ? [] : [route.nextHop]))),
];

/** Records of the zones that a program serves. */
export const zoneRecordsOf = ({
  records = [],
  service,
  settings = {},
}: ProgramSpec): readonly ZoneRecord[] =>
  service === 'name-server' ? recordsOf(settings, 'records') : records;

/** Records of all zones that are served anywhere. */
export const zoneRecordsIn = ({ topology }: World): readonly ZoneRecord[] =>
  topology.nodes.flatMap(({ programs }) => programs.flatMap(zoneRecordsOf));

const CARRIERS: Readonly<Record<number, string>> = { 6: 'tcp', 17: 'udp' };

/** Who listens where a wish at a boundary points: 'maild on names', 'TCP 25'. */
export const serviceOf = (
  world: World,
  { protocol, destination, port }: PermitSpec,
): { readonly process: string; readonly listens: string } => {
  const carrier = CARRIERS[protocol ?? -1] ?? 'any';
  const node = cardWithAddress(world, destination.address)?.node;
  const socket = node?.sockets.find(
    one => one.remote === null && one.protocol === carrier && one.local.port === port,
  );
  const process =
    node === undefined ? '' : `${socket?.process ?? 'a program'} on ${node.spec.name}`;
  return { process, listens: `${carrier.toUpperCase()} ${port ?? 'any'}` };
};

/** Usual ports by the sort of program, RFC 6335 §6. */
export const USUAL_PORTS: Readonly<Record<string, readonly number[]>> = {
  'web-server': [80, 443],
  'dns-server': [53],
};

/** Usual ports of the sorts of programs that a host runs, whichever port it runs them on. */
export const usualPortsAt = (world: World, address: IpAddress): readonly number[] => {
  const kinds = cardWithAddress(world, address)?.node.spec.programs.map(({ kind }) => kind) ?? [];
  return Object.entries(USUAL_PORTS).flatMap(([kind, ports]) =>
    kinds.some(one => one === kind) ? ports : [],
  );
};
