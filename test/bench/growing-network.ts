import type { LinkSpec, NodeSpec, Topology } from '../../shared/network/topology.ts';

/** Nodes of one block: two hosts and a server on a switch behind a router. */
export const BLOCK_NODES = 5;

const HOSTS = ['a', 'b', 'c'] as const;

/** Of host `host` in block `block`: 10.x.y.z with x.y the block. */
export const addressOf = (block: number, host: number): number =>
  (0x0a000000 + block * 256 + host) >>> 0;

const macOf = (block: number, card: number): number => 0x020000000000 + block * 256 + card;

const backbone = (block: number, end: number): number => (0x0b000000 + block * 4 + end) >>> 0;

const routerOf = (block: number, blocks: number): NodeSpec => {
  const left = block > 0;
  const right = block < blocks - 1;
  const card = (name: string, number: number, address: number, prefixLength: number) => ({
    name,
    mac: macOf(block, number),
    address,
    prefixLength,
  });
  const towards = (other: number, nextHop: number, name: string) => ({
    prefix: { address: addressOf(other, 0), length: 24 },
    nextHop,
    interface: name,
  });
  return {
    name: `r${block}`,
    role: 'router',
    x: 0,
    y: 0,
    interfaces: [
      card('lan', 1, addressOf(block, 1), 24),
      ...(left ? [card('left', 2, backbone(block - 1, 2), 30)] : []),
      ...(right ? [card('right', 3, backbone(block, 1), 30)] : []),
    ],
    routes: [
      ...(left ? [towards(block - 1, backbone(block - 1, 1), 'left')] : []),
      ...(right ? [towards(block + 1, backbone(block, 2), 'right')] : []),
    ],
    resolver: null,
    programs: [],
  };
};

const hostOf = (block: number, name: string, index: number): NodeSpec => ({
  name: `${name}${block}`,
  role: 'host',
  x: 0,
  y: 0,
  interfaces: [
    {
      name: 'eth0',
      mac: macOf(block, 10 + index),
      address: addressOf(block, 10 + index),
      prefixLength: 24,
    },
  ],
  routes: [{ prefix: { address: 0, length: 0 }, nextHop: addressOf(block, 1), interface: 'eth0' }],
  resolver: null,
  programs: [],
});

const switchOf = (block: number): NodeSpec => ({
  name: `sw${block}`,
  role: 'switch',
  x: 0,
  y: 0,
  interfaces: ['p0', 'p1', 'p2', 'p3'].map(name => ({
    name,
    mac: null,
    address: null,
    prefixLength: 0,
  })),
  routes: [],
  resolver: null,
  programs: [],
});

const linkOf = (a: string, b: string): LinkSpec => ({
  a,
  b,
  delayMicros: 1000,
  lossRatio: 0,
  corruptionRatio: 0,
  mtuBytes: 1500,
  up: true,
});

/** A row of `blocks` local networks, each router linked to the next: what lies between neighbours does not grow. */
export const growingNetwork = (blocks: number): Topology => {
  const numbers = Array.from({ length: blocks }, (_, block) => block);
  return {
    nodes: numbers.flatMap(block => [
      routerOf(block, blocks),
      switchOf(block),
      ...HOSTS.map((name, index) => hostOf(block, name, index)),
    ]),
    links: numbers.flatMap(block => [
      linkOf(`r${block}.lan`, `sw${block}.p0`),
      ...HOSTS.map((name, index) => linkOf(`${name}${block}.eth0`, `sw${block}.p${index + 1}`)),
      ...(block < blocks - 1 ? [linkOf(`r${block}.right`, `r${block + 1}.left`)] : []),
    ]),
  };
};
