import { expect, test } from 'vitest';
import { startExchange } from '../../../../shared/network/simulator.ts';
import { createWorld } from '../../../../shared/network/world.ts';
import { byAutomaton, outcomeOf, story } from '../play.ts';
import { lan } from './lan.ts';

test('x', () => {
  const world = createWorld(lan(), 'dhcp');
  const h = startExchange(world, { type: 'configure', node: 'client' }, 1, byAutomaton);
  console.log(story(h).join('\n'), outcomeOf(h), world.nodes.client?.interfaces, world.nodes.client?.routes);
  expect(1).toBe(1);
});
