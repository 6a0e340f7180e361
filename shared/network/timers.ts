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

/** Tasks that something still under way descends from: a person's open task, a packet that waits for an address, an
 *  acknowledgment that waits for data to ride on, a frame on a link, news for a program that is busy. */
const awaited = (world: World): ReadonlySet<number> => {
  const ancestors = new Set<number>();
  const climb = (from: number | null): void => {
    let at = from;
    while (at !== null && !ancestors.has(at)) {
      ancestors.add(at);
      at = world.inner.lineage.get(at)?.cause ?? null;
    }
  };
  for (const id of world.open.keys()) climb(id);
  for (const { event } of world.inner.flights.heap) climb(event.cause);
  for (const packets of world.inner.waiting.values()) {
    for (const packet of packets) climb(packet.cause);
  }
  for (const { runs } of Object.values(world.nodes)) {
    for (const { pending } of runs.values()) for (const { cause } of pending) climb(cause);
  }
  return ancestors;
};

/** Timers that hold an acknowledgment or a name resolution keep what waits behind them from being given up. */
const heldBack = (world: World): ReadonlySet<number> => {
  const ancestors = new Set<number>();
  for (const timer of world.inner.timers.values()) {
    if (timer.name !== 'acknowledgment') continue;
    let at = timer.guard;
    while (at !== null && !ancestors.has(at)) {
      ancestors.add(at);
      at = world.inner.lineage.get(at)?.cause ?? null;
    }
  }
  return ancestors;
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
  const waitedFor = awaited(world);
  const unacknowledged = heldBack(world);
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
