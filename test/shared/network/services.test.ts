import { describe, expect, test } from 'vitest';
import type { ExchangeSpec } from '../../../shared/network/exchange.ts';
import { decide, openTasks, startExchange } from '../../../shared/network/simulator.ts';
import type { LinkSpec } from '../../../shared/network/topology.ts';
import { createWorld, type World } from '../../../shared/network/world.ts';
import { internet, PLACES, service } from './internet.ts';
import { ip } from './networks.ts';
import { byAutomaton, deliveries, outcomeOf, story } from './play.ts';
import { TEST_SERVICES } from './programs/echo.ts';

const worldWith = (changes: Partial<LinkSpec> = {}): World =>
  createWorld(
    internet(
      {
        client: [
          service('stream', 800, {}, 'echo-stream'),
          service('ask', 801, {}, 'echo-datagram'),
        ],
        server: [service('echo', 7)],
      },
      changes,
    ),
    'services',
    { physical: false, services: TEST_SERVICES },
  );

const use = (program: string, settings: Readonly<Record<string, unknown>> = {}): ExchangeSpec => ({
  type: 'use',
  node: 'client',
  program,
  settings: { to: ip(PLACES.server), port: 7, size: 100, ...settings },
});

const resultOf = (world: World, id: number) => world.exchanges.get(id)?.progress.result;

test('a daemon listens from the beginning', () => {
  const rows = worldWith()
    .nodes.get('server')
    ?.sockets.map(({ protocol, local, state, process, pid }) =>
      [protocol, local.port, state, process, pid].join(' '),
    );
  expect(rows).toEqual(['tcp 7 LISTEN echo 7', 'udp 7 OPEN echo 7']);
});

describe('a program that an exchange starts', () => {
  test.each([
    ['a hundred bytes over TCP', use('stream'), {}, '100'],
    ['ten thousand bytes over TCP', use('stream', { size: 10_000 }), {}, '10000'],
    ['three hundred thousand bytes over TCP', use('stream', { size: 300_000 }), {}, '300000'],
    ['over a link that loses a fifth', use('stream', { size: 5000 }), { lossRatio: 0.2 }, '5000'],
    ['a datagram', use('ask'), {}, 'hello after 1'],
  ])('%s gets back what it sent', (_fact, spec, changes, result) => {
    const world = worldWith(changes);
    const happenings = startExchange(world, spec, 1, byAutomaton);
    expect(outcomeOf(happenings)).toBe('done');
    expect(resultOf(world, 1)).toBe(result);
    expect(deliveries(happenings)).toEqual(['done']);
  });

  test('asks again when a datagram is lost, as often as it takes', () => {
    const world = worldWith({ lossRatio: 0.6 });
    expect(outcomeOf(startExchange(world, use('ask'), 1, byAutomaton))).toBe('done');
    expect(resultOf(world, 1)).toMatch(/^hello after [2-9]\d*$/);
    expect(world.nowMicros).toBeGreaterThan(1_000_000);
  });

  test('leaves virtual time where its answer came, whatever timers it had set', () => {
    const world = worldWith();
    startExchange(world, use('ask'), 1, byAutomaton);
    expect(world.nowMicros).toBeLessThan(100_000);
    expect([...world.inner.timers.keys()]).toEqual([]);
  });

  test('is given up when nobody ever answers', () => {
    const world = worldWith({ up: false });
    expect(outcomeOf(startExchange(world, use('ask'), 1, byAutomaton))).toBe('failed');
    expect(world.nowMicros).toBeLessThan(610_000_000);
  });

  test('is told that a port is closed', () => {
    const world = worldWith();
    const happenings = startExchange(world, use('stream', { port: 9 }), 1, byAutomaton);
    expect(outcomeOf(happenings)).toBe('failed');
    expect(resultOf(world, 1)).toBe('reset');
  });

  test('is gone with its sockets when the exchange is over; the daemon has forgotten it', () => {
    const world = worldWith();
    startExchange(world, use('stream'), 1, byAutomaton);
    const [client, server] = ['client', 'server'].map(name => world.nodes.get(name));
    expect([...(client?.runs.keys() ?? [])]).toEqual([]);
    expect(client?.sockets.map(({ state }) => state)).toEqual(['TIME-WAIT']);
    expect(server?.runs.get('echo')?.state).toEqual(new Map());
    expect(server?.sockets.map(({ state }) => state)).toEqual(['LISTEN', 'OPEN']);
  });

  test('fails where it is not installed', () => {
    expect(outcomeOf(startExchange(worldWith(), use('mail'), 1, byAutomaton))).toBe('failed');
  });
});

test('a program speaks through tasks of its application layer', () => {
  const lines = story(startExchange(worldWith(), use('ask'), 1, byAutomaton));
  expect(lines.filter(line => line.includes('converse'))).toEqual([
    'client converse send',
    'server converse send',
    'client converse send',
  ]);
});

describe('a person may speak for a program', () => {
  const byPerson = (node: string) => (task: { readonly node: string; readonly layer: string }) =>
    task.node === node && task.layer === 'application' ? 'person' : 'automaton';

  test('and what they say is what is heard', () => {
    const world = worldWith();
    const assign = byPerson('server');
    startExchange(world, use('ask'), 1, assign);
    const [task] = openTasks(world);
    decide(world, task?.id ?? -1, { action: 'send', values: { '0.bytes': 'good day' } }, assign);
    expect(resultOf(world, 1)).toBe('good day after 1');
  });

  test('while they think, no time passes and nothing is sent again', () => {
    const world = worldWith();
    startExchange(world, use('ask'), 1, byPerson('server'));
    expect(openTasks(world).length).toBe(1);
    expect(world.nowMicros).toBeLessThan(100_000);
  });

  test('a stream stays in order behind what they think about', () => {
    const world = worldWith();
    const assign = byPerson('server');
    startExchange(world, use('stream', { size: 5000 }), 1, assign);
    for (let [task] = openTasks(world); task !== undefined; [task] = openTasks(world)) {
      expect(openTasks(world).length).toBe(1);
      const action =
        task.unit.length > 0 || task.situation.type !== 'converse' ? 'send' : 'deliver';
      const isEnd = task.situation.type === 'converse' && task.situation.event === 'finished';
      decide(world, task.id, { action: isEnd ? 'send' : action, values: {} }, assign);
    }
    expect(resultOf(world, 1)).toBe('5000');
  });

  test('a daemon that drops what it hears has never heard it', () => {
    const world = worldWith();
    const assign = byPerson('server');
    startExchange(world, use('ask'), 1, assign);
    const [task] = openTasks(world);
    decide(world, task?.id ?? -1, { action: 'drop', values: {} }, assign);
    const [again] = openTasks(world);
    expect(again?.situation).toMatchObject({ type: 'converse', event: 'datagram' });
  });
});

test('the same seed gives the same frames', () => {
  const frames = () => {
    const world = worldWith({ lossRatio: 0.2 });
    startExchange(world, use('stream', { size: 3000 }), 1, byAutomaton);
    return world.capture.map(({ atMicros, bytes }) => [atMicros, [...bytes]]);
  };
  expect(frames()).toEqual(frames());
});
