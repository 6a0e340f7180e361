import type { ServiceSettings } from '../../../../shared/network/programs/service.ts';
import type { LinkSpec, NodeSpec, Topology } from '../../../../shared/network/topology.ts';
import { service } from '../internet.ts';
import { card, link, node, port, route } from '../networks.ts';

/** A host whose address comes by DHCP. */
const roaming = (
  name: string,
  mac: number,
  rest: Partial<NodeSpec> = {},
  asks: ServiceSettings = {},
): NodeSpec =>
  node(name, 'host', {
    interfaces: [{ name: 'eth0', mac, address: null, prefixLength: 0, dhcp: true }],
    ...rest,
    programs: [
      service('dhclient', 68, { hostName: name, ...asks }, 'dhcp-client'),
      ...(rest.programs ?? []),
    ],
  });

/** What the server of `lan` gives. */
export const SUBNET = {
  prefix: '192.0.2.0/24',
  first: '192.0.2.10',
  last: '192.0.2.12',
  routers: ['192.0.2.1'],
  nameServers: ['203.0.113.53'],
  domainName: 'game.example',
  leaseSeconds: 600,
};

export type Subnet = typeof SUBNET;

export const CARD = {
  client: 0x0200_0000_0a01,
  other: 0x0200_0000_0a02,
  squatter: 0x0200_0000_0a03,
  server: 0x0200_0000_0b01,
  router: 0x0200_0000_0c01,
  outer: 0x0200_0000_0c02,
  names: 0x0200_0000_0d01,
} as const;

/** Two hosts without an address, a DHCP server and a router on one switch; behind the router a host 'far'. */
export const lan = (
  subnet: Partial<Subnet> = {},
  changes: Partial<LinkSpec> = {},
  asks: ServiceSettings = {},
): Topology => ({
  nodes: [
    roaming('client', CARD.client, {}, asks),
    roaming('other', CARD.other),
    node('server', 'server', {
      interfaces: [card('eth0', CARD.server, '192.0.2.53', 24)],
      routes: [route('0.0.0.0', 0, '192.0.2.1', 'eth0')],
      programs: [service('dhcpd', 67, { subnets: [{ ...SUBNET, ...subnet }] }, 'dhcp-server')],
    }),
    node('r1', 'router', {
      interfaces: [
        card('eth0', CARD.router, '192.0.2.1', 24),
        card('eth1', CARD.outer, '203.0.113.1', 24),
      ],
    }),
    node('far', 'host', {
      interfaces: [card('eth0', CARD.names, '203.0.113.53', 24)],
      routes: [route('0.0.0.0', 0, '203.0.113.1', 'eth0')],
    }),
    node('sw', 'switch', { interfaces: ['p1', 'p2', 'p3', 'p4'].map(port) }),
  ],
  links: [
    link('client.eth0', 'sw.p1', changes),
    link('other.eth0', 'sw.p2'),
    link('server.eth0', 'sw.p3'),
    link('r1.eth0', 'sw.p4'),
    link('r1.eth1', 'far.eth0'),
  ],
});

/** The same, with a host that has given itself the first address of the pool. */
export const squatted = (asks: ServiceSettings, subnet: Partial<Subnet> = {}): Topology => {
  const { nodes, links } = lan(subnet, {}, asks);
  return {
    nodes: [
      ...nodes.map(one =>
        one.name === 'sw' ? { ...one, interfaces: [...one.interfaces, port('p5')] } : one,
      ),
      node('squatter', 'host', {
        interfaces: [card('eth0', CARD.squatter, SUBNET.first, 24)],
        routes: [route('0.0.0.0', 0, '192.0.2.1', 'eth0')],
      }),
    ],
    links: [...links, link('squatter.eth0', 'sw.p5')],
  };
};
