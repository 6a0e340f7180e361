import { describe, expect, test } from 'vitest';
import { MISSIONS } from '../../../shared/missions/catalog.ts';
import type { ExchangeSpec } from '../../../shared/network/exchange.ts';
import { startExchange } from '../../../shared/network/simulator.ts';
import type { World } from '../../../shared/network/world.ts';
import { kindOf } from '../../../shared/rules/kind-of.ts';
import { QUESTION_VARIANTS } from '../../../shared/rules/question.ts';
import { isOfMoment, routesOf } from '../../../shared/session/routes.ts';
import { scenarioOf, templatesOf, worldOf } from '../../../shared/session/scenario.ts';

const scenarios = MISSIONS.map(({ id }) => {
  const scenario = scenarioOf(id);
  if (scenario === null) throw new Error(`${id} is no mission`);
  return [id, scenario] as const;
});

interface Step {
  readonly kind: string;
  readonly station: string;
}

const isArp = ({ kind }: Step): boolean =>
  kind.startsWith('arp/') || kind === 'frame/carries-arp' || kind === 'tap/resolves';

/**
 * Address resolution, and the bits that carry it, depend on what the caches hold. What a program is told that nobody can
 * decide for it, as that a time is over which does not matter any more, is promised to nobody.
 */
const isAlways = (step: Step): boolean =>
  !isArp(step) && !step.kind.startsWith('bits/') && step.kind !== 'program/converse';

const asked = (steps: readonly Step[] = []): string[] =>
  steps.filter(isAlways).map(({ kind, station }) => `${station} ${kind}`);

const stations = (steps: readonly Step[] = []): string[] =>
  steps.filter(isAlways).map(({ station }) => station);

/** What a host that has no address yet does first, if a message needs one and does not take it away itself. */
const hasToJoin = ({ nodes }: World, { node, joins, forget = [] }: ExchangeSpec): boolean =>
  joins === true &&
  nodes.get(node)?.addresses.size === 0 &&
  !forget.some(one => one.what === 'lease' && one.node === node);

/** The steps behind those that bring a host its first address: as many as were promised. */
const behindLease = (steps: readonly string[], promised: readonly string[]): readonly string[] =>
  steps.slice(Math.max(0, steps.length - promised.length));

describe.each(scenarios)('the messages of %s', (_id, scenario) => {
  test('ask in play what their rehearsal promised, whatever came before', () => {
    const routes = routesOf(scenario);
    const world = worldOf(scenario, 'another seed');
    const templates = templatesOf(scenario);
    for (const [index, { spec }] of templates.entries()) {
      startExchange(world, spec, index + 1, () => 'automaton');
    }
    for (const [index, { spec }] of [...templates.entries()].reverse()) {
      const steps: Step[] = [];
      const isJoining = hasToJoin(world, spec);
      startExchange(world, spec, templates.length + index + 1, task => {
        if (!isOfMoment(task)) steps.push({ kind: kindOf(world, task), station: task.station });
        return 'automaton';
      });
      const promised = asked(routes[index]?.steps);
      const all = asked(steps);
      expect(isJoining ? behindLease(all, promised) : all).toEqual(promised);
      if (isJoining) expect(all.length).toBeGreaterThan(promised.length);
    }
  });

  test('come in variants that differ in what they ask alone', () => {
    const routes = routesOf(scenario);
    for (const [index, { message, decoy }] of templatesOf(scenario).entries()) {
      if (decoy || index % QUESTION_VARIANTS === 0) continue;
      const first = routes[message * QUESTION_VARIANTS]?.steps;
      expect(stations(routes[index]?.steps)).toEqual(stations(first));
    }
  });
});

test('a resolution on a link that few take holds up nobody, one on the way to the router does', () => {
  const scenario = scenarioOf('07-next-hop');
  const routes = scenario === null ? [] : routesOf(scenario);
  const asks = routes.flatMap(({ steps }) => steps.filter(({ kind }) => kind === 'arp/ask'));
  expect(asks.some(({ holdsUpOthers }) => holdsUpOthers)).toBe(true);
  expect(asks.some(({ holdsUpOthers }) => !holdsUpOthers)).toBe(true);
  expect(
    routes.flatMap(({ steps }) => steps).filter(step => step.holdsUpOthers && !isArp(step)),
  ).toEqual([]);
});
