import { describe, expect, test } from 'vitest';
import type { DecoyType } from '../../../shared/network/exchange.ts';
import { decide, openTasks, startExchange } from '../../../shared/network/simulator.ts';
import type { Topology } from '../../../shared/network/topology.ts';
import { createWorld } from '../../../shared/network/world.ts';
import { getPrices, ip, MAC, nextHops, oneLan } from './networks.ts';
import { byAutomaton, decided, losses, outcomeOf, story } from './play.ts';

const decoy = (kind: DecoyType, target: string, topology: Topology, node = target) => {
  const world = createWorld(topology, 's');
  const spec = { type: 'decoy', decoy: kind, node, target } as const;
  return { world, happenings: startExchange(world, spec, 1, byAutomaton) };
};

const echo = (node: string, to: string) =>
  ({ type: 'echo', node, to: ip(to), timeToLive: null }) as const;

const NETWORKS: readonly [string, Topology, string][] = [
  ['a switched network', oneLan(), 'b'],
  ['a link to a router', getPrices(), 'client'],
  ['a router', nextHops(), 'r1.link'],
];

describe.each(NETWORKS)('on %s', (_name, topology, target) => {
  const node = target.split('.')[0];

  test('a flooded frame is not mine for the target', () => {
    const { happenings } = decoy('flooded-frame', target, topology);
    expect(story(happenings)).toContain(`${node} unwrap-frame drop not-mine`);
    expect(losses(happenings)).toEqual(['unclaimed']);
    expect(outcomeOf(happenings)).toBe('done');
  });

  test('a damaged frame has a bad check sequence at the target and nowhere before', () => {
    const { happenings } = decoy('corrupt-frame', target, topology);
    expect(story(happenings).filter(line => line.includes('bad-frame-check'))).toEqual([
      `${node} unwrap-frame drop bad-frame-check`,
    ]);
    expect(losses(happenings)).toEqual(['corrupted']);
    expect(outcomeOf(happenings)).toBe('done');
  });
});

test('a bystander’s SYN to a closed port is reset', () => {
  const { happenings } = decoy('closed-port', 'b', oneLan());
  expect(story(happenings)).toContain('b unwrap-segment answer rst');
  expect(outcomeOf(happenings)).toBe('done');
});

test('a bystander’s datagram to a closed port is refused by the network layer', () => {
  const { happenings } = decoy('closed-datagram', 'b', oneLan());
  expect(story(happenings)).toContain('b unwrap-datagram answer port-unreachable');
  expect(story(happenings).at(-1)).toMatch(/read-icmp deliver$/);
});

test('the bystander may be named', () => {
  const { happenings } = decoy('flooded-frame', 'b', oneLan(), 'c');
  expect(decided(happenings)[0]?.task.node).toBe('c');
});

test('a SYN that is dropped is not repeated', () => {
  const world = createWorld(oneLan(), 's');
  const spec = { type: 'decoy', decoy: 'closed-port', node: 'c', target: 'b' } as const;
  const assign = () => 'person' as const;
  const happenings = startExchange(world, spec, 1, assign);
  for (let [task] = openTasks(world); task !== undefined; [task] = openTasks(world)) {
    expect(task.node).toBe('b');
    const refused = task.situation.type === 'unwrap-segment';
    const action = refused
      ? 'drop'
      : task.situation.type === 'arp-request-in'
        ? 'answer'
        : 'deliver';
    const handTo =
      task.situation.type === 'unwrap-frame' ? (task.unit[13] === 6 ? 'arp' : 'ipv4') : 'tcp';
    happenings.push(...decide(world, task.id, { action, values: { handTo } }, assign));
  }
  expect(story(happenings).at(-1)).toBe('b unwrap-segment drop nothing-to-do');
  expect(outcomeOf(happenings)).toBe('done');
});

test('a card that is heard elsewhere moves in the table of the switch, and back again', () => {
  const world = createWorld(oneLan(), 's', { physical: false, switches: new Set(['sw']) });
  const portOf = () => world.nodes.get('sw')?.macTable.get(MAC.a)?.interface;
  startExchange(world, echo('b', '10.0.0.1'), 1, byAutomaton);
  const moved = { type: 'decoy', decoy: 'moved-card', node: 'c', target: 'a' } as const;
  const heard: (string | undefined)[] = [];
  const happenings = startExchange(world, moved, 2, () => {
    heard.push(portOf());
    return 'automaton';
  });
  expect(heard).toContain('p3');
  expect(portOf()).toBe('p1');
  expect(outcomeOf(happenings)).toBe('done');
  expect(story(startExchange(world, echo('b', '10.0.0.1'), 3, byAutomaton))).not.toContain(
    'c unwrap-frame drop not-mine',
  );
});
