import { formatIpv4, formatMac, formatPrefix } from '../base/address.ts';
import { formatEnd, type IpAddress } from '../base/ip.ts';
import { freshRows } from '../network/mac-table.ts';
import type { Socket } from '../network/socket.ts';
import type { Layer, StationId } from '../network/task.ts';
import type { NodeState, World } from '../network/world.ts';
import { leaseTables } from './lease-tables.ts';
import { forgerTable, resolverTables, zoneTable } from './name-tables.ts';
import { type OwnTable, type Plain, secondsShown } from './own-table.ts';
import { filterTables, translationTables } from './tables-boundary.ts';
import { guardTables } from './tables-guard.ts';
import { cardsOnLan } from './world-facts.ts';

const endShown = (
  end: { readonly address: IpAddress; readonly port: number | null } | null,
): string =>
  end === null
    ? '*'
    : end.address === 0
      ? `*:${end.port ?? '?'}`
      : formatEnd(end.address, end.port ?? '?');

const socketRow = (socket: Socket): string[] => [
  socket.protocol.toUpperCase(),
  endShown(socket.local),
  endShown(socket.remote),
  socket.state,
  socket.process,
  String(socket.pid),
];

const sockets = (node: NodeState): Plain => {
  const isTcp = node.sockets.some(({ connection }) => connection !== null);
  const numbers = ({ connection }: Socket): string[] =>
    connection === null ? ['', ''] : [String(connection.sendNext), String(connection.receiveNext)];
  return {
    id: 'sockets',
    columns: [
      'protocol',
      'local',
      'remote',
      'state',
      'process',
      'pid',
      ...(isTcp ? (['sendNext', 'receiveNext'] as const) : []),
    ],
    rows: node.sockets.map(one => [...socketRow(one), ...(isTcp ? numbers(one) : [])]),
  };
};

const routes = (node: NodeState): Plain => ({
  id: 'routes',
  columns: ['prefix', 'nextHop', 'interface'],
  rows: node.routes.map(route => [
    formatPrefix(route.prefix),
    route.nextHop === null ? 'on this link' : formatIpv4(route.nextHop),
    route.interface,
  ]),
});

/** Of an interface whose address is still to come by DHCP. */
const NO_ADDRESS = 'none yet';

const addresses = (node: NodeState): Plain => ({
  id: 'addresses',
  columns: ['interface', 'address'],
  rows: [...node.interfaces.values()].map(({ name, address, prefixLength }) => [
    name,
    address === 0 ? NO_ADDRESS : formatPrefix({ address, length: prefixLength }),
  ]),
});

const cards = (node: NodeState): Plain => ({
  id: 'interfaces',
  columns: ['interface', 'mac', 'address'],
  rows: [...node.interfaces.values()].map(({ name, mac, address }) => [
    name,
    formatMac(mac),
    address === 0 ? NO_ADDRESS : formatIpv4(address),
  ]),
});

const arpTable = (node: NodeState, world: World): Plain => ({
  id: 'arp',
  columns: ['address', 'mac', 'age'],
  rows: [...node.arp].map(([address, { mac, learnedAtMicros }]) => [
    formatIpv4(address),
    formatMac(mac),
    secondsShown(world.nowMicros - learnedAtMicros),
  ]),
});

/** Ports below belong to services, RFC 6335 §6; a resolver asks from those above. */
const FIRST_USER_PORT = 1024;

/** Where a process waits for whoever comes: services open their ports themselves. */
const listensAt = ({ sockets: all }: NodeState, pid: number): string => {
  const waiting = all.filter(
    ({ pid: owner, state, local }) =>
      owner === pid && (state === 'LISTEN' || (local.port ?? FIRST_USER_PORT) < FIRST_USER_PORT),
  );
  const shown = waiting.map(({ protocol, local }) => `${protocol.toUpperCase()} ${local.port}`);
  return [...new Set(shown)].join(', ');
};

const processes = (node: NodeState): Plain => ({
  id: 'processes',
  columns: ['process', 'pid', 'listens'],
  rows: node.spec.programs.map(({ name, pid, listens }) => [
    name,
    String(pid),
    listens === null ? listensAt(node, pid) : `${listens.protocol.toUpperCase()} ${listens.port}`,
  ]),
});

const resolver = (node: NodeState): Plain[] =>
  node.nameServers.length === 0
    ? []
    : [
        {
          id: 'name-servers',
          columns: ['address', 'nameServer'],
          rows: [
            [
              [...node.addresses].map(formatIpv4).join(', '),
              node.nameServers.map(formatIpv4).join(', '),
            ],
          ],
        },
      ];

const files = (node: NodeState): Plain[] => {
  const rows = node.spec.programs.flatMap(program =>
    Object.entries(program.files ?? {}).map(([path, content]) => [path, `${content.length} bytes`]),
  );
  return rows.length === 0 ? [] : [{ id: 'files', columns: ['file', 'length'], rows }];
};

const lineCode: Plain = {
  id: 'line-code',
  columns: ['bit', 'wave'],
  rows: [
    ['0', 'high, then low: falls in mid-bit'],
    ['1', 'low, then high: rises in mid-bit'],
  ],
};

const switchTable = (node: NodeState, world: World): Plain => ({
  id: 'mac',
  columns: ['mac', 'interface', 'age'],
  rows: freshRows(world, node).map(([mac, { interface: port, learnedAtMicros }]) => [
    formatMac(mac),
    port,
    secondsShown(world.nowMicros - learnedAtMicros),
  ]),
});

const BY_LAYER: Readonly<Record<Layer, (node: NodeState, world: World) => Plain[]>> = {
  // What only this sort of station knows is what its decisions are made from: it comes first.
  application: (node, world) => [
    ...guardTables(node),
    ...zoneTable(node),
    ...resolverTables(node, world),
    ...forgerTable(node),
    ...leaseTables(node, world),
    processes(node),
    ...resolver(node),
    ...files(node),
  ],
  transport: node => [sockets(node)],
  network: (node, world) => [
    ...filterTables(node, world),
    ...translationTables(node, world),
    routes(node),
    addresses(node),
  ],
  link: (node, world) => [arpTable(node, world), cards(node)],
  physical: () => [lineCode],
};

/** Cards on the wires that a tap is clipped to, as ARP there would name them. */
const tapped = (world: World, tap: string): Plain => {
  const ends = [...world.ends].filter(([, { link }]) => link.tap === tap).map(([end]) => end);
  const lan = new Map(
    ends.flatMap(end => cardsOnLan(world, end)).map(card => [card.interface.id, card]),
  );
  return {
    id: 'cards',
    columns: ['interface', 'mac', 'address'],
    rows: [...lan.values()].map(({ interface: { id, mac, address } }) => [
      id,
      formatMac(mac),
      formatIpv4(address),
    ]),
  };
};

/** What the station knows by itself, all formatted. */
export const ownTables = (world: World, station: StationId): OwnTable[] => {
  const [name = '', layer] = station.split('.');
  const node = world.nodes.get(name);
  if (node === undefined) return [];
  if (node.spec.role === 'tap') return [{ ...tapped(world, name), station }];
  if (node.spec.role === 'switch') return [{ ...switchTable(node, world), station }];
  return BY_LAYER[layer as Layer](node, world).map(table => ({ ...table, station }));
};
