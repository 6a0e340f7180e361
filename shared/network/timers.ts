import { lineageOf } from './lineage.ts';
import type { Timer, Unanswered } from './machinery.ts';
import { socketById } from './sockets.ts';
import { waitingBehind } from './waiting-behind.ts';
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
    at = lineageOf(inner.lineage, at)?.cause ?? null;
  }
};

/** What lies still for want of somebody's decision: tasks that it descends from, and exchanges that it belongs to. */
interface Lying {
  readonly tasks: Set<number>;
  readonly exchanges: Set<number | null>;
}

/**
 * A person's open task, news for a program that is busy with one, a packet that waits for an address, a question that
 * waits in a program for what another one has set going.
 */
const lying = (world: World, least: number): Lying => {
  const tasks = new Set<number>();
  const exchanges = new Set<number | null>();
  for (const [id, task] of world.open) {
    climb(world, tasks, id, least);
    exchanges.add(task.exchange);
    for (const { cause } of waitingBehind(world, task)) climb(world, tasks, cause, least);
  }
  for (const packets of world.inner.waiting.values()) {
    for (const { cause, exchange } of packets) {
      climb(world, tasks, cause, least);
      exchanges.add(exchange);
    }
  }
  for (const { cause, exchange } of joinedTo(world, tasks)) {
    climb(world, tasks, cause, least);
    exchanges.add(exchange);
  }
  return { tasks, exchanges };
};

/** Questions that wait in a program behind one of `tasks`. */
const joinedTo = ({ inner }: World, tasks: ReadonlySet<number>): readonly Unanswered[] => {
  const all = [...inner.unanswered.values()];
  const leaders = all.filter(({ cause, isJoined }) => !isJoined && tasks.has(cause));
  return all.filter(
    ({ isJoined, program }) => isJoined && leaders.some(leader => leader.program === program),
  );
};

/** Tasks that a frame on a link descends from. */
const flying = (world: World, least: number): ReadonlySet<number> => {
  const tasks = new Set<number>();
  for (const { event } of world.inner.flights.heap) climb(world, tasks, event.cause, least);
  return tasks;
};

/** Timers that hold an acknowledgment or a name resolution keep what waits behind them from being given up. */
const heldBack = (world: World, least: number): ReadonlySet<number> => {
  const ancestors = new Set<number>();
  for (const { name, guard } of world.inner.timers.values()) {
    if (name === 'acknowledgment') climb(world, ancestors, guard, least);
  }
  return ancestors;
};

/** The oldest task that a timer guards, or that an answer is owed for. */
const oldestGuarded = ({ inner }: World): number => {
  let least = Number.POSITIVE_INFINITY;
  for (const { guard } of inner.timers.values()) {
    if (guard !== null && guard < least) least = guard;
  }
  for (const { cause } of inner.unanswered.values()) least = Math.min(least, cause);
  return least;
};

/** Whether something that would stop the timer lies still: an acknowledgment of any segment that is under way counts for
 *  all before it, RFC 9293 §3.4. */
const isLying = ({ nodes }: World, { tasks }: Lying, { node, guard, action }: Timer): boolean => {
  if (tasks.size === 0 || guard === null) return false;
  if (tasks.has(guard)) return true;
  const state = nodes.get(node);
  if (action.type !== 'retransmission' || state === undefined) return false;
  const sentBy = socketById(state, action.socket)?.sentBy.values() ?? [];
  return [...sentBy].some(task => tasks.has(task));
};

/** Timers that must wait: what they guard is still under way, or somebody reads why a unit of theirs failed. */
const waitsForItsOwn = (world: World, still: Lying, least: number): ((timer: Timer) => boolean) => {
  const inFlight = flying(world, least);
  const unacknowledged = heldBack(world, least);
  return timer => {
    const { guard, name, exchange } = timer;
    if (exchange !== null && world.inner.held.has(exchange)) return true;
    if (name === 'program' && still.exchanges.has(exchange)) return true;
    if (guard === null) return false;
    if (inFlight.has(guard) || isLying(world, still, timer)) return true;
    return name !== 'acknowledgment' && unacknowledged.has(guard);
  };
};

/** Nodes of whose wishes something lies still: what else their users want may come of those too. */
const nodesLying = ({ exchanges }: World, still: Lying): ReadonlySet<string | undefined> =>
  new Set([...still.exchanges].map(id => (id === null ? undefined : exchanges.get(id)?.spec.node)));

/** Timers that must wait for their own or, where a user's patience ends, for another wish of their host. */
const waits = (world: World): ((timer: Timer) => boolean) => {
  const least = oldestGuarded(world);
  const still = lying(world, least);
  const mustWait = waitsForItsOwn(world, still, least);
  const timers = [...world.inner.timers.values()];
  if (!timers.some(({ name }) => name === 'give-up')) return mustWait;
  const busy = nodesLying(world, still);
  const waiting = new Set(timers.filter(mustWait).map(({ node }) => node));
  return timer =>
    mustWait(timer) ||
    (timer.name === 'give-up' && (busy.has(timer.node) || waiting.has(timer.node)));
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
