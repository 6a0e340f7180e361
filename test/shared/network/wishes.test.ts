import { expect, test } from 'vitest';
import { startExchange } from '../../../shared/network/simulator.ts';
import { createWorld } from '../../../shared/network/world.ts';
import { outcomeOf } from '../missions/playing.ts';
import { fetch, ORDERS, openTown } from '../rules/at-permit.ts';

test.each([
  ['a router that does not filter', 'r1'],
  ['nobody', 'gone'],
])('a wish begins at once where its line would stand at %s', (_fact, at) => {
  const world = createWorld(openTown(), 'no filter');
  const happenings = startExchange(world, fetch({ ...ORDERS, at }), 1, () => 'automaton');
  expect(outcomeOf(happenings)).toBe('done');
});
