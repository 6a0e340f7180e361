import type { Assign } from '../../../shared/network/happening.ts';
import { startExchange } from '../../../shared/network/simulator.ts';
import type { LinkSpec, ProgramSpec, Topology } from '../../../shared/network/topology.ts';
import type { World } from '../../../shared/network/world.ts';
import { card, ip, link, node, route } from '../../shared/network/networks.ts';
import { named, pages, record } from '../../shared/network/program-specs.ts';

const PAGE = 'Two roads lead to the other part.\n'.repeat(300);

const web = pages({ '/roads.txt': PAGE });
const names = named([
  record('game.example', 'SOA', 'ns.game.example host.game.example 1 7200 900 1209600 300'),
  record('game.example', 'NS', 'ns.game.example'),
  record('www.game.example', 'A', '203.0.113.80', 300),
]);
const browser: ProgramSpec = { kind: 'browser', name: 'browser', pid: 700, listens: null };

/** The networks between the two parts, and the far end of each as its west and its east router know it. */
const SHORT = { west: '198.51.100.1', east: '198.51.100.2' };
const LONG = { west: '198.51.100.5', east: '198.51.100.6' };

/** In west: a client and routers w1, w2. In east: a server and routers e1, e2. w1 and e1 share a short link, w2 and e2 a long one. */
const west = [
  node('client', 'host', {
    interfaces: [card('eth0', 0x0200_0000_0a01, '10.60.145.241', 24)],
    routes: [route('0.0.0.0', 0, '10.60.145.1', 'eth0')],
    resolver: ip('203.0.113.80'),
    programs: [browser],
  }),
  node('w1', 'router', {
    interfaces: [
      card('lan', 0x0200_0000_0b01, '10.60.145.1', 24),
      card('short', 0x0200_0000_0b02, SHORT.west, 30),
      card('within', 0x0200_0000_0b03, '10.60.0.1', 30),
    ],
    routes: [
      route('203.0.113.0', 24, SHORT.east, 'short'),
      route('203.0.113.0', 24, '10.60.0.2', 'within'),
    ],
  }),
  node('w2', 'router', {
    interfaces: [
      card('within', 0x0200_0000_0c01, '10.60.0.2', 30),
      card('long', 0x0200_0000_0c02, LONG.west, 30),
    ],
    routes: [
      route('203.0.113.0', 24, LONG.east, 'long'),
      route('10.60.145.0', 24, '10.60.0.1', 'within'),
    ],
  }),
];

type Road = 'short' | 'long';

/** e1 sends what goes to the west by `back` first, and by the other road when that one is cut. */
const east = (back: Road) => {
  const roads = {
    short: route('10.60.145.0', 24, SHORT.west, 'short'),
    long: route('10.60.145.0', 24, '203.0.113.5', 'within'),
  };
  return [
    node('e1', 'router', {
      interfaces: [
        card('lan', 0x0200_0000_0d01, '203.0.113.65', 26),
        card('short', 0x0200_0000_0d02, SHORT.east, 30),
        card('within', 0x0200_0000_0d03, '203.0.113.6', 30),
      ],
      routes: back === 'short' ? [roads.short, roads.long] : [roads.long, roads.short],
    }),
    node('e2', 'router', {
      interfaces: [
        card('within', 0x0200_0000_0e01, '203.0.113.5', 30),
        card('long', 0x0200_0000_0e02, LONG.east, 30),
      ],
      routes: [
        route('203.0.113.64', 26, '203.0.113.6', 'within'),
        route('10.60.145.0', 24, LONG.west, 'long'),
      ],
    }),
    node('server', 'server', {
      interfaces: [card('eth0', 0x0200_0000_0f01, '203.0.113.80', 26)],
      routes: [route('0.0.0.0', 0, '203.0.113.65', 'eth0')],
      programs: [web, names],
    }),
  ];
};

/** Two autonomous parts with a short and a long road between them; answers go back over `back`. */
export const twoParts = (back: Road, changes: Partial<LinkSpec> = {}): Topology => ({
  nodes: [...west, ...east(back)],
  links: [
    link('client.eth0', 'w1.lan'),
    link('w1.within', 'w2.within'),
    link('w1.short', 'e1.short', changes),
    link('w2.long', 'e2.long', { delayMicros: 40_000 }),
    link('e1.within', 'e2.within'),
    link('e1.lan', 'server.eth0'),
  ],
});

/** A page from the other part; `cues[n]` happens before e1 forwards its n-th packet. */
export const fetchRoads = (
  world: World,
  id: number,
  cues: Readonly<Record<number, () => void>> = {},
) => {
  let forwarded = 0;
  const assign: Assign = ({ node, situation }) => {
    if (node === 'e1' && situation.type === 'forward-packet') cues[forwarded++]?.();
    return 'automaton';
  };
  return startExchange(
    world,
    { type: 'fetch', node: 'client', host: 'www.game.example', targets: ['/roads.txt'] },
    id,
    assign,
  );
};
