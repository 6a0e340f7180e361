import type { Assign } from '../network/happening.ts';
import { startExchange } from '../network/simulator.ts';
import type { StationId } from '../network/task.ts';
import type { Offer } from '../rules/dispatcher.ts';
import { kindOf } from '../rules/kind-of.ts';
import type { KindId } from '../rules/kinds.ts';
import { seatOfStation } from '../rules/seating.ts';
import { type Scenario, templatesOf, worldOf } from './scenario.ts';

/** One step of a message as automata carry it. */
export interface RouteStep {
  readonly station: StationId;
  readonly kind: KindId;
  readonly upwards: boolean;
  /** Steps from here to the next delivery. */
  readonly stepsToDelivery: number;
}

/** The path of one message template. */
export interface Route {
  readonly steps: readonly RouteStep[];
  readonly weight: number;
  readonly decoy: boolean;
}

const UPWARDS = /^(read|unwrap|hear|arp|serve|forward)/;

const withDistances = (
  steps: readonly Omit<RouteStep, 'stepsToDelivery'>[],
  deliveries: readonly number[],
): RouteStep[] =>
  steps.map((step, at) => ({
    ...step,
    stepsToDelivery: (deliveries.find(delivery => delivery > at) ?? steps.length + 100) - at,
  }));

/**
 * What each message template of a mission asks of whom, in order, found by letting automata carry it. The first run of
 * all warms the caches, so a template that wants them cold says so itself. Variants of a mission share their routes.
 */
const traceRoutes = (scenario: Scenario): readonly Route[] => {
  const world = worldOf(scenario, 'routes');
  const templates = templatesOf(scenario);
  let exchange = 0;
  const carry = (assign: Assign, index: number) => {
    const template = templates[index];
    exchange += 1;
    return template === undefined ? [] : startExchange(world, template.spec, exchange, assign);
  };
  for (const index of templates.keys()) carry(() => 'automaton', index);
  return templates.map((template, index) => {
    const steps: Omit<RouteStep, 'stepsToDelivery'>[] = [];
    const happenings = carry(task => {
      const upwards = UPWARDS.test(task.situation.type);
      steps.push({ station: task.station, kind: kindOf(world, task), upwards });
      return 'automaton';
    }, index);
    const deliveries: number[] = [];
    let decided = 0;
    for (const happening of happenings) {
      if (happening.type === 'task-decided') decided += 1;
      if (happening.type === 'delivered') deliveries.push(decided);
    }
    return {
      steps: withDistances(steps, deliveries),
      weight: template.weight,
      decoy: template.decoy,
    };
  });
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
    for (const [at, { station, kind, upwards, stepsToDelivery }] of steps.entries()) {
      if (!stations.includes(station) || first.has(kind)) continue;
      first.set(kind, { kind, route, weight, decoy, upwards, at, stepsToDelivery });
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
  for (const [at, { station, kind }] of route.steps.entries()) {
    const seat = seatOfStation(seats, station);
    if (seat < 0 || found.some(step => step.seat === seat && step.kind === kind)) continue;
    found.push({ seat, kind, at });
  }
  return found;
};
