import { describe, expect, test } from 'vitest';
import { MOST_GATHERINGS, REASSEMBLY_MICROS } from '../../../shared/network/gathering.ts';
import { arise } from '../../../shared/network/schedule.ts';
import { run } from '../../../shared/network/simulator.ts';
import type { Situation } from '../../../shared/network/task.ts';
import { createWorld, type World } from '../../../shared/network/world.ts';
import { icmp } from '../../../shared/protocols/icmp.ts';
import { ipv4 } from '../../../shared/protocols/ipv4.ts';
import { ip, MAC, oneLan } from './networks.ts';
import { byAutomaton, story } from './play.ts';

const HERE = ip('10.0.0.2');
const SENDER = ip('10.0.0.1');

const fragment = (identification: number, fragmentOffset: number, moreFragments: number) =>
  ipv4.encode(
    {
      source: SENDER,
      destination: HERE,
      protocol: 17,
      identification,
      fragmentOffset,
      moreFragments,
    },
    new Uint8Array(64),
  );

const hear = (world: World, situation: Situation, unit: Uint8Array) =>
  arise(world, { node: 'b', layer: 'network', situation, unit, exchange: null, cause: null });

const hearPacket = (world: World, unit: Uint8Array) =>
  hear(world, { type: 'unwrap-packet', interface: 'eth0' }, unit);

const lan = (): World => {
  const world = createWorld(oneLan(), 'fragments');
  world.nodes.get('b')?.arp.set(SENDER, { mac: MAC.a, learnedAtMicros: REASSEMBLY_MICROS });
  return world;
};

describe('fragments whose packet does not become whole', () => {
  test.each([
    ['the sender is told if the first is there', 0, 1, true],
    ['nobody is told without the first', 8, 1, false],
  ])('%s, after a minute', (_fact, offset, more, isTold) => {
    const world = lan();
    hearPacket(world, fragment(1, offset, more));
    const happenings = run(world, byAutomaton);
    expect(happenings).toContainEqual({
      type: 'timer-fired',
      atMicros: REASSEMBLY_MICROS,
      node: 'b',
      timer: 'reassembly',
    });
    expect(world.nodes.get('b')?.gatherings.size).toBe(0);
    expect(story(happenings).includes('b compose-icmp send')).toBe(isTold);
    const report = happenings.find(one => one.type === 'frame-sent')?.bytes.slice(34);
    expect(report === undefined ? null : [...report.slice(0, 2)]).toEqual(isTold ? [11, 1] : null);
  });

  test('the oldest make room: a node keeps a bounded number', () => {
    const world = lan();
    world.inner.horizonMicros = 1000;
    for (let id = 0; id < 100; id++) hearPacket(world, fragment(id, 0, 1));
    run(world, byAutomaton);
    expect(world.nodes.get('b')?.gatherings.size).toBe(MOST_GATHERINGS);
    expect(world.inner.timers.size).toBe(MOST_GATHERINGS);
    expect([...(world.nodes.get('b')?.gatherings.keys() ?? [])][0]).toBe(`${SENDER} ${HERE} 17 84`);
  });

  test('an overlap gives all of them up', () => {
    const world = lan();
    hearPacket(world, fragment(1, 0, 1));
    hearPacket(world, fragment(1, 4, 0));
    run(world, byAutomaton);
    expect(world.nodes.get('b')?.gatherings.size).toBe(0);
    expect(world.inner.timers.size).toBe(0);
    expect(world.capture).toEqual([]);
  });
});

describe('a message that a packet was too long', () => {
  const quote = (port: number, source = HERE) =>
    ipv4.encode(
      { source, destination: SENDER, protocol: 17, dontFragment: 1, totalLength: 1500 },
      Uint8Array.of(port >> 8, port & 255, 0x13, 0x88, 0, 200, 0, 0),
    );

  const complaint = (data: Uint8Array, nextHopMtu: number) =>
    icmp.encode({ type: 3, code: 4, nextHopMtu, data });

  test.each([
    ['about a socket here is believed', quote(5000), 576, 576],
    ['without a size has the next plateau tried', quote(5000), 0, 1492],
    ['of less than any link carries is taken for 68', quote(5000), 8, 68],
    ['about no socket here is a guess', quote(5001), 576, undefined],
    ["about somebody else's packet is not for us", quote(5000, SENDER), 576, undefined],
    ['of a larger size than the link carries changes nothing', quote(5000), 9000, undefined],
    ['that is cut off tells nothing', quote(5000).slice(0, 24), 576, undefined],
  ])('%s', (_fact, data, said, learned) => {
    const world = lan();
    const situation = { type: 'read-icmp', source: SENDER, destination: HERE } as const;
    hear(world, situation, complaint(data, said));
    run(world, byAutomaton);
    expect(world.nodes.get('b')?.pathMtus.get(SENDER)?.mtuBytes).toBe(learned);
  });
});
