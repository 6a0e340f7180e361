import { describe, expect, test } from 'vitest';
import { freshRows } from '../../../shared/network/mac-table.ts';
import { startExchange } from '../../../shared/network/simulator.ts';
import type { MacTableSpec, Topology } from '../../../shared/network/topology.ts';
import { createWorld, type NodeState, type World } from '../../../shared/network/world.ts';
import { withNode } from './internet.ts';
import { ip, MAC, oneLan } from './networks.ts';
import { byAutomaton, decided, playWith } from './play.ts';

const withTable = (macTable: MacTableSpec): Topology => withNode(oneLan(), 'sw', { macTable });

/** Somebody sits at the switch. */
const PLAYED = { physical: false, switches: new Set(['sw']) };

const SECOND = 1_000_000;
const small = (most: number) =>
  createWorld(withTable({ most, ageingMicros: 60 * SECOND }), 's', PLAYED);

const switchOf = (world: World): NodeState => {
  const sw = world.nodes.get('sw');
  if (sw === undefined) throw new Error('there is no switch');
  return sw;
};

const ECHOES = { ab: ['a', '10.0.0.2'], ca: ['c', '10.0.0.1'], cb: ['c', '10.0.0.2'] } as const;

const spec = (way: keyof typeof ECHOES) => {
  const [node, to] = ECHOES[way];
  return { type: 'echo', node, to: ip(to), timeToLive: null } as const;
};

const echo = (world: World, id: number, way: keyof typeof ECHOES) =>
  decided(startExchange(world, spec(way), id, byAutomaton))
    .filter(({ task }) => task.situation.type === 'switch-frame')
    .map(({ decision }) => decision.values.ports ?? decision.values.reason);

const known = (world: World) => freshRows(world, switchOf(world)).map(([mac]) => mac);

describe('a small table', () => {
  test('learns until it is full', () => {
    const world = small(2);
    echo(world, 1, 'ab');
    expect(known(world)).toEqual([MAC.a, MAC.b]);
    echo(world, 2, 'ca');
    expect(known(world)).toEqual([MAC.a, MAC.b]);
  });

  test('floods what found no room, every time', () => {
    const world = small(2);
    echo(world, 1, 'ab');
    echo(world, 2, 'ca');
    // c asks a, a answers to all; c is never behind one port.
    expect(echo(world, 3, 'ca')).toEqual(['p1', 'p2,p3']);
    expect(echo(world, 4, 'ca')).toEqual(['p1', 'p2,p3']);
  });

  test('a row that has aged makes room', () => {
    const world = small(2);
    echo(world, 1, 'ab');
    world.nowMicros += 60 * SECOND;
    expect(known(world)).toEqual([]);
    echo(world, 2, 'ca');
    expect(known(world)).toEqual([MAC.c, MAC.a]);
    expect(switchOf(world).macTable.size).toBe(2);
  });

  test('a card that is heard again does not age', () => {
    const world = small(2);
    echo(world, 1, 'ab');
    world.nowMicros += 40 * SECOND;
    echo(world, 2, 'ab');
    world.nowMicros += 40 * SECOND;
    expect(known(world)).toEqual([MAC.a, MAC.b]);
  });

  test('never holds more rows than it has room for, however many cards speak', () => {
    const world = small(1);
    for (const [id, way] of (['ab', 'ca', 'cb', 'ab', 'ca'] as const).entries()) {
      echo(world, id, way);
      world.nowMicros += 25 * SECOND;
      expect(switchOf(world).macTable.size).toBeLessThanOrEqual(1);
    }
  });
});

describe('what a person writes into the table', () => {
  test('is where the next frame goes: a card that was not heard is behind a dead port', () => {
    const world = small(8);
    echo(world, 1, 'ab');
    const values = { 'learn.mac': MAC.b, 'learn.port': 'p3', 'learn.row': 'other-port' };
    playWith(world, spec('ca'), 2, { node: 'sw', type: 'switch-frame', values });
    expect(switchOf(world).macTable.get(MAC.b)?.interface).toBe('p3');
    expect(echo(world, 3, 'ab')[0]).toBe('p3');
  });

  test('nothing learned is flooded for', () => {
    const world = small(8);
    playWith(world, spec('ab'), 1, {
      node: 'sw',
      type: 'switch-frame',
      values: { 'learn.row': 'nothing' },
      always: true,
    });
    expect(known(world)).toEqual([]);
  });

  test('the oldest row may have to go', () => {
    const world = small(2);
    echo(world, 1, 'ab');
    world.nowMicros += SECOND;
    playWith(world, spec('ca'), 2, {
      node: 'sw',
      type: 'switch-frame',
      values: { 'learn.row': 'instead-of-oldest' },
    });
    expect(known(world)).toContain(MAC.c);
    expect(switchOf(world).macTable.size).toBe(2);
  });

  test('other cards in a frame leave with a good check sequence, and the answer goes astray', () => {
    const world = small(8);
    echo(world, 1, 'ab');
    const happenings = playWith(world, spec('ab'), 2, {
      node: 'sw',
      type: 'switch-frame',
      values: { 'ethernet.destination': MAC.c },
    });
    const lines = decided(happenings).map(
      ({ task, decision }) => `${task.station} ${decision.values.reason ?? decision.action}`,
    );
    expect(lines).toContain('b.link not-mine');
    expect(lines).not.toContain('b.link bad-frame-check');
  });
});
