import { parseIpv4 } from '../../../shared/base/address.ts';
import { ipv6Beside } from '../../../shared/network/ipv6/dual-stack.ts';
import type {
  InterfaceSpec,
  LinkSpec,
  NodeSpec,
  ProgramSpec,
  RouteSpec,
  Topology,
  ZoneRecord,
} from '../../../shared/network/topology.ts';
import { named, pages, record } from './program-specs.ts';

/** '10.0.0.1' as a number. */
export const ip = (text: string): number => {
  const parsed = parseIpv4(text);
  if (!parsed.ok) throw new Error(`${text} is no address`);
  return parsed.value;
};

export const card = (
  name: string,
  mac: number,
  address: string,
  prefixLength: number,
): InterfaceSpec => ({
  name,
  mac,
  address: ip(address),
  prefixLength,
});

export const port = (name: string): InterfaceSpec => ({
  name,
  mac: null,
  address: null,
  prefixLength: 0,
});

export const link = (a: string, b: string, changes: Partial<LinkSpec> = {}): LinkSpec => ({
  a,
  b,
  delayMicros: 1000,
  lossRatio: 0,
  corruptionRatio: 0,
  mtuBytes: 1500,
  up: true,
  ...changes,
});

export const route = (
  prefix: string,
  length: number,
  nextHop: string,
  interfaceName: string,
): RouteSpec => ({
  prefix: { address: ip(prefix), length },
  nextHop: ip(nextHop),
  interface: interfaceName,
});

export const node = (name: string, role: NodeSpec['role'], rest: Partial<NodeSpec>): NodeSpec => ({
  name,
  role,
  x: 0,
  y: 0,
  interfaces: [],
  routes: [],
  resolver: null,
  programs: [],
  ...rest,
});

/** The IPv6 address beside an IPv4 address of a network of 24 bits. */
export const beside = (address: string): bigint => ipv6Beside(ip(address), 24);

const textProgram: ProgramSpec = {
  kind: 'text',
  name: 'talk',
  pid: 310,
  listens: { protocol: 'udp', port: 5000 },
};

export const MAC = {
  a: 0x020000000001,
  b: 0x020000000002,
  c: 0x020000000003,
  r1Left: 0x020000000011,
  r1Right: 0x020000000012,
  r2Left: 0x020000000021,
  r2Right: 0x020000000022,
  names: 0x020000000053,
  web: 0x020000000080,
} as const;

/** Hosts a, b and c on one switch: mission 02's shape. */
export const oneLan = (changes: Partial<LinkSpec> = {}): Topology => ({
  nodes: [
    node('a', 'host', {
      interfaces: [card('eth0', MAC.a, '10.0.0.1', 24)],
      programs: [textProgram],
    }),
    node('b', 'host', {
      interfaces: [card('eth0', MAC.b, '10.0.0.2', 24)],
      programs: [textProgram],
    }),
    node('c', 'host', { interfaces: [card('eth0', MAC.c, '10.0.0.3', 24)] }),
    node('sw', 'switch', { interfaces: [port('p1'), port('p2'), port('p3')] }),
  ],
  links: [
    link('a.eth0', 'sw.p1', changes),
    link('b.eth0', 'sw.p2', changes),
    link('c.eth0', 'sw.p3', changes),
  ],
});

const SOA = 'ns.game.example host.game.example 1 7200 900 1209600 300';

const RECORDS: readonly ZoneRecord[] = [
  record('game.example', 'SOA', SOA),
  record('game.example', 'NS', 'ns.game.example'),
  record('ns.game.example', 'A', '10.1.74.10'),
  record('www.game.example', 'A', '172.217.12.229', 300),
  record('shop.game.example', 'CNAME', 'www.game.example', 300),
  record('game.example', 'MX', '10 mail.game.example', 300),
  record('game.example', 'MX', '20 spare.game.example', 300),
  record('74.1.10.in-addr.arpa', 'SOA', SOA),
  record('10.74.1.10.in-addr.arpa', 'PTR', 'ns.game.example'),
];

const nameServer = (): NodeSpec =>
  node('names', 'name-server', {
    interfaces: [card('eth0', MAC.names, '10.1.74.10', 24)],
    routes: [route('0.0.0.0', 0, '10.1.74.1', 'eth0')],
    programs: [named(RECORDS)],
  });

const client = (): NodeSpec =>
  node('client', 'host', {
    interfaces: [card('eth0', MAC.a, '10.60.145.241', 24)],
    routes: [route('0.0.0.0', 0, '10.60.145.1', 'eth0')],
    resolver: ip('10.1.74.10'),
    programs: [
      { kind: 'browser', name: 'browser', pid: 700, listens: null },
      { kind: 'dns-client', name: 'ask', pid: 701, listens: null },
    ],
  });

/** Client, router, name server: mission 04's shape. */
export const phoneBook = (changes: Partial<LinkSpec> = {}): Topology => ({
  nodes: [
    client(),
    node('r', 'router', {
      interfaces: [
        card('eth0', MAC.r1Left, '10.60.145.1', 24),
        card('eth1', MAC.r1Right, '10.1.74.1', 24),
      ],
    }),
    nameServer(),
  ],
  links: [link('client.eth0', 'r.eth0', changes), link('r.eth1', 'names.eth0', changes)],
});

/** Three networks and two routers: mission 07's shape. */
export const nextHops = (changes: Partial<LinkSpec> = {}): Topology => ({
  nodes: [
    node('a', 'host', {
      interfaces: [card('eth0', MAC.a, '10.0.1.2', 24)],
      routes: [route('0.0.0.0', 0, '10.0.1.1', 'eth0')],
    }),
    node('r1', 'router', {
      interfaces: [
        card('eth0', MAC.r1Left, '10.0.1.1', 24),
        card('eth1', MAC.r1Right, '10.0.2.1', 24),
      ],
      routes: [route('10.0.0.0', 8, '10.0.2.2', 'eth1')],
    }),
    node('r2', 'router', {
      interfaces: [
        card('eth0', MAC.r2Left, '10.0.2.2', 24),
        card('eth1', MAC.r2Right, '10.0.3.1', 24),
      ],
      routes: [route('10.0.1.0', 24, '10.0.2.1', 'eth0')],
    }),
    node('c', 'host', {
      interfaces: [card('eth0', MAC.c, '10.0.3.2', 24)],
      routes: [route('0.0.0.0', 0, '10.0.3.1', 'eth0')],
    }),
  ],
  links: [
    link('a.eth0', 'r1.eth0', changes),
    link('r1.eth1', 'r2.eth0', changes),
    link('r2.eth1', 'c.eth0', changes),
  ],
});

/** A page that takes three segments. */
const LONG_PAGE = 'All prices are in crowns.\n'.repeat(150);

/** Client, router, name server, web server: mission 09's shape. */
export const getPrices = (changes: Partial<LinkSpec> = {}): Topology => ({
  nodes: [
    client(),
    node('r', 'router', {
      interfaces: [
        card('eth0', MAC.r1Left, '10.60.145.1', 24),
        card('eth1', MAC.r1Right, '10.1.74.1', 24),
        card('eth2', MAC.r2Left, '172.217.12.1', 24),
      ],
    }),
    nameServer(),
    node('web', 'server', {
      interfaces: [card('eth0', MAC.web, '172.217.12.229', 24)],
      routes: [route('0.0.0.0', 0, '172.217.12.1', 'eth0')],
      programs: [pages({ '/prices.html': '<h1>Prices</h1>\n', '/long.txt': LONG_PAGE })],
    }),
  ],
  links: [
    link('client.eth0', 'r.eth0', changes),
    link('r.eth1', 'names.eth0', changes),
    link('r.eth2', 'web.eth0', changes),
  ],
});
