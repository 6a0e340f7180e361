import { describe, expect, test } from 'vitest';
import { fromHex, toHex, utf8 } from '../../../shared/base/bytes.ts';
import { openEdge } from '../../../shared/network/edge.ts';
import { placeAt } from '../../../shared/network/edge-place.ts';
import { tasksIn } from '../../../shared/network/lineage.ts';
import { followClock, type OutsideEvent, takeIn } from '../../../shared/network/outside.ts';
import { noteOf } from '../../../shared/network/schedule.ts';
import { decide, nextDueMicros, startExchange } from '../../../shared/network/simulator.ts';
import type { LinkSpec, Topology } from '../../../shared/network/topology.ts';
import { createWorld, type World } from '../../../shared/network/world.ts';
import { ARP_REPLY, ARP_REQUEST, arp } from '../../../shared/protocols/arp.ts';
import { ethernet } from '../../../shared/protocols/ethernet.ts';
import { ECHO_REPLY, ECHO_REQUEST, icmp } from '../../../shared/protocols/icmp.ts';
import { ipv4 } from '../../../shared/protocols/ipv4.ts';
import { stack } from '../../../shared/protocols/stack.ts';
import { tcp } from '../../../shared/protocols/tcp.ts';
import { getPrices, ip, MAC, oneLan } from './networks.ts';
import { byAutomaton } from './play.ts';

const OWN = { mac: 0x020000009999, address: ip('10.0.0.9') };
const END = 'outside.tap';

const labOf = (topology: Topology, at: string | null, changes: Partial<LinkSpec> = {}): World => {
  const edge = openEdge(topology, at, changes);
  if (!edge.ok) throw new Error(edge.error.code);
  return createWorld(edge.value.topology, 'lab');
};

/** As a TAP device has it: without frame check sequence. */
const bare = (frame: Uint8Array): string => toHex(frame.slice(0, -4));

const link = { source: OWN.mac, destination: MAC.b };
const asksForB = bare(
  stack([
    [ethernet, { ...link, destination: 0xffffffffffff }],
    [
      arp,
      {
        operation: ARP_REQUEST,
        senderHardware: OWN.mac,
        senderProtocol: OWN.address,
        targetHardware: 0,
        targetProtocol: ip('10.0.0.2'),
      },
    ],
  ]),
);
const echo = (sequenceNumber: number): string =>
  bare(
    stack([
      [ethernet, link],
      [ipv4, { source: OWN.address, destination: ip('10.0.0.2') }],
      [icmp, { type: ECHO_REQUEST, identifier: 7, sequenceNumber, data: utf8('from outside') }],
    ]),
  );
const frame = (atMicros: number, hex: string): OutsideEvent => ({
  type: 'frame',
  atMicros,
  from: END,
  hex,
});
const tick = (atMicros: number): OutsideEvent => ({ type: 'tick', atMicros });

const leavingOf = (world: World, events: readonly OutsideEvent[]): Uint8Array[] =>
  events
    .flatMap(event => takeIn(world, event, byAutomaton).leaving)
    .map(({ hex }) => {
      const bytes = fromHex(hex);
      return bytes.ok ? bytes.value : new Uint8Array();
    });

const VISIT = [
  frame(5_000, asksForB),
  tick(20_000),
  frame(30_000, echo(1)),
  tick(50_000),
  frame(50_000, echo(2)),
  tick(90_000),
];

describe('a machine outside', () => {
  test('is answered by ARP and echo, without frame check sequence', () => {
    const [answer, ...echoes] = leavingOf(labOf(oneLan(), 'sw'), VISIT);
    expect(answer).toHaveLength(60);
    const heard = arp.decode(answer ?? new Uint8Array(), 14);
    expect(heard.ok && heard.value.header).toMatchObject({
      operation: ARP_REPLY,
      senderHardware: MAC.b,
      targetHardware: OWN.mac,
    });
    expect(echoes.map(bytes => bytes[34])).toEqual([ECHO_REPLY, ECHO_REPLY]);
  });

  test('hears nothing before the frame has crossed its links', () => {
    const world = labOf(oneLan(), 'sw');
    const events = [frame(0, asksForB), tick(2_100)];
    // 100 µs on the edge and 1000 on the cable of b, there and back.
    expect(leavingOf(world, events)).toEqual([]);
    expect(nextDueMicros(world)).toBe(2_200);
    expect(leavingOf(world, [tick(2_200)])).toHaveLength(1);
  });

  test('takes the place of a host that is unplugged', () => {
    const world = labOf(oneLan(), 'c.eth0');
    expect(leavingOf(world, VISIT)).toHaveLength(3);
    expect(world.ends.get(END)?.peer).toBe('sw.p3');
  });

  test.each([
    ['nothing', ''],
    ['half a header', asksForB.slice(0, 20)],
    ['signs that are no hex', 'zz'],
    ['more than the link carries', asksForB + '00'.repeat(1600)],
  ])('that sends %s is not answered', (_fact, hex) => {
    expect(leavingOf(labOf(oneLan(), 'sw'), [frame(1, hex), tick(50_000)])).toEqual([]);
  });

  test('gets nothing that was damaged on the way', () => {
    expect(leavingOf(labOf(oneLan(), 'sw', { corruptionRatio: 1 }), VISIT)).toEqual([]);
  });

  test('may lose frames by keyed draws', () => {
    const echoes = Array.from({ length: 200 }, (_, n) => frame(100_000 + n * 10_000, echo(n)));
    const events = [frame(0, asksForB), tick(50_000), ...echoes, tick(9_000_000)];
    const none = leavingOf(labOf(oneLan(), 'sw'), events).length;
    const some = leavingOf(labOf(oneLan(), 'sw', { lossRatio: 0.2 }), events).length;
    expect(none).toBe(201);
    expect(some).toBeGreaterThan(100);
    expect(some).toBeLessThan(160);
  });
});

describe('time follows the clock outside', () => {
  const syn = (sequenceNumber: number): string =>
    bare(
      stack([
        [ethernet, { source: OWN.mac, destination: MAC.r1Left }],
        [ipv4, { source: ip('10.60.145.9'), destination: ip('172.217.12.229') }],
        [tcp, { sourcePort: 40_000, destinationPort: 80, sequenceNumber, syn: 1, window: 5000 }],
      ]),
    );

  test('an unanswered SYN ACK is repeated after a second, then after two', () => {
    const world = labOf(getPrices(), 'client.eth0');
    const router = [...world.nodes.values()].find(({ spec }) => spec.role === 'router');
    router?.arp.set(ip('10.60.145.9'), { mac: OWN.mac, learnedAtMicros: 0 });
    const seconds = Array.from({ length: 8 }, (_, index) => tick((index + 1) * 1_000_000));
    takeIn(world, frame(0, syn(1)), byAutomaton);
    for (const event of seconds) takeIn(world, event, byAutomaton);
    const sent = world.capture.filter(
      ({ from, bytes }) => from.startsWith('web.') && bytes[23] === 6,
    );
    const gaps = sent.map(({ atMicros }) => Math.floor(atMicros / 1_000_000));
    expect(gaps).toEqual([0, 1, 3, 7]);
  });

  test('it never goes back', () => {
    const world = labOf(oneLan(), 'sw');
    takeIn(world, tick(5_000_000), byAutomaton);
    takeIn(world, tick(1_000_000), byAutomaton);
    expect(world.nowMicros).toBe(5_000_000);
  });

  test('a person may think as long as it takes', () => {
    const world = labOf(oneLan(), 'sw');
    const byHand = ({ situation }: { readonly situation: { readonly type: string } }) =>
      situation.type === 'read-icmp' ? 'person' : 'automaton';
    for (const event of VISIT) takeIn(world, event, byHand);
    takeIn(world, tick(60_000_000), byHand);
    const [first] = world.open.values();
    expect(world.open.size).toBe(2);
    decide(world, first?.id ?? 0, { action: 'answer', values: { answer: 'echo-reply' } }, byHand);
    const { leaving } = takeIn(world, tick(60_500_000), byHand);
    expect(leaving).toHaveLength(1);
  });

  test('wishes of the crew go on beside it', () => {
    const world = labOf(oneLan(), 'sw');
    followClock(world);
    const spec = { type: 'echo', node: 'a', to: ip('10.0.0.2'), timeToLive: null } as const;
    const begun = startExchange(world, spec, 1, byAutomaton);
    expect(begun.some(({ type }) => type === 'exchange-ended')).toBe(false);
    const { happenings } = takeIn(world, tick(1_000_000), byAutomaton);
    expect(happenings).toContainEqual(
      expect.objectContaining({ type: 'exchange-ended', outcome: 'done' }),
    );
  });
});

describe('the same events', () => {
  const bytesOf = (seed: string): string => {
    const edge = openEdge(oneLan({ lossRatio: 0.1 }), 'sw');
    if (!edge.ok) return '';
    const world = createWorld(edge.value.topology, seed);
    for (const event of VISIT) takeIn(world, event, byAutomaton);
    return world.capture.map(({ atMicros, bytes }) => `${atMicros} ${toHex(bytes)}`).join('\n');
  };

  test('give the same bytes', () => {
    expect(bytesOf('a')).toBe(bytesOf('a'));
    expect(bytesOf('a')).not.toBe(bytesOf('b'));
  });

  test('leave nothing behind that grows', () => {
    const world = labOf(oneLan(), 'sw');
    takeIn(world, frame(0, asksForB), byAutomaton);
    for (let n = 1; n < 3000; n++) takeIn(world, frame(n * 10_000, echo(n)), byAutomaton);
    expect(world.inner.lineage.size).toBeLessThan(5000);
    const noted = tasksIn(world.inner.lineage).filter(task => noteOf(world, task) !== null);
    expect(noted.length).toBeLessThan(10);
  });
});

describe('an edge', () => {
  test.each([
    ['a switch that is not there', 'nowhere', 'edge/no-such-place'],
    ['an interface without a cable', 'a.eth7', 'edge/no-such-place'],
  ])('%s is refused', (_fact, at, code) => {
    expect(openEdge(oneLan(), at)).toEqual({ ok: false, error: { code, given: at } });
  });

  test('a network without a switch needs a place', () => {
    expect(openEdge({ nodes: [], links: [] }, null)).toMatchObject({
      error: { code: 'edge/no-switch' },
    });
  });

  test('has a free address and the router of its network', () => {
    expect(placeAt(labOf(getPrices(), 'client.eth0'), END)).toEqual({
      address: ip('10.60.145.254'),
      prefixLength: 24,
      gateway: ip('10.60.145.1'),
    });
    expect(placeAt(labOf(oneLan(), null), END)?.gateway).toBeNull();
  });
});
