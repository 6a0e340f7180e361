import type {
  LinkSpec,
  NodeSpec,
  ProgramSpec,
  Topology,
} from '../../../shared/network/topology.ts';
import { card, link, node, port, route } from './networks.ts';

/** A daemon or client program as a row of a host's process table. */
export const service = (
  name: string,
  pid: number,
  settings: ProgramSpec['settings'] = {},
  which: string = name,
): ProgramSpec => ({ kind: 'service', name, pid, listens: null, service: which, settings });

/** Addresses of the hosts of `internet`, by name. */
export const PLACES = {
  client: '10.60.145.241',
  neighbour: '10.60.145.242',
  server: '203.0.113.80',
  relay: '203.0.113.25',
} as const;

type Place = keyof typeof PLACES;

const host = (name: Place, mac: number, gateway: string, programs: readonly ProgramSpec[]) =>
  node(name, name === 'client' || name === 'neighbour' ? 'host' : 'server', {
    interfaces: [card('eth0', mac, PLACES[name], 24)],
    routes: [route('0.0.0.0', 0, gateway, 'eth0')],
    programs,
  });

/** Two local networks behind switches, two routers between them; each host runs what `programs` says. */
export const internet = (
  programs: Readonly<Partial<Record<Place, readonly ProgramSpec[]>>>,
  changes: Partial<LinkSpec> = {},
): Topology => {
  const at = (name: Place) => programs[name] ?? [];
  const inside: readonly NodeSpec[] = [
    host('client', 0x0200_0000_0a01, '10.60.145.1', at('client')),
    host('neighbour', 0x0200_0000_0a02, '10.60.145.1', at('neighbour')),
  ];
  const outside: readonly NodeSpec[] = [
    host('server', 0x0200_0000_0b01, '203.0.113.1', at('server')),
    host('relay', 0x0200_0000_0b02, '203.0.113.1', at('relay')),
  ];
  return {
    nodes: [
      ...inside,
      node('sw1', 'switch', { interfaces: ['p1', 'p2', 'p3'].map(port) }),
      node('r1', 'router', {
        interfaces: [
          card('eth0', 0x0200_0000_0c01, '10.60.145.1', 24),
          card('eth1', 0x0200_0000_0c02, '198.51.100.1', 30),
        ],
        routes: [route('0.0.0.0', 0, '198.51.100.2', 'eth1')],
      }),
      node('r2', 'router', {
        interfaces: [
          card('eth0', 0x0200_0000_0c03, '198.51.100.2', 30),
          card('eth1', 0x0200_0000_0c04, '203.0.113.1', 24),
        ],
        routes: [route('10.60.145.0', 24, '198.51.100.1', 'eth0')],
      }),
      node('sw2', 'switch', { interfaces: ['p1', 'p2', 'p3'].map(port) }),
      ...outside,
    ],
    links: [
      link('client.eth0', 'sw1.p1'),
      link('neighbour.eth0', 'sw1.p2'),
      link('sw1.p3', 'r1.eth0'),
      link('r1.eth1', 'r2.eth0', changes),
      link('r2.eth1', 'sw2.p1'),
      link('sw2.p2', 'server.eth0'),
      link('sw2.p3', 'relay.eth0'),
    ],
  };
};

/** The same network with one node changed. */
export const withNode = (
  topology: Topology,
  name: string,
  changes: Partial<NodeSpec>,
): Topology => ({
  ...topology,
  nodes: topology.nodes.map(one => (one.name === name ? { ...one, ...changes } : one)),
});
