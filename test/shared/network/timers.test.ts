import { expect, test } from 'vitest';
import type { Timer, Unanswered } from '../../../shared/network/machinery.ts';
import { arise } from '../../../shared/network/schedule.ts';
import type { Task } from '../../../shared/network/task.ts';
import { cancelTimer, dueTimer, setTimer } from '../../../shared/network/timers.ts';
import { createWorld, type World } from '../../../shared/network/world.ts';
import { oneLan } from './networks.ts';

const taskAfter = (world: World, cause: number | null): Task =>
  arise(world, {
    node: 'a',
    layer: 'link',
    situation: { type: 'unwrap-frame', interface: 'eth0' },
    unit: new Uint8Array(),
    exchange: null,
    cause,
  });

const timer = (name: Timer['name'], atMicros: number, guard: number | null): Timer => ({
  node: 'a',
  name,
  atMicros,
  guard,
  exchange: null,
  action: { type: 'give-up' },
});

/** Tasks 1 <- 2 <- 3, and 4 on its own. */
const chain = (): World => {
  const world = createWorld(oneLan(), 's');
  taskAfter(world, null);
  taskAfter(world, 1);
  taskAfter(world, 2);
  taskAfter(world, null);
  return world;
};

const openTask = (world: World, id: number): void => {
  const task = world.inner.arising.items.find(one => one?.id === id);
  if (task !== undefined) world.open.set(id, task);
};

test('without anything under way the earliest timer is due', () => {
  const world = chain();
  setTimer(world, 'late', timer('dns', 20, 1));
  setTimer(world, 'early', timer('arp', 10, 2));
  expect(dueTimer(world)?.key).toBe('early');
  cancelTimer(world, 'early');
  expect(dueTimer(world)?.key).toBe('late');
});

test('of two timers of one time the one set first is due', () => {
  const world = chain();
  setTimer(world, 'x', timer('dns', 10, 1));
  setTimer(world, 'y', timer('dns', 10, 1));
  setTimer(world, 'x', timer('dns', 10, 1));
  expect(dueTimer(world)?.key).toBe('y');
});

test.each([
  ['its own task', 3, undefined],
  ['an ancestor of it', 1, undefined],
  ['another task', 4, 'timer'],
  ['nothing', null, 'timer'],
])('while a person thinks, a timer that guards %s', (_fact, guard, due) => {
  const world = chain();
  openTask(world, 3);
  setTimer(world, 'timer', timer('retransmission', 10, guard));
  expect(dueTimer(world)?.key).toBe(due);
});

test('a packet that waits for an address counts as under way', () => {
  const world = chain();
  world.inner.waiting.set('a.eth0 1', [{ packet: new Uint8Array(), cause: 3, exchange: null }]);
  setTimer(world, 'timer', timer('retransmission', 10, 1));
  expect(dueTimer(world)).toBeUndefined();
});

test('an acknowledgment that waits keeps the data from being sent again, and is due itself', () => {
  const world = chain();
  setTimer(world, 'again', timer('retransmission', 10, 1));
  setTimer(world, 'acknowledgment', timer('acknowledgment', 20, 3));
  expect(dueTimer(world)?.key).toBe('acknowledgment');
});

const asked = (cause: number, isJoined: boolean, program = 'a resolver'): Unanswered => ({
  program,
  exchange: null,
  cause,
  isJoined,
});

test.each([
  ['what another question has set going lies in a tray', asked(1, false), undefined],
  ['that of another program does', asked(1, false, 'b resolver'), 'timer'],
  ['another one waits too', asked(1, true), 'timer'],
])('the timer of a question that waits in a program, when %s', (_fact, other, due) => {
  const world = chain();
  world.inner.unanswered.set('other', other);
  world.inner.unanswered.set('own', asked(4, true));
  openTask(world, 3);
  setTimer(world, 'timer', timer('dns', 10, 4));
  expect(dueTimer(world)?.key).toBe(due);
});
