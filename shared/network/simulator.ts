import { takeFirst } from '../base/fifo.ts';
import { fireTimer } from './alarms.ts';
import { applyDecision } from './apply.ts';
import { arrive } from './arrival.ts';
import { mergeDecision, unattendedDecision } from './automaton.ts';
import { dequeue, firstAt } from './event-queue.ts';
import type { ExchangeSpec } from './exchange.ts';
import { endQuietExchanges, exchangeOf, giveUp } from './exchanges.ts';
import { blows, newFuse } from './fuse.ts';
import type { Assign, Decider, Happening } from './happening.ts';
import { isOfIpv6 } from './ipv6/seats.ts';
import type { Timer } from './machinery.ts';
import { handleUpcall } from './processes/upcalls.ts';
import { report } from './schedule.ts';
import type { Decision, Task } from './task.ts';
import { dueTimer } from './timers.ts';
import { isRepetition } from './twins.ts';
import { beginWish } from './wishes.ts';
import type { World } from './world.ts';

/** Begins a user's wish and runs to rest. `exchangeId` must be new in this network. */
export const startExchange = (
  world: World,
  spec: ExchangeSpec,
  exchangeId: number,
  assign: Assign,
): Happening[] => {
  beginWish(world, spec, exchangeId);
  return run(world, assign);
};

/** Whether what has happened so far is all that somebody wanted to know. */
type IsEnough = (happenings: readonly Happening[]) => boolean;

const NEVER: IsEnough = () => false;

/**
 * A person's decision for an open task, then on to rest; nothing happens if the task is not open. Stops sooner where
 * `isEnough`, asked after each step: for a copy of a network that nobody goes on with.
 */
export const decide = (
  world: World,
  taskId: number,
  decision: Decision,
  assign: Assign,
  isEnough: IsEnough = NEVER,
): Happening[] => {
  const task = world.open.get(taskId);
  if (task === undefined) return [];
  world.open.delete(taskId);
  act(world, task, mergeDecision(world, task, decision), 'person');
  return run(world, assign, isEnough);
};

/**
 * Runs to rest: no unit is on a link, every open task waits for a person, and no timer guards something that is lost.
 * Where time follows a clock outside, runs only as far as that clock. Returns what happened since the last call, in order.
 */
export const run = (world: World, assign: Assign, isEnough: IsEnough = NEVER): Happening[] => {
  const { horizonMicros } = world.inner;
  if (horizonMicros === null) runToRest(world, assign, isEnough);
  else runTo(world, horizonMicros, assign);
  endQuietExchanges(world);
  const { happenings } = world.inner;
  world.inner.happenings = [];
  return happenings;
};

const runToRest = (world: World, assign: Assign, isEnough: IsEnough): void => {
  settle(world, assign, Infinity, isEnough);
  while (!isEnough(world.inner.happenings)) {
    const due = dueTimer(world);
    if (due === undefined) return;
    fire(world, due);
    settle(world, assign, Infinity, isEnough);
  }
};

/** Frames arrive and timers fire each at its own time, none later than `untilMicros`. */
const runTo = (world: World, untilMicros: number, assign: Assign): void => {
  const fuse = newFuse(world, MOST_STEPS_BY_THE_CLOCK);
  for (;;) {
    if (blows(fuse, world)) endLoops(world);
    settle(world, assign, world.nowMicros);
    const arrivesAt = firstAt(world.inner.flights);
    const due = dueTimer(world);
    const firesAt = due?.timer.atMicros ?? Infinity;
    if (Math.min(arrivesAt, firesAt) > untilMicros) break;
    if (due === undefined || arrivesAt <= firesAt) settle(world, assign, arrivesAt);
    else fire(world, due);
  }
  world.nowMicros = Math.max(world.nowMicros, untilMicros);
};

const fire = (world: World, due: { readonly key: string; readonly timer: Timer }): void => {
  const { name, atMicros } = due.timer;
  // Where people think for as long as they like, one user's patience takes no time from all the others.
  const isPatience = name === 'give-up' && world.inner.horizonMicros === null;
  if (!isPatience) world.nowMicros = Math.max(world.nowMicros, atMicros);
  fireTimer(world, due.key, due.timer);
};

/** When the network has something to do by itself, virtual microseconds; infinity if it only waits for others. */
export const nextDueMicros = (world: World): number =>
  Math.min(firstAt(world.inner.flights), dueTimer(world)?.timer.atMicros ?? Infinity);

/** Lets no timer of the exchange fire until it is freed; what is under way goes on. */
export const holdTimers = (world: World, exchange: number): void => {
  world.inner.held.add(exchange);
};

/** Frees all held exchanges but `kept`, and runs to rest if there were any. */
export const freeTimers = (
  world: World,
  kept: ReadonlySet<number>,
  assign: Assign,
): Happening[] => {
  const freed = [...world.inner.held].filter(id => !kept.has(id));
  for (const id of freed) world.inner.held.delete(id);
  return freed.length === 0 ? [] : run(world, assign);
};

/** Tasks that wait for a person, oldest first. */
export const openTasks = (world: World): readonly Task[] => [...world.open.values()];

/** More than any exchange needs between two rests, or between two pieces of a stream. */
const MOST_STEPS = 4000;
/** Arrivals and timers between two looks at the clock. */
const MOST_STEPS_BY_THE_CLOCK = 20_000;

/**
 * A fuse: what still flies after so many steps goes round in circles. It is lost, and its exchanges are given up; all
 * else, timers too, goes on.
 */
const settle = (
  world: World,
  assign: Assign,
  untilMicros: number,
  isEnough: IsEnough = NEVER,
): void => {
  const fuse = newFuse(world, MOST_STEPS);
  while (step(world, assign, untilMicros)) {
    if (isEnough(world.inner.happenings)) return;
    if (blows(fuse, world)) endLoops(world);
  }
};

const endLoops = (world: World): void => {
  for (const { event } of world.inner.flights.heap) {
    const exchange = exchangeOf(world, event.exchange);
    if (exchange !== undefined) giveUp(world, exchange);
  }
  world.inner.flights.heap.length = 0;
};

const step = (world: World, assign: Assign, untilMicros: number): boolean => {
  const { inner } = world;
  const upcall = takeFirst(inner.upcalls);
  if (upcall !== undefined) {
    handleUpcall(world, upcall);
    return true;
  }
  const task = takeFirst(inner.arising);
  if (task !== undefined) {
    give(world, task, assign);
    return true;
  }
  if (firstAt(inner.flights) > untilMicros) return false;
  const next = dequeue(inner.flights);
  if (next === undefined) return false;
  world.nowMicros = Math.max(world.nowMicros, next.atMicros);
  arrive(world, next.event);
  return true;
};

const give = (world: World, task: Task, assign: Assign): void => {
  if (isRepetition(world, task)) return;
  // Who assigns asks what sort of task it is, and so what is right: it need not be found out twice.
  world.inner.asked = { task, own: null };
  const decider = isAutomatic(world, task) ? 'automaton' : assign(task);
  report(world, { type: 'task-arose', atMicros: world.nowMicros, task, decider });
  if (decider === 'person') world.open.set(task.id, task);
  else act(world, task, unattendedDecision(world, task), decider);
  world.inner.asked = null;
};

/** Nobody plays a switch where no seat has one, nor a name server, nor the bystander of a decoy. */
const isAutomatic = (world: World, task: Task): boolean => {
  const { type } = task.situation;
  // Whoever stands in the way of frames decides about those that nobody asked for too.
  if (type === 'switch-frame') return world.options.switches?.has(task.node) !== true;
  if (type === 'serve-query' || isOfIpv6(task)) return true;
  if (type === 'filter-packet' || type === 'translate-packet' || type === 'read-copy') return false;
  const spec = task.exchange === null ? undefined : world.exchanges.get(task.exchange)?.spec;
  return spec?.type === 'decoy' && spec.target.split('.')[0] !== task.node;
};

const act = (world: World, task: Task, decision: Decision, decider: Decider): void => {
  report(world, { type: 'task-decided', atMicros: world.nowMicros, task, decision, decider });
  applyDecision(world, task, decision);
};
