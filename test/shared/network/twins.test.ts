import { describe, expect, test } from 'vitest';
import { toHex, utf8 } from '../../../shared/base/bytes.ts';
import { automatonDecision } from '../../../shared/network/automaton.ts';
import { openEdge } from '../../../shared/network/edge.ts';
import type { Assign } from '../../../shared/network/happening.ts';
import { letIn } from '../../../shared/network/outside.ts';
import { arise } from '../../../shared/network/schedule.ts';
import { decide } from '../../../shared/network/simulator.ts';
import type { Task } from '../../../shared/network/task.ts';
import type { Endpoint } from '../../../shared/network/told-program.ts';
import { isRepetition } from '../../../shared/network/twins.ts';
import { createWorld, type World } from '../../../shared/network/world.ts';
import { ethernet } from '../../../shared/protocols/ethernet.ts';
import { ECHO_REQUEST, icmp } from '../../../shared/protocols/icmp.ts';
import { ipv4 } from '../../../shared/protocols/ipv4.ts';
import { stack } from '../../../shared/protocols/stack.ts';
import { ip, MAC, oneLan } from './networks.ts';
import { toldFinder } from './told.ts';

const CLIENT = { address: ip('10.0.0.2'), port: 4000 };

const question = (world: World, peer: Endpoint, byte: number): Task =>
  arise(world, {
    node: 'a',
    layer: 'application',
    situation: toldFinder('resolve-question', peer),
    unit: Uint8Array.of(byte),
    exchange: null,
    cause: null,
  });

test.each([
  ['the same once more', CLIENT, 1, 0, true],
  ['the same from another port', { ...CLIENT, port: 4001 }, 1, 0, false],
  ['another one', CLIENT, 2, 0, false],
  ['the same where time stands still', CLIENT, 1, null, false],
])('a question lies in a tray, and %s comes', (_fact, peer, byte, horizonMicros, isOne) => {
  const world = createWorld(oneLan(), 's');
  world.inner.horizonMicros = horizonMicros;
  const open = question(world, CLIENT, 1);
  world.open.set(open.id, open);
  expect(isRepetition(world, question(world, peer, byte))).toBe(isOne);
});

describe('a packet from outside is decided by people at b, and the sender repeats it', () => {
  const BY_HAND = new Set([
    'unwrap-frame',
    'unwrap-packet',
    'read-icmp',
    'wrap-packet',
    'wrap-frame',
  ]);
  const byPeople: Assign = ({ node, situation }) =>
    node === 'b' && BY_HAND.has(situation.type) ? 'person' : 'automaton';

  const echo = (identification: number): string =>
    toHex(
      stack([
        [ethernet, { source: 0x02000000_9999, destination: MAC.b }],
        [ipv4, { source: ip('10.0.0.9'), destination: ip('10.0.0.2'), identification }],
        [icmp, { type: ECHO_REQUEST, identifier: 7, sequenceNumber: 1, data: utf8('again') }],
      ]).slice(0, -4),
    );

  /** Plays `decisions` by hand, then lets the packet come again: how many tasks lie open, and how many were counted. */
  const comesAgainAfter = (decisions: number) => {
    const edge = openEdge(oneLan(), 'sw');
    if (!edge.ok) throw new Error(edge.error.code);
    const world = createWorld(edge.value.topology, 'lab');
    world.nodes.get('b')?.arp.set(ip('10.0.0.9'), { mac: 0x02000000_9999, learnedAtMicros: 0 });
    let atMicros = 0;
    const take = (hex: string) => {
      const happenings = letIn(
        world,
        { type: 'frame', atMicros, from: 'outside.tap', hex },
        byPeople,
      );
      atMicros += 50_000;
      return [...happenings, ...letIn(world, { type: 'tick', atMicros }, byPeople)];
    };
    take(echo(1));
    for (let made = 0; made < decisions; made += 1) {
      const [task] = world.open.values();
      if (task !== undefined) decide(world, task.id, automatonDecision(world, task), byPeople);
      atMicros += 50_000;
    }
    const repeated = take(echo(2)).filter(({ type }) => type === 'task-repeated').length;
    return [[...world.open.values()].map(({ situation }) => situation.type), repeated];
  };

  test.each([
    ['while it lies at the first layer', 0, 'unwrap-frame', 1],
    ['while it lies at the next layer', 1, 'unwrap-packet', 1],
    ['while it is read', 2, 'read-icmp', 1],
    ['while its answer is written', 3, 'wrap-packet', 1],
    ['while its answer waits for the card', 4, 'wrap-frame', 1],
    ['after its answer has left, which is new work', 5, 'unwrap-frame', 0],
  ])('%s', (_fact, decisions, open, counted) => {
    expect(comesAgainAfter(decisions)).toEqual([[open], counted]);
  });
});
