import type { NodeSpec, ProgramSpec, Topology } from '../../../shared/network/topology.ts';
import { service } from '../../shared/network/internet.ts';
import { card, link, node, port, route } from '../../shared/network/networks.ts';
import { named, pages, record } from '../../shared/network/program-specs.ts';

/** Addresses of the hosts that have fixed ones. */
export const FIXED = {
  desk: '192.0.2.200',
  inner: '192.0.2.1',
  dhcp: '203.0.113.67',
  names: '203.0.113.53',
  web: '203.0.113.80',
} as const;

const NAMES = named([
  record('game.example', 'SOA', 'ns.game.example host.game.example 1 7200 900 1209600 300'),
  record('game.example', 'NS', 'ns.game.example'),
  record('ns.game.example', 'A', FIXED.names),
  record('www.game.example', 'A', FIXED.web),
]);

const BROWSER: ProgramSpec = { kind: 'browser', name: 'browser', pid: 700, listens: null };

const roaming = (name: string, mac: number): NodeSpec =>
  node(name, 'host', {
    interfaces: [{ name: 'eth0', mac, address: null, prefixLength: 0, dhcp: true }],
    programs: [service('dhclient', 68, { hostName: name }, 'dhcp-client'), BROWSER],
  });

const server = (name: keyof typeof FIXED, mac: number, program: ProgramSpec): NodeSpec =>
  node(name, 'server', {
    interfaces: [card('eth0', mac, FIXED[name], 24)],
    routes: [route('0.0.0.0', 0, '203.0.113.1', 'eth0')],
    programs: [program],
  });

const SUBNETS = [
  {
    prefix: '192.0.2.0/24',
    first: '192.0.2.10',
    last: '192.0.2.11',
    routers: [FIXED.inner],
    nameServers: [FIXED.names],
    domainName: 'game.example',
    leaseSeconds: 3600,
  },
];

/** Hosts without an address behind a relay; beyond two routers the DHCP server, a name server and a web server. */
export const town = (): Topology => ({
  nodes: [
    roaming('client', 0x0200_0000_0a01),
    roaming('second', 0x0200_0000_0a02),
    roaming('third', 0x0200_0000_0a03),
    node('desk', 'host', {
      interfaces: [card('eth0', 0x0200_0000_0a04, FIXED.desk, 24)],
      routes: [route('0.0.0.0', 0, FIXED.inner, 'eth0')],
      programs: [service('inform', 69, {}, 'dhcp-inform')],
    }),
    node('sw1', 'switch', { interfaces: ['p1', 'p2', 'p3', 'p4', 'p5'].map(port) }),
    node('r1', 'router', {
      interfaces: [
        card('eth0', 0x0200_0000_0c01, FIXED.inner, 24),
        card('eth1', 0x0200_0000_0c02, '198.51.100.1', 30),
      ],
      routes: [route('0.0.0.0', 0, '198.51.100.2', 'eth1')],
      programs: [
        service(
          'relay',
          67,
          { servers: [FIXED.dhcp], circuits: { [FIXED.inner]: 'floor 1' } },
          'dhcp-relay',
        ),
      ],
    }),
    node('r2', 'router', {
      interfaces: [
        card('eth0', 0x0200_0000_0c03, '198.51.100.2', 30),
        card('eth1', 0x0200_0000_0c04, '203.0.113.1', 24),
      ],
      routes: [route('192.0.2.0', 24, '198.51.100.1', 'eth0')],
    }),
    node('sw2', 'switch', { interfaces: ['p1', 'p2', 'p3', 'p4'].map(port) }),
    server('dhcp', 0x0200_0000_0b01, service('dhcpd', 67, { subnets: SUBNETS }, 'dhcp-server')),
    server('names', 0x0200_0000_0b02, NAMES),
    server('web', 0x0200_0000_0b03, pages({ '/index.html': '<p>Welcome</p>' })),
  ],
  links: [
    link('client.eth0', 'sw1.p1'),
    link('second.eth0', 'sw1.p2'),
    link('third.eth0', 'sw1.p3'),
    link('desk.eth0', 'sw1.p4'),
    link('sw1.p5', 'r1.eth0'),
    link('r1.eth1', 'r2.eth0'),
    link('r2.eth1', 'sw2.p1'),
    link('sw2.p2', 'dhcp.eth0'),
    link('sw2.p3', 'names.eth0'),
    link('sw2.p4', 'web.eth0'),
  ],
});
