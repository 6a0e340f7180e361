import { expect, test } from 'vitest';
import { missionById } from '../../shared/missions/catalog.ts';
import { clipTap } from '../../shared/network/link-state.ts';
import { tellProgram } from '../../shared/network/processes/told-otherwise.ts';
import { decide, openTasks, startExchange } from '../../shared/network/simulator.ts';
import type { World } from '../../shared/network/world.ts';
import { ipv4 } from '../../shared/protocols/ipv4.ts';
import { judge } from '../../shared/rules/judge.ts';
import { kindOf } from '../../shared/rules/kind-of.ts';
import { hostParts } from '../../shared/session/projections/host.ts';
import { seatParts } from '../../shared/session/projections/seat.ts';
import { freshWorld, outcomeOf, specOf } from '../shared/missions/playing.ts';
import {
  answer,
  answerRight,
  firstTask,
  gameOf,
  host,
  pass,
  playBeside,
  seatOf,
  startedTable,
  type Table,
} from '../shared/session/table.ts';

const MISSION = '14-forger';
const BANK_NS = 0xcb007114;
const MALLORY = 0xac104242;

const mission = missionById(MISSION);
if (mission === undefined) throw new Error('the mission is missing');

const fresh = (change: (world: World) => void = () => undefined): World => {
  const world = freshWorld(mission);
  change(world);
  return world;
};

const drawn = (world: World): void => tellProgram(world, 'finder', 'unbound', { guessable: false });

/** An exchange in which somebody sits at the bank's name server and takes a while. */
const race = (world: World, exchange: string, id: number) => {
  const happenings = startExchange(world, specOf(mission, exchange), id, task =>
    task.situation.type === 'answer-query' && task.node === 'bank-ns' ? 'person' : 'automaton',
  );
  const [open] = openTasks(world);
  if (open !== undefined) {
    happenings.push(...decide(world, open.id, { action: 'send', values: {} }, () => 'automaton'));
  }
  return {
    outcome: outcomeOf(happenings),
    deceived: happenings.some(({ type }) => type === 'deceived'),
  };
};

const sourceOf = (frame: Uint8Array): number => ipv4.view(frame, 14).source;

test('a forged frame crosses the network under the address that it wears; no router minds', () => {
  const world = fresh();
  race(world, 'race-pay', 1);
  const frames = world.capture.filter(({ from }) => from === 'mallory.eth0');
  const forged = frames.filter(({ bytes }) => bytes[12] === 8 && bytes[13] === 0);
  expect(forged.map(({ bytes }) => sourceOf(bytes))).toEqual([BANK_NS]);
  const arrived = world.capture.filter(
    ({ to, bytes }) => to === 'finder.eth0' && sourceOf(bytes) === BANK_NS,
  );
  // The forged one and the true one, both from the router, both by the name of the bank's server.
  expect(arrived.length).toBe(2);
});

test.each<[string, (world: World) => void, boolean]>([
  ['numbers that are counted up', () => undefined, true],
  ['numbers that are drawn afresh', drawn, false],
  [
    'numbers drawn afresh, and a tap on the wire',
    world => {
      drawn(world);
      clipTap(world, 'router.servers', 'clip');
    },
    true,
  ],
])('a slow true answer loses the race against %s: %s', (_fact, change, isDeceived) => {
  expect(race(fresh(change), 'race-pay', 1)).toEqual({
    outcome: isDeceived ? 'failed' : 'done',
    deceived: isDeceived,
  });
});

test('with numbers that are drawn, from a port that is kept, the forged answer bounces at the resolver', () => {
  const world = fresh(one =>
    tellProgram(one, 'finder', 'unbound', { guessable: false, keepsPort: true }),
  );
  startExchange(world, specOf(mission, 'race-pay'), 1, task => {
    const isBank = task.situation.type === 'answer-query' && task.node === 'bank-ns';
    return isBank ||
      (task.situation.type === 'resolve-reply' && kindOf(world, task) === 'reply/not-mine')
      ? 'person'
      : 'automaton';
  });
  const bounced = openTasks(world).find(({ situation }) => situation.type === 'resolve-reply');
  if (bounced === undefined) throw new Error('it never came to the resolver');
  const taken = judge(world, bounced, { action: 'answer', values: { answer: 'records' } });
  expect(taken.findings.map(({ code, tag }) => [code, tag])).toEqual([
    ['reply/took-other', 'source-is-checked'],
  ]);
});

test('a true answer that is there first wins, whatever the forger knows', () => {
  const happenings = startExchange(fresh(), specOf(mission, 'race-pay'), 1, () => 'automaton');
  expect(outcomeOf(happenings)).toBe('done');
});

test('the next customer lands at the look-alike, and then the resolver is cleared', () => {
  const world = fresh();
  expect(race(world, 'race-www', 1).deceived).toBe(true);
  const next = startExchange(world, specOf(mission, 'next-customer'), 2, () => 'automaton');
  expect(next.some(({ type }) => type === 'deceived')).toBe(true);
  expect(outcomeOf(next)).toBe('failed');
  expect(next.some(({ type }) => type === 'delivered')).toBe(false);
  expect(world.capture.some(({ to }) => to === 'mallory.eth0')).toBe(true);
  const later = startExchange(world, specOf(mission, 'next-customer'), 3, () => 'automaton');
  expect(outcomeOf(later)).toBe('done');
});

test.each([
  ['wears', MALLORY],
  ['dns.id', 1],
  ['toPort', 40_000],
  ['asks', 'bank.example'],
  ['when', 'after'],
])('a forged answer with another %s bounces, however slow the true one is', (path, value) => {
  const world = fresh();
  const happenings = startExchange(world, specOf(mission, 'race-pay'), 1, ({ situation, node }) =>
    situation.type === 'forge-reply' || (situation.type === 'answer-query' && node === 'bank-ns')
      ? 'person'
      : 'automaton',
  );
  for (let [task] = openTasks(world); task !== undefined; [task] = openTasks(world)) {
    const values = task.situation.type === 'forge-reply' ? { [path]: value } : {};
    happenings.push(...decide(world, task.id, { action: 'send', values }, () => 'automaton'));
  }
  expect(happenings.some(({ type }) => type === 'deceived')).toBe(false);
  expect(outcomeOf(happenings)).toBe('done');
});

const FORGER = 'p2';

test('a crew of forger and defenders plays on, and what is forged is worth no point', () => {
  const table = startedTable(3, { missionId: MISSION, help: 'consequence' });
  let forged = 0;
  playBeside(table, 60, FORGER, () => {
    expect(answerRight(table, FORGER).ok).toBe(true);
    forged += 1;
  });
  const { score, plans, world } = gameOf(table);
  expect(forged).toBeGreaterThan(5);
  expect(score.delivered).toBeGreaterThan(3);
  const deceived = [...world.exchanges.values()].filter(exchange => exchange.deceived);
  for (const { id } of deceived) expect(plans.get(id)?.ended).not.toBe('done');
});

test('who waits for a reply is shown where it went, and gets no apprentice', () => {
  const table = startedTable(3, { missionId: MISSION, help: 'consequence' });
  let wrong = 0;
  playBeside(table, 40, FORGER, () => {
    if (wrong > 0) {
      answerRight(table, FORGER);
      return;
    }
    const { bench } = firstTask(table, FORGER);
    answer(table, FORGER, { action: 'drop', values: { reason: 'no-reply-to-me' } });
    expect(bench?.actions.map(({ action }) => action)).toContain('drop');
    const { coach } = seatParts(table.session, FORGER);
    expect(coach.verdict?.findings[0]?.code).toBe('forge/wants-reply');
    expect(coach.refutation?.frames.map(({ what }) => what)).toEqual([
      'frame/never-left',
      'frame/arrived-nowhere',
      'frame/looked-at',
      'frame/nothing-came-back',
    ]);
    wrong += 1;
  });
  const player = table.session.players.get(FORGER);
  const states = [...(player?.kinds ?? [])].filter(([kind]) => kind.startsWith('forge/'));
  expect(states.length).toBeGreaterThan(3);
  expect(states.filter(([, { apprentice }]) => apprentice !== 'learning')).toEqual([]);
});

const linesOf = (table: Table, id: string): string => JSON.stringify(seatParts(table.session, id));

test('at half time forger and resolver change seats; later a tap is clipped to the wire', () => {
  const table = startedTable(3, { missionId: MISSION });
  const stations = (id: string) => seatOf(table, id).stations;
  expect(stations('p2')).toEqual(['mallory.application']);
  pass(table, 209);
  expect(stations('p2')).toEqual(['mallory.application']);
  pass(table, 3);
  expect(stations('p1')).toEqual(['mallory.application']);
  expect(stations('p2')).toContain('finder.application');
  expect(linesOf(table, 'p1')).toContain('log/seats-swapped');
  expect(linesOf(table, 'p3')).not.toContain('log/seats-swapped');
  pass(table, 120);
  expect(gameOf(table).world.ends.get('router.servers')?.link.tap).toBe('clip');
  expect(linesOf(table, 'p3')).toContain('log/tap-clipped');
});

test.each([
  [{ crew: 0, link: 'router.servers', tap: 'clip' }, true],
  [{ crew: 0, link: 'router.servers', tap: null }, true],
  [{ crew: 0, link: 'router.nowhere', tap: 'clip' }, false],
  [{ crew: 0, link: 'router.servers', tap: 'mallory' }, false],
  [{ crew: 7, link: 'router.servers', tap: 'clip' }, false],
])('the host clips a tap to a wire, or takes it off: %j is done: %s', (given, isDone) => {
  const table = startedTable(2, { missionId: MISSION });
  expect(host(table, { type: 'clip-tap', ...given }).ok).toBe(isDone);
  const { link } = gameOf(table).world.ends.get('router.servers') ?? { link: { tap: '' } };
  expect(link.tap).toBe(isDone ? given.tap : null);
});

test('before a round there is no wire to clip a tap to', () => {
  const table = startedTable(1, { missionId: MISSION });
  host(table, { type: 'end-round' });
  const reply = host(table, { type: 'clip-tap', crew: 0, link: 'router.servers', tap: 'clip' });
  expect(reply.ok).toBe(false);
});

test('the host sees which wires there are, and which of them a tap reads', () => {
  const table = startedTable(1, { missionId: MISSION });
  const shown = () => hostParts(table.session).crews[0];
  expect(shown()?.taps).toEqual(['clip']);
  expect(shown()?.wires.every(({ tap }) => tap === null)).toBe(true);
  host(table, { type: 'clip-tap', crew: 0, link: 'finder.eth0', tap: 'clip' });
  expect(shown()?.wires.filter(({ tap }) => tap !== null)).toEqual([
    { link: 'router.servers', between: ['router', 'finder'], tap: 'clip' },
  ]);
});
