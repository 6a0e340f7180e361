import { expect, test } from 'vitest';
import { holdTimers, startExchange } from '../../../shared/network/simulator.ts';
import { dueTimer, setTimer } from '../../../shared/network/timers.ts';
import type { Topology } from '../../../shared/network/topology.ts';
import { createWorld } from '../../../shared/network/world.ts';
import { ip, oneLan } from './networks.ts';
import { byAutomaton, outcomeOf } from './play.ts';

/** Two switches with two cables between them: a broadcast goes round for ever (IEEE 802.1D is what is missing). */
const looped = (): Topology => {
  const { nodes, links } = oneLan();
  const [first] = links;
  const sw = nodes.find(({ name }) => name === 'sw');
  if (first === undefined || sw === undefined) throw new Error('no switch');
  const port = (name: string) => ({ name, mac: null, address: null, prefixLength: 0 });
  return {
    nodes: [
      ...nodes.filter(node => node !== sw),
      { ...sw, interfaces: [...sw.interfaces, port('p4'), port('p5')] },
      { ...sw, name: 'sw2', interfaces: [port('p1'), port('p2')] },
    ],
    links: [...links, { ...first, a: 'sw.p4', b: 'sw2.p1' }, { ...first, a: 'sw.p5', b: 'sw2.p2' }],
  };
};

test('what goes round for ever ends its own message and leaves the timers of others', () => {
  const world = createWorld(looped(), 's');
  holdTimers(world, 2);
  const other = { node: 'c', name: 'dns', atMicros: 0, guard: null, exchange: 2 } as const;
  setTimer(world, 'other', { ...other, action: { type: 'dns' } });
  const wish = { type: 'echo', node: 'a', to: ip('10.0.0.2'), timeToLive: null } as const;
  const happenings = startExchange(world, wish, 1, byAutomaton);
  expect(outcomeOf(happenings)).toBe('failed');
  expect(world.inner.flights.heap).toEqual([]);
  expect([...world.inner.timers.keys()]).toEqual(['other']);
  expect(dueTimer(world)).toBeUndefined();
});
