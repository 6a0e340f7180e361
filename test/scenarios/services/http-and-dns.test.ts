import { expect, test } from 'vitest';
import { startExchange } from '../../../shared/network/simulator.ts';
import { createWorld } from '../../../shared/network/world.ts';
import { skipsTshark, TSHARK_REASON } from '../../oracle/tshark.ts';
import { getPrices } from '../../shared/network/networks.ts';
import { byAutomaton, deliveries, outcomeOf } from '../../shared/network/play.ts';
import { objections } from './carried.ts';

/** A name looked up over UDP, then a page fetched from that address over TCP port 80. */
const play = () => {
  const world = createWorld(getPrices(), 'services');
  const happenings = startExchange(
    world,
    { type: 'fetch', node: 'client', host: 'www.game.example', targets: ['/prices.html'] },
    1,
    byAutomaton,
  );
  return { world, happenings };
};

test('a name is looked up over UDP and its page fetched', () => {
  const { happenings } = play();
  expect(outcomeOf(happenings)).toBe('done');
  expect(deliveries(happenings)).toEqual(['answer', 'established', 'page', 'closed']);
});

test.skipIf(skipsTshark)(`tshark has nothing to object to on any link${TSHARK_REASON}`, () => {
  expect(objections(play().world)).toEqual([]);
});
