import { describe, expect, test, vi } from 'vitest';
import type { ExchangeSpec } from '../../shared/network/exchange.ts';
import { withIpv6 } from '../../shared/network/ipv6/dual-stack.ts';
import { startExchange } from '../../shared/network/simulator.ts';
import { MODERN_TCP } from '../../shared/network/tcp/settings.ts';
import type { TcpChoices, Topology } from '../../shared/network/topology.ts';
import { createWorld } from '../../shared/network/world.ts';
import { ethernet } from '../../shared/protocols/ethernet.ts';
import { ipv4 } from '../../shared/protocols/ipv4.ts';
import { beside, getPrices, ip, nextHops, oneLan, phoneBook } from '../shared/network/networks.ts';
import { byAutomaton, outcomeOf } from '../shared/network/play.ts';
import { complaints, framesOn } from './story.ts';
import { skipsTshark, TSHARK_REASON } from './tshark.ts';

vi.setConfig({ testTimeout: 60_000 });

const lookup = (name: string, recordType: number): ExchangeSpec => ({
  type: 'lookup',
  node: 'client',
  name,
  recordType,
});

const withTcp = (topology: Topology, tcp: TcpChoices): Topology => ({
  ...topology,
  nodes: topology.nodes.map(node => ({ ...node, tcp })),
});

const SHAPES: readonly [string, Topology, boolean, readonly ExchangeSpec[]][] = [
  [
    '02 down and up',
    oneLan(),
    true,
    [
      { type: 'text', node: 'a', to: ip('10.0.0.2'), text: 'Is anybody there?', reply: 'I am.' },
      { type: 'text', node: 'b', to: ip('10.0.0.1'), text: '', reply: 'x'.repeat(1400) },
    ],
  ],
  [
    '04 phone book',
    phoneBook(),
    false,
    [
      lookup('www.game.example', 1),
      lookup('shop.game.example', 1),
      lookup('10.74.1.10.in-addr.arpa', 12),
      lookup('game.example', 15),
      lookup('no.game.example', 1),
      lookup('elsewhere.example', 1),
    ],
  ],
  [
    '07 next hop',
    nextHops(),
    false,
    [
      { type: 'echo', node: 'a', to: ip('10.0.3.2'), timeToLive: null },
      { type: 'echo', node: 'c', to: ip('10.0.1.1'), timeToLive: null },
    ],
  ],
  [
    '09 get prices with all that TCP can',
    withTcp(getPrices(), MODERN_TCP),
    false,
    [
      {
        type: 'fetch',
        node: 'client',
        host: 'www.game.example',
        targets: ['/prices.html', '/long.txt'],
      },
    ],
  ],
  [
    '09 get prices',
    getPrices(),
    false,
    [
      {
        type: 'fetch',
        node: 'client',
        host: 'www.game.example',
        targets: ['/prices.html', '/nothing.html'],
      },
      { type: 'fetch', node: 'client', host: 'www.game.example', targets: ['/long.txt'] },
    ],
  ],
  [
    '07 next hop over IPv6',
    withIpv6(nextHops()),
    false,
    [
      { type: 'echo', node: 'a', to: beside('10.0.3.2'), timeToLive: null },
      { type: 'echo', node: 'c', to: beside('10.0.1.2'), timeToLive: null },
    ],
  ],
  [
    '02 down and up over IPv6, by wire too',
    withIpv6(oneLan()),
    true,
    [
      {
        type: 'text',
        node: 'a',
        to: beside('10.0.0.2'),
        text: 'Is anybody there?',
        reply: 'I am.',
      },
    ],
  ],
];

const play = (topology: Topology, physical: boolean, specs: readonly ExchangeSpec[]) => {
  const world = createWorld(topology, 'story', { physical });
  for (const [id, spec] of specs.entries()) {
    expect(outcomeOf(startExchange(world, spec, id, byAutomaton))).toBe('done');
  }
  return world;
};

describe.skipIf(skipsTshark)(`Wireshark has no complaint about${TSHARK_REASON}`, () => {
  test.each(SHAPES)('%s, on any link', (_name, topology, physical, specs) => {
    const world = play(topology, physical, specs);
    for (const link of topology.links) {
      expect(complaints(framesOn(world, link)), link.a).toBe('');
    }
  });
});

describe.skipIf(skipsTshark)(`but it does complain about${TSHARK_REASON}`, () => {
  const [, topology, , specs] = SHAPES[3] ?? ['', getPrices(), false, []];
  const world = play(topology, false, specs);
  const [access] = topology.links;
  const frames = access === undefined ? [] : framesOn(world, access);
  const segments = frames.flatMap(({ bytes }, index) => (bytes[23] === 6 ? [index] : []));
  const first = segments[0] ?? 0;
  const data = segments.find(index => (frames[index]?.bytes[47] ?? 0) & 8) ?? 0;
  const without = (gone: number) => frames.filter((_frame, index) => index !== gone);
  const changed = (which: number, change: (bytes: Uint8Array) => Uint8Array) =>
    frames.map((frame, index) =>
      index === which ? { ...frame, bytes: change(frame.bytes.slice()) } : frame,
    );
  const flipped = (at: number) => (bytes: Uint8Array) => {
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    return bytes;
  };
  /** The frame with a fresh check sequence, so that only what is inside is wrong. */
  const resealed = (change: (bytes: Uint8Array) => Uint8Array) => (bytes: Uint8Array) => {
    const decoded = ethernet.decode(change(bytes));
    if (!decoded.ok) return bytes;
    const { destination, source, etherType } = decoded.value.header;
    return ethernet.encode({ destination, source, etherType }, bytes.slice(14, -4));
  };
  const withoutHops = (bytes: Uint8Array): Uint8Array => {
    const decoded = ipv4.decode(bytes, 14);
    if (!decoded.ok) return bytes;
    const { headerChecksum: _old, ...header } = decoded.value.header;
    const packet = ipv4.encode({ ...header, timeToLive: 0 }, bytes.slice(34, -4));
    return ethernet.encode({ destination: 1, source: 2, etherType: 0x0800 }, packet);
  };

  test.each([
    ['a bit turned over', () => changed(data, flipped(60))],
    ['a wrong segment checksum', () => changed(data, resealed(flipped(50)))],
    ['a wrong header checksum', () => changed(data, resealed(flipped(24)))],
    ['a missing SYN', () => without(first)],
    ['a missing data segment', () => without(data)],
    ['a segment sent twice', () => frames.flatMap((f, at) => (at === data ? [f, f] : [f]))],
    ['a packet without hops left', () => changed(data, withoutHops)],
  ])('%s', (_fault, spoil) => {
    expect(complaints(frames)).toBe('');
    expect(complaints(spoil())).not.toBe('');
  });
});

describe.skipIf(skipsTshark)(`and about IPv6 it complains of${TSHARK_REASON}`, () => {
  const topology = withIpv6(nextHops());
  const spec = { type: 'echo', node: 'a', to: beside('10.0.3.2'), timeToLive: null } as const;
  const [access] = topology.links;
  const frames = access === undefined ? [] : framesOn(play(topology, false, [spec]), access);
  /** Frames of one type of message with a byte of it changed, and a fresh check sequence. */
  const spoilt = (type: number, at: number, value: number) =>
    frames.map(frame => {
      const bytes = frame.bytes.slice();
      if (bytes[54] !== type) return frame;
      bytes[at] = value;
      const decoded = ethernet.decode(bytes);
      if (!decoded.ok) return frame;
      const { destination, source, etherType } = decoded.value.header;
      const body = bytes.slice(14, -4);
      return { ...frame, bytes: ethernet.encode({ destination, source, etherType }, body) };
    });

  test.each([
    ['a wrong checksum of an echo', 128, 57],
    ['an echo with other data than its checksum says', 129, 70],
    ['a wrong checksum of a question for a neighbour', 135, 57],
    ['an answer about another neighbour', 136, 77],
    ['a packet without hops left', 128, 21],
  ])('%s', (_fault, type, at) => {
    expect(frames.some(({ bytes }) => bytes[54] === type)).toBe(true);
    expect(complaints(spoilt(type, at, 0))).not.toBe('');
  });
});
