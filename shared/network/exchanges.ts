import type { ExchangeSpec } from './exchange.ts';
import type { ExchangeState } from './exchange-state.ts';
import { clearUp } from './forger/deceived.ts';
import { forgetNeighbours } from './forgetting.ts';
import { waitsForLease } from './leasing/waiting.ts';
import { forgetLineage } from './lineage.ts';
import { endRuns } from './processes/endings.ts';
import { report } from './schedule.ts';
import { removeSocket } from './sockets.ts';
import { dropQuestions } from './unanswered.ts';
import { waitingBehind } from './waiting-behind.ts';
import type { World } from './world.ts';

/** The exchange that a task or socket belongs to, if it is still under way. */
export const exchangeOf = (world: World, id: number | null): ExchangeState | undefined => {
  const exchange = id === null ? undefined : world.exchanges.get(id);
  return exchange?.outcome === null ? exchange : undefined;
};

export const beginExchange = (
  world: World,
  spec: ExchangeSpec,
  id: number,
  asker: string,
): ExchangeState => {
  const exchange: ExchangeState = {
    id,
    spec,
    startedAtMicros: world.nowMicros,
    root: null,
    timersFired: 0,
    met: false,
    misled: false,
    deceived: false,
    outcome: null,
    progress: {
      queries: 0,
      question: null,
      address: null,
      socket: null,
      nextTarget: 0,
      asker,
      result: null,
      echo: null,
    },
    tasks: [],
    places: new Set(),
  };
  world.exchanges.set(id, exchange);
  world.inner.running.add(id);
  return exchange;
};

/** Reports that something of the wish got where it should. */
export const delivered = (
  world: World,
  { exchange: id, node }: { readonly exchange: number | null; readonly node: string },
  what: string,
): void => {
  const exchange = exchangeOf(world, id);
  if (exchange === undefined || exchange.spec.type === 'decoy' || exchange.deceived) return;
  report(world, {
    type: 'delivered',
    atMicros: world.nowMicros,
    exchange: exchange.id,
    what,
    at: node,
  });
};

const busy = (world: World): ReadonlySet<number | null> => {
  const ids = new Set<number | null>();
  for (const task of world.open.values()) {
    ids.add(task.exchange);
    for (const told of waitingBehind(world, task)) ids.add(told.exchange);
  }
  for (const timer of world.inner.timers.values()) ids.add(timer.exchange);
  for (const { event } of world.inner.flights.heap) ids.add(event.exchange);
  for (const queue of world.inner.waiting.values()) {
    for (const packet of queue) ids.add(packet.exchange);
  }
  return ids;
};

/** Whether a wish waits for the lease that another one of its host is about to get: it has nothing of its own under way. */
const waitsForOther = (
  world: World,
  exchange: ExchangeState,
  stillBusy: ReadonlySet<number | null>,
): boolean =>
  waitsForLease(exchange) &&
  [...world.inner.running].some(id => {
    const other = stillBusy.has(id) ? world.exchanges.get(id) : undefined;
    return other?.spec.node === exchange.spec.node && waitsForLease(other);
  });

/** Ends every exchange of which nothing is under way any more. */
export const endQuietExchanges = (world: World): void => {
  const stillBusy = busy(world);
  for (const id of world.inner.running) {
    const exchange = world.exchanges.get(id);
    if (exchange === undefined || stillBusy.has(id)) continue;
    if (!waitsForOther(world, exchange, stillBusy)) endExchange(world, exchange);
  }
};

const endExchange = (world: World, exchange: ExchangeState): void => {
  const { id, met, misled } = exchange;
  const outcome = met && !misled ? 'done' : 'failed';
  exchange.outcome = outcome;
  world.inner.running.delete(id);
  if (outcome === 'failed') adviseOfFailure(world, exchange);
  clearUp(world, exchange);
  clearAway(world, exchange);
  const atMicros = world.nowMicros;
  report(world, { type: 'exchange-ended', atMicros, exchange: id, outcome });
};

/** Who could not deliver doubts what it has learned and asks anew the next time, RFC 1122 §2.3.2.1 (4). */
const adviseOfFailure = (world: World, { places, progress }: ExchangeState): void => {
  for (const name of places) forgetNeighbours(world, name);
  world.nodes.get(progress.asker)?.names.clear();
};

/** Forgets what only the running exchange needed; connections in TIME-WAIT stay, as they do on any host. */
const clearAway = (world: World, exchange: ExchangeState): void => {
  for (const name of exchange.places) {
    const node = world.nodes.get(name);
    const left = node?.sockets.filter(
      socket => socket.exchange === exchange.id && socket.state !== 'TIME-WAIT',
    );
    if (node === undefined) continue;
    for (const { id } of left ?? []) removeSocket(node, id);
    endRuns(world, node, exchange.id);
  }
  for (const task of exchange.tasks) forgetLineage(world.inner.lineage, task);
  dropQuestions(world, exchange.id);
  exchange.tasks.length = 0;
};

/** The program gives the wish up: its sockets go, and what is still under way finds nobody. */
export const giveUp = (world: World, exchange: ExchangeState): void => {
  exchange.misled = true;
  for (const [key, timer] of world.inner.timers) {
    // A daemon that it has brought down is started anew for all the others.
    const isOurs = timer.exchange === exchange.id && timer.name !== 'restart';
    if (isOurs) world.inner.timers.delete(key);
  }
};
