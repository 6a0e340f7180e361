import { expect, test } from 'vitest';
import { arise } from '../../../shared/network/schedule.ts';
import type { Task } from '../../../shared/network/task.ts';
import type { Endpoint } from '../../../shared/network/told-program.ts';
import { isRepetition } from '../../../shared/network/twins.ts';
import { createWorld, type World } from '../../../shared/network/world.ts';
import { ip, oneLan } from './networks.ts';
import { toldFinder } from './told.ts';

const CLIENT = { address: ip('10.0.0.2'), port: 4000 };

const question = (world: World, peer: Endpoint, byte: number): Task =>
  arise(world, {
    node: 'a',
    layer: 'application',
    situation: toldFinder('resolve-question', peer),
    unit: Uint8Array.of(byte),
    exchange: null,
    cause: null,
  });

test.each([
  ['the same once more', CLIENT, 1, 0, true],
  ['the same from another port', { ...CLIENT, port: 4001 }, 1, 0, false],
  ['another one', CLIENT, 2, 0, false],
  ['the same where time stands still', CLIENT, 1, null, false],
])('a question lies in a tray, and %s comes', (_fact, peer, byte, horizonMicros, isOne) => {
  const world = createWorld(oneLan(), 's');
  world.inner.horizonMicros = horizonMicros;
  const open = question(world, CLIENT, 1);
  world.open.set(open.id, open);
  expect(isRepetition(world, question(world, peer, byte))).toBe(isOne);
});
