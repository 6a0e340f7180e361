import { addressingOf } from '../network/frames.ts';
import { startExchange } from '../network/simulator.ts';
import type { StationId, Task } from '../network/task.ts';
import type { World } from '../network/world.ts';
import { ETHER_TYPE } from '../protocols/ethernet.ts';
import { isResolving, type Offer } from '../rules/dispatcher.ts';
import { kindOf } from '../rules/kind-of.ts';
import type { KindId } from '../rules/kinds.ts';
import { moveOf } from '../rules/moves/registry.ts';
import { seatOfStation } from '../rules/seating.ts';
import { type Scenario, type Template, templatesOf, worldOf } from './scenario.ts';

/** One step of a message as automata carry it. */
export interface RouteStep {
  readonly station: StationId;
  readonly kind: KindId;
  readonly isPlayed: boolean;
  /** Steps from here to the next delivery. */
  readonly stepsToDelivery: number;
  /** Whether many other messages wait for it too: address resolution on a link that they take. */
  readonly holdsUpOthers: boolean;
}

/** The path of one message template. */
export interface Route {
  readonly steps: readonly RouteStep[];
  readonly weight: number;
  readonly decoy: boolean;
}

/** A message as it was carried once, before it is held against the others. */
interface Carried {
  readonly template: Template;
  readonly steps: readonly HopStep[];
  /** Steps decided before each delivery. */
  readonly deliveries: readonly number[];
}

interface HopStep {
  readonly station: StationId;
  readonly kind: KindId;
  /** Nobody can be offered what automata decide. */
  readonly isPlayed: boolean;
  /** The hop whose address is being resolved, null where none is. */
  readonly resolving: string | null;
  /** The hop that a frame is made for. */
  readonly takes: string | null;
}

/** Messages that wait for one resolution, as a share of all by weight, from which on it counts as holding others up. */
const MANY = 0.2;

const hopOf = ({ node, situation }: Task): string | null =>
  situation.type === 'ask-arp' || situation.type === 'wrap-frame'
    ? `${node}.${situation.interface} ${situation.nextHop}`
    : null;

/** Whether a switch meets a frame only if somebody has to ask for a card just then: nothing to promise anybody. */
export const isOfMoment = ({ situation, unit }: Task): boolean =>
  situation.type === 'switch-frame' && addressingOf(unit)?.etherType === ETHER_TYPE.arp;

const carryOnce = (world: World, template: Template, exchange: number): Carried => {
  const steps: HopStep[] = [];
  let resolving: string | null = null;
  const happenings = startExchange(world, template.spec, exchange, task => {
    if (isOfMoment(task)) return 'automaton';
    const hop = hopOf(task);
    if (task.situation.type === 'ask-arp') resolving = hop;
    const kind = kindOf(world, task);
    const takes = task.situation.type === 'wrap-frame' ? hop : null;
    steps.push({
      station: task.station,
      kind,
      isPlayed: moveOf(task.situation.type).unplayed !== true,
      resolving: isResolving(kind) ? resolving : null,
      takes,
    });
    return 'automaton';
  });
  const deliveries: number[] = [];
  let decided = 0;
  for (const happening of happenings) {
    if (happening.type === 'task-decided') decided += 1;
    if (happening.type === 'delivered') deliveries.push(decided);
  }
  return { template, steps, deliveries };
};

/**
 * A message that needs an address is rehearsed by a host that has one: where it has none in play, getting one comes
 * before all that was promised. The number of the next exchange.
 */
const joinFirst = (world: World, { spec }: Template, exchange: number): number => {
  const isJoined = world.nodes.get(spec.node)?.addresses.size !== 0;
  if (spec.joins !== true || isJoined) return exchange;
  startExchange(world, { type: 'configure', node: spec.node }, exchange, () => 'automaton');
  return exchange + 1;
};

/** Weight of the other messages that take each hop, as a share of all. */
const hopShares = (messages: readonly Carried[], except: number): ReadonlyMap<string, number> => {
  const shares = new Map<string, number>();
  const wishes = messages.filter(({ template }) => !template.decoy);
  const all = wishes.reduce((sum, { template }) => sum + template.weight, 0);
  for (const { template, steps } of wishes) {
    if (template.message === except) continue;
    const hops = new Set(steps.flatMap(({ takes }) => takes ?? []));
    for (const hop of hops) shares.set(hop, (shares.get(hop) ?? 0) + template.weight / all);
  }
  return shares;
};

const routeOf = (
  { template, steps, deliveries }: Carried,
  others: ReadonlyMap<string, number>,
): Route => ({
  steps: steps.map(({ station, kind, isPlayed, resolving }, at) => ({
    station,
    kind,
    isPlayed,
    stepsToDelivery: (deliveries.find(delivery => delivery > at) ?? steps.length + 100) - at,
    holdsUpOthers: resolving !== null && (others.get(resolving) ?? 0) >= MANY,
  })),
  weight: template.weight,
  decoy: template.decoy,
});

/**
 * What each message template of a mission asks of whom, in order, found by letting automata carry it. The first run of
 * all warms the caches, so a template that wants them cold says so itself; likewise one that wants no lease. Variants of a
 * mission share their routes.
 */
const traceRoutes = (scenario: Scenario): readonly Route[] => {
  const world = worldOf(scenario, 'routes');
  const templates = templatesOf(scenario);
  for (const [index, { spec }] of templates.entries()) {
    startExchange(world, spec, index + 1, () => 'automaton');
  }
  let exchange = templates.length + 1;
  const carried = templates.map(template => {
    exchange = joinFirst(world, template, exchange) + 1;
    return carryOnce(world, template, exchange - 1);
  });
  return carried.map(one => routeOf(one, hopShares(carried, one.template.message)));
};

const known = new Map<string, readonly Route[]>();

/** As `traceRoutes`; found once per mission, because it depends on nothing else. */
export const routesOf = (scenario: Scenario): readonly Route[] => {
  const before = known.get(scenario.id);
  if (before !== undefined) return before;
  const routes = traceRoutes(scenario);
  known.set(scenario.id, routes);
  return routes;
};

const offersOf = (routes: readonly Route[], stations: readonly StationId[]): readonly Offer[] =>
  routes.flatMap(({ steps, weight, decoy }, route) => {
    const first = new Map<KindId, Offer>();
    for (const [
      at,
      { station, kind, isPlayed, stepsToDelivery, holdsUpOthers },
    ] of steps.entries()) {
      if (!isPlayed || !stations.includes(station) || first.has(kind)) continue;
      first.set(kind, { kind, route, weight, decoy, at, stepsToDelivery, holdsUpOthers });
    }
    return [...first.values()];
  });

/** What the dispatcher can bring to each seat. */
export const offersPerSeat = (
  routes: readonly Route[],
  seats: readonly { readonly stations: readonly StationId[] }[],
): readonly (readonly Offer[])[] => seats.map(({ stations }) => offersOf(routes, stations));

/** First step of each seat and kind along a route, in order. */
export const stepsPerSeat = (
  route: Route,
  seats: readonly { readonly stations: readonly StationId[] }[],
): readonly { readonly seat: number; readonly kind: KindId; readonly at: number }[] => {
  const found: { seat: number; kind: KindId; at: number }[] = [];
  for (const [at, { station, kind, isPlayed }] of route.steps.entries()) {
    const seat = seatOfStation(seats, station);
    if (seat < 0 || !isPlayed) continue;
    if (found.some(step => step.seat === seat && step.kind === kind)) continue;
    found.push({ seat, kind, at });
  }
  return found;
};
