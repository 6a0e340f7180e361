import { expect, test } from 'vitest';
import type { Told } from '../../../shared/network/processes/running.ts';
import type { ProgramEffect } from '../../../shared/network/programs/program.ts';
import { arise } from '../../../shared/network/schedule.ts';
import { dropQuestions, keepQuestion, takeQuestion } from '../../../shared/network/unanswered.ts';
import { createWorld, type World } from '../../../shared/network/world.ts';
import { ip, oneLan } from './networks.ts';
import { toldFinder } from './told.ts';

const CLIENT = { address: ip('10.0.0.2'), port: 4000 };
const SERVER = { address: ip('10.0.0.3'), port: 53 };

const told = (
  world: World,
  type: 'resolve-question' | 'resolve-reply',
  exchange: number,
  peer = CLIENT,
): Told => {
  const situation = toldFinder(type, peer);
  const errand = { node: 'a', situation, unit: new Uint8Array(), exchange, cause: null };
  return { ...arise(world, { ...errand, layer: 'application' }), situation };
};

type Datagram = ProgramEffect & { readonly type: 'send-datagram' };

const datagram = (peer: typeof CLIENT, port = 53): Datagram => ({
  type: 'send-datagram',
  port,
  peer,
  bytes: new Uint8Array(),
});

const fresh = (): World => createWorld(oneLan(), 's');
const keptIn = (world: World): readonly boolean[] =>
  [...world.inner.unanswered.values()].map(({ isJoined }) => isJoined);

test.each([
  ['one that is answered at once', 'resolve-question', [datagram(CLIENT)], []],
  ['one that leads to another question', 'resolve-question', [datagram(SERVER, 4444)], [false]],
  ['one that leads to nothing', 'resolve-question', [], [true]],
  ['a reply', 'resolve-reply', [], []],
] as const)('of questions that wait, %s: joined %j', (_fact, type, effects, kept) => {
  const world = fresh();
  keepQuestion(world, told(world, type, 1), effects);
  expect(keptIn(world)).toEqual(kept);
});

test('an answer is owed once, to the place that asked', () => {
  const world = fresh();
  const question = told(world, 'resolve-question', 2);
  keepQuestion(world, question, []);
  const reply = told(world, 'resolve-reply', 1, SERVER);
  expect(takeQuestion(world, reply, datagram({ ...CLIENT, port: 4001 }))).toBeUndefined();
  expect(takeQuestion(world, reply, datagram(CLIENT))).toMatchObject({
    exchange: 2,
    cause: question.id,
  });
  expect(takeQuestion(world, reply, datagram(CLIENT))).toBeUndefined();
});

test('what an exchange asked goes with it', () => {
  const world = fresh();
  keepQuestion(world, told(world, 'resolve-question', 1), []);
  keepQuestion(world, told(world, 'resolve-question', 2, { ...CLIENT, port: 4001 }), []);
  dropQuestions(world, 1);
  expect([...world.inner.unanswered.values()]).toMatchObject([{ exchange: 2 }]);
});

test('nobody can make a network remember questions without end', () => {
  const world = fresh();
  for (let port = 1; port <= 1500; port++) {
    keepQuestion(world, told(world, 'resolve-question', 1, { ...CLIENT, port }), []);
  }
  expect(world.inner.unanswered.size).toBe(1000);
});
