import { expect, test } from 'vitest';
import { missionById } from '../../../shared/missions/catalog.ts';
import { memoryOf } from '../../../shared/network/played/resolver-turn.ts';
import { decide, openTasks, startExchange } from '../../../shared/network/simulator.ts';
import type { Action, Value } from '../../../shared/network/task.ts';
import type { World } from '../../../shared/network/world.ts';
import { kindOf } from '../../../shared/rules/kind-of.ts';
import { freshWorld, goOn, outcomeOf, stopAt } from '../../shared/missions/playing.ts';

const mission = missionById('05-ask-the-root');
if (mission === undefined) throw new Error('the mission is missing');

/** Decides the first task of that sort so, lets automata do the rest, and looks at what became of it. */
const after = (
  [exchange, node, situation, kind]: readonly [string, string, string, string | null],
  action: Action,
  values: Readonly<Record<string, Value>>,
) => {
  const stopped = stopAt(mission, { station: `${node}.application`, situation, exchange, kind });
  const happenings = goOn(stopped, { action, values });
  return { world: stopped.world, happenings, outcome: outcomeOf(happenings) };
};

const rememberedBy = ({ nodes }: World, key: string): boolean =>
  [...(nodes.get('finder')?.runs.values() ?? [])].some(run => memoryOf(run).cache.has(key));

const questionsTo = (world: World, server: string): number =>
  world.capture.filter(({ to }) => to === `${server}.eth0`).length;

test('an address from the root is hearsay: the resolver does not keep it', () => {
  const right = after(['walk', 'root', 'answer-query', null], 'send', {});
  const wrong = after(['walk', 'root', 'answer-query', null], 'send', { reply: 'answer' });
  expect([right, wrong].map(({ world }) => rememberedBy(world, 'www.game.test 1'))).toEqual([
    true,
    false,
  ]);
  expect(questionsTo(wrong.world, 'game')).toBe(0);
});

test('a denial of what was given away is believed: the user is told that there is nothing', () => {
  const { outcome, world } = after(['walk', 'root', 'answer-query', null], 'send', {
    reply: 'no-such-name',
  });
  expect(rememberedBy(world, 'www.game.test any')).toBe(true);
  expect(outcome).toBe('done');
});

test('a pointer without glue costs another question to the root', () => {
  const asked = ['ns.test 604800 A 198.51.100.8', ''].map(additional => {
    const values = { 'dns.additional': additional };
    return questionsTo(after(['walk', 'root', 'answer-query', null], 'send', values).world, 'root');
  });
  expect(asked[1]).toBeGreaterThan(asked[0] ?? 0);
});

test.each([
  ['in-zone', false],
  ['all', true],
])('a stray address in an answer: kept %s, the look-alike is in the cache: %s', (keep, isThere) => {
  const { world, outcome } = after(['trap', 'finder', 'resolve-reply', 'reply/keep'], 'answer', {
    answer: 'records',
    keep,
  });
  expect(rememberedBy(world, 'mail.bank.example 1')).toBe(isThere);
  expect(outcome).toBe('done');
});

test('whoever is sent from the resolver to a host without names comes back and asks elsewhere', () => {
  const { outcome, world } = after(['walk', 'finder', 'resolve-question', null], 'send', {
    server: 0xcb007150,
  });
  expect(questionsTo(world, 'shop')).toBeGreaterThan(0);
  expect(outcome).toBe('done');
});

test('the number and port chosen by hand are those on the wire, and the answer to them is taken', () => {
  const { outcome, world } = after(['walk', 'finder', 'resolve-question', null], 'send', {
    queryId: 0xbeef,
    queryPort: 40_123,
  });
  const first = world.capture.find(({ to }) => to === 'root.eth0');
  const datagrams = world.capture.filter(
    ({ from, bytes }) => from === 'finder.eth0' && bytes[23] === 17,
  );
  const query = datagrams[0]?.bytes;
  expect(first).toBeDefined();
  expect([query?.[34], query?.[35], query?.[42], query?.[43]]).toEqual([0x9c, 0xbb, 0xbe, 0xef]);
  expect(outcome).toBe('done');
});

test('two clients ask for the same name while a person thinks: one question is under way, and both get the answer', () => {
  const world = freshWorld(mission);
  const lookup = { type: 'lookup', name: 'www.game.test', recordType: 1 } as const;
  startExchange(world, { ...lookup, node: 'client' }, 1, ({ station }) =>
    station === 'root.application' ? 'person' : 'automaton',
  );
  const [atRoot] = openTasks(world);
  const kinds: string[] = [];
  const waiting = startExchange(world, { ...lookup, node: 'client-2' }, 2, task => {
    if (task.situation.type === 'resolve-question') kinds.push(kindOf(world, task));
    return 'automaton';
  });
  expect(kinds).toEqual(['resolve/waits']);
  const decision = { action: 'send', values: {} } as const;
  const happenings = decide(world, atRoot?.id ?? 0, decision, () => 'automaton');
  const all = [...waiting, ...happenings];
  expect(all.filter(({ type }) => type === 'timer-fired')).toEqual([]);
  expect(all.filter(({ type }) => type === 'exchange-ended' || type === 'delivered')).toMatchObject(
    [
      { type: 'delivered', exchange: 1, at: 'client' },
      { type: 'delivered', exchange: 2, at: 'client-2' },
      { type: 'exchange-ended', exchange: 1, outcome: 'done' },
      { type: 'exchange-ended', exchange: 2, outcome: 'done' },
    ],
  );
});
