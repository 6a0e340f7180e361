import type { Timer } from './machinery.ts';
import type { World } from './world.ts';

/** Sets the timer called `key` anew. */
export const setTimer = (world: World, key: string, timer: Timer): void => {
  // Deleted first, so that timers of one time fire in the order in which they were set.
  world.inner.timers.delete(key);
  world.inner.timers.set(key, timer);
};

export const cancelTimer = (world: World, key: string): void => {
  world.inner.timers.delete(key);
};

/** Adds a task and those that it descends from, down to task `least`: what came before guards nothing. */
const climb = (
  { inner }: World,
  ancestors: Set<number>,
  from: number | null,
  least: number,
): void => {
  let at = from;
  // A cause is always older, with a smaller number, than what it caused.
  while (at !== null && at >= least && !ancestors.has(at)) {
    ancestors.add(at);
    at = inner.lineage.get(at)?.cause ?? null;
  }
};

/** Tasks that something still under way descends from: a person's open task, a packet that waits for an address, an
 *  acknowledgment that waits for data to ride on, a frame on a link, news for a program that is busy. */
const awaited = (world: World, least: number): ReadonlySet<number> => {
  const ancestors = new Set<number>();
  for (const [id, { node, situation }] of world.open) {
    climb(world, ancestors, id, least);
    // News for a program waits for the task that it is busy with.
    const run = 'run' in situation ? world.nodes[node]?.runs.get(situation.run) : undefined;
    for (const { cause } of run?.pending ?? []) climb(world, ancestors, cause, least);
  }
  for (const { event } of world.inner.flights.heap) climb(world, ancestors, event.cause, least);
  for (const packets of world.inner.waiting.values()) {
    for (const packet of packets) climb(world, ancestors, packet.cause, least);
  }
  return ancestors;
};

/** Timers that hold an acknowledgment or a name resolution keep what waits behind them from being given up. */
const heldBack = (world: World, least: number): ReadonlySet<number> => {
  const ancestors = new Set<number>();
  for (const { name, guard } of world.inner.timers.values()) {
    if (name === 'acknowledgment') climb(world, ancestors, guard, least);
  }
  return ancestors;
};

/** The oldest task that a timer guards. */
const oldestGuarded = ({ inner }: World): number => {
  let least = Number.POSITIVE_INFINITY;
  for (const { guard } of inner.timers.values()) {
    if (guard !== null && guard < least) least = guard;
  }
  return least;
};

/** Exchanges that somebody's task or a waiting packet belongs to. */
const exchangesUnderWay = (world: World): ReadonlySet<number | null> => {
  const ids = new Set<number | null>();
  for (const task of world.open.values()) ids.add(task.exchange);
  for (const packets of world.inner.waiting.values()) {
    for (const packet of packets) ids.add(packet.exchange);
  }
  return ids;
};

/** Timers that must wait: what they guard is still under way, or somebody reads why a unit of theirs failed. */
const waits = (world: World): ((timer: Timer) => boolean) => {
  const least = oldestGuarded(world);
  const waitedFor = awaited(world, least);
  const unacknowledged = heldBack(world, least);
  const underWay = exchangesUnderWay(world);
  return ({ guard, name, exchange }) => {
    if (exchange !== null && world.inner.held.has(exchange)) return true;
    if (name === 'program' && underWay.has(exchange)) return true;
    if (guard === null) return false;
    return waitedFor.has(guard) || (name !== 'acknowledgment' && unacknowledged.has(guard));
  };
};

/**
 * The earliest timer that guards something lost: nothing that descends from the guarded task is under way. To be
 * called when no task waits to be given to a decider.
 */
export const dueTimer = (
  world: World,
): { readonly key: string; readonly timer: Timer } | undefined => {
  if (world.inner.timers.size === 0) return undefined;
  const mustWait = waits(world);
  let due: { readonly key: string; readonly timer: Timer } | undefined;
  for (const [key, timer] of world.inner.timers) {
    if (mustWait(timer)) continue;
    if (due === undefined || timer.atMicros < due.timer.atMicros) due = { key, timer };
  }
  return due;
};

/** Programs need not wait any more for what an exchange wanted: their timers would guard nothing. */
export const dropProgramTimers = ({ inner }: World, exchange: number): void => {
  for (const [key, timer] of inner.timers) {
    if (timer.name === 'program' && timer.exchange === exchange) inner.timers.delete(key);
  }
};
