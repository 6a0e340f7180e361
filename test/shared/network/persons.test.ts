import fc from 'fast-check';
import { expect, test } from 'vitest';
import { automatonDecision, mergeDecision } from '../../../shared/network/automaton.ts';
import type { ExchangeSpec } from '../../../shared/network/exchange.ts';
import type { Assign, Happening } from '../../../shared/network/happening.ts';
import { decide, openTasks, run, startExchange } from '../../../shared/network/simulator.ts';
import { ACTIONS, type Decision, type Value } from '../../../shared/network/task.ts';
import type { Topology } from '../../../shared/network/topology.ts';
import { createWorld, type World } from '../../../shared/network/world.ts';
import { getPrices, ip, MAC, nextHops, oneLan, phoneBook } from './networks.ts';
import { byAutomaton, outcomeOf } from './play.ts';

const FETCH: ExchangeSpec = {
  type: 'fetch',
  node: 'client',
  host: 'www.game.example',
  targets: ['/prices.html'],
};
const byPerson: Assign = () => 'person';

/** Every task by a person who does as the automaton would. */
const playByHand = (world: World, spec: ExchangeSpec): Happening[] => {
  const happenings = startExchange(world, spec, 1, byPerson);
  for (let [task] = openTasks(world); task !== undefined; [task] = openTasks(world)) {
    happenings.push(...decide(world, task.id, automatonDecision(world, task), byPerson));
  }
  return happenings;
};

test('who decides makes no difference to the bytes', () => {
  const auto = createWorld(getPrices(), 's');
  startExchange(auto, FETCH, 1, byAutomaton);
  const hand = createWorld(getPrices(), 's');
  expect(outcomeOf(playByHand(hand, FETCH))).toBe('done');
  expect(hand.capture.map(({ bytes }) => bytes)).toEqual(auto.capture.map(({ bytes }) => bytes));
});

test('time stands still while a person thinks, whatever timers are set', () => {
  const world = createWorld(getPrices(), 's');
  const assign: Assign = ({ situation }) =>
    situation.type === 'serve-request' ? 'person' : 'automaton';
  const happenings = startExchange(world, FETCH, 1, assign);
  const before = world.nowMicros;
  expect(openTasks(world)).toHaveLength(1);
  expect([...world.inner.timers.values()].map(({ name }) => name)).toContain('retransmission');
  expect(happenings.some(({ type }) => type === 'timer-fired')).toBe(false);
  startExchange(world, { type: 'lookup', node: 'client', name: 'x', recordType: 1 }, 2, byPerson);
  expect(world.nowMicros).toBe(before);
});

test('an acknowledgment in a tray counts for the segments before it: none is sent again', () => {
  const world = createWorld(getPrices(), 's');
  let toClient = 0;
  // What answers the second and the third segment of a page.
  const assign: Assign = ({ node, situation }) => {
    if (node === 'client' && situation.type === 'unwrap-segment') toClient += 1;
    const isAnswer = node === 'client' && situation.type === 'wrap-segment' && toClient > 2;
    return isAnswer ? 'person' : 'automaton';
  };
  const spec = { ...FETCH, targets: ['/long.txt'] };
  const happenings = startExchange(world, spec, 1, assign);
  for (let [task] = openTasks(world); task !== undefined; [task] = openTasks(world)) {
    happenings.push(...decide(world, task.id, automatonDecision(world, task), assign));
  }
  expect(happenings.filter(({ type }) => type === 'timer-fired')).toEqual([]);
  expect(outcomeOf(happenings)).toBe('done');
});

test('a network at rest has nothing to tell', () => {
  const world = createWorld(getPrices(), 's');
  startExchange(world, FETCH, 1, byPerson);
  expect(run(world, byPerson)).toEqual([]);
  expect(decide(world, 999, { action: 'drop', values: {} }, byPerson)).toEqual([]);
  expect(openTasks(world)).toHaveLength(1);
});

test('a dropped task is no longer thought about: its timer fires', () => {
  const world = createWorld(getPrices(), 's');
  const assign: Assign = ({ situation }) =>
    situation.type === 'serve-request' ? 'person' : 'automaton';
  startExchange(world, FETCH, 1, assign);
  const [task] = openTasks(world);
  const happenings = decide(world, task?.id ?? 0, { action: 'drop', values: {} }, assign);
  expect(happenings.some(({ type }) => type === 'timer-fired')).toBe(true);
});

test('a person’s values stay, and derived ones follow them', () => {
  const world = createWorld(nextHops(), 's');
  const spec: ExchangeSpec = { type: 'echo', node: 'a', to: ip('10.0.3.2'), timeToLive: null };
  startExchange(world, spec, 1, ({ situation }) =>
    situation.type === 'wrap-packet' ? 'person' : 'automaton',
  );
  const [task] = openTasks(world);
  if (task === undefined) throw new Error('no task is open');
  const own = automatonDecision(world, task).values;
  const given = { action: 'send', values: { 'ipv4.timeToLive': 9, nextHop: 'gateway' } } as const;
  const { values } = mergeDecision(world, task, given);
  expect(values['ipv4.timeToLive']).toBe(9);
  expect(values['ipv4.headerChecksum']).not.toBe(own['ipv4.headerChecksum']);
  expect(values.nextHop).toBe(own.nextHop);
  expect(mergeDecision(world, task, { action: 'send', values }).values).toEqual(values);
});

const VALUES: readonly Value[] = [
  0,
  1,
  2,
  6,
  17,
  53,
  80,
  65_535,
  65_536,
  0xffffffff,
  2 ** 48,
  -1,
  1.5,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  MAC.web,
  ip('10.60.145.241'),
  '',
  'udp',
  'tcp',
  'icmp',
  'arp',
  'ipv4',
  'rst',
  'ack',
  'eth0',
  'SYN ACK',
  'FIN RST PSH',
  '0101010101010101',
  'time-exceeded',
  'port-unreachable',
  'echo-reply',
  'arp-reply',
  '10.1.74.10',
  'x'.repeat(300),
];

const EXTRA = ['reason', 'answer', 'handTo', 'socket', 'signal', 'byte', 'answerTo', 'meaning'];

const SCENES: readonly [Topology, ExchangeSpec][] = [
  [getPrices(), FETCH],
  [nextHops(), { type: 'echo', node: 'a', to: ip('10.0.3.2'), timeToLive: null }],
  [phoneBook(), { type: 'lookup', node: 'client', name: 'game.example', recordType: 15 }],
  [oneLan(), { type: 'text', node: 'a', to: ip('10.0.0.2'), text: 'hi', reply: 'yo' }],
];

/** Numbers in [0, 1) from a list that begins again at its end. */
const dice = (rolls: readonly number[]) => {
  let at = 0;
  return (limit: number): number => Math.floor((rolls[at++ % rolls.length] ?? 0) * limit);
};

const wildDecision = (own: Decision, roll: (limit: number) => number): Decision => {
  const action = roll(3) === 0 ? (ACTIONS[roll(ACTIONS.length)] ?? 'drop') : own.action;
  const keys = [...Object.keys(own.values), ...EXTRA];
  const values: Record<string, Value> = {};
  for (let changes = roll(3); changes > 0; changes--) {
    values[keys[roll(keys.length)] ?? 'reason'] = VALUES[roll(VALUES.length)] ?? 0;
  }
  return { action, values };
};

test('whatever a person decides, nothing throws and nothing runs for ever', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), {
        minLength: 50,
        maxLength: 211,
      }),
      fc.nat(SCENES.length - 1),
      fc.boolean(),
      (rolls, scene, physical) => {
        const [topology, spec] = SCENES[scene] ?? [oneLan(), FETCH];
        const roll = dice(rolls);
        const world = createWorld(topology, 's', { physical });
        const assign: Assign = ({ id }) => (roll(2) === 0 && id < 400 ? 'person' : 'automaton');
        startExchange(world, spec, 1, assign);
        for (let turn = 0; turn < 300; turn++) {
          const [task] = openTasks(world);
          if (task === undefined) break;
          const decision = wildDecision(automatonDecision(world, task), roll);
          const merged = mergeDecision(world, task, decision);
          expect(mergeDecision(world, task, merged)).toEqual(merged);
          expect(decide(world, task.id, decision, assign).length).toBeLessThan(20_000);
        }
        expect(openTasks(world)).toHaveLength(0);
        expect(world.exchanges.get(1)?.outcome).not.toBeNull();
      },
    ),
    { numRuns: 300, seed: 7 },
  );
});
