import { expect, test } from 'vitest';
import { BROADCAST_MAC } from '../../../shared/base/address.ts';
import { missionById } from '../../../shared/missions/catalog.ts';
import { automatonDecision } from '../../../shared/network/automaton.ts';
import { forgetNeighbours } from '../../../shared/network/forgetting.ts';
import { openTasks, startExchange } from '../../../shared/network/simulator.ts';
import { createWorld } from '../../../shared/network/world.ts';

test('a neighbour is forgotten, except by the frame that waits for it', () => {
  const mission = missionById('02-down-and-up');
  if (mission === undefined) throw new Error('no mission');
  const world = createWorld(mission.topology, 'seed', { physical: false });
  const [wish] = mission.exchanges;
  if (wish === undefined) throw new Error('no wish');
  startExchange(world, wish.spec, 1, task =>
    task.situation.type === 'wrap-frame' ? 'person' : 'automaton',
  );
  const [waiting] = openTasks(world);
  if (waiting === undefined) throw new Error('nothing waits');
  const arp = world.nodes.get(waiting.node)?.arp;
  arp?.set(1, { mac: 2, learnedAtMicros: 0 });
  forgetNeighbours(world, waiting.node);
  expect(arp?.has(1)).toBe(false);
  const { values } = automatonDecision(world, waiting);
  expect(values['ethernet.destination']).not.toBe(BROADCAST_MAC);
});
