import { expect, test } from 'vitest';
import { toHex } from '../../../../shared/base/bytes.ts';
import { missionById } from '../../../../shared/missions/catalog.ts';
import { clipTap } from '../../../../shared/network/link-state.ts';
import { tellProgram } from '../../../../shared/network/processes/told-otherwise.ts';
import { openTasks, startExchange } from '../../../../shared/network/simulator.ts';
import type { Task } from '../../../../shared/network/task.ts';
import type { World } from '../../../../shared/network/world.ts';
import { benchFor } from '../../../../shared/rules/bench-plan.ts';
import { judge } from '../../../../shared/rules/judge.ts';
import { kindOf } from '../../../../shared/rules/kind-of.ts';
import { ownTables } from '../../../../shared/rules/tables.ts';
import { freshWorld } from '../../missions/playing.ts';
import { type Given, ip, type Place, type Refusal, refusalOf } from '../places.ts';

const CHANCE: Place = ['14-forger', 'race-pay', 'mallory.application', 'forge-reply'];
const MALLORY = ip('172.16.66.66');
const BANK = ip('203.0.113.81');

const REFUSED: readonly Refusal[] = [
  [
    'nobody on the way proves a source, so the own one is of no use',
    CHANCE,
    'send',
    { wears: MALLORY },
    'forge/own-source',
    'source-is-checked',
  ],
  [
    'an answer comes from whom was asked',
    CHANCE,
    'send',
    { wears: ip('10.1.74.10') },
    'forge/other-source',
    null,
  ],
  [
    'questions go to port 53, answers to where the question came from',
    CHANCE,
    'send',
    { toPort: 53 },
    'forge/port-of-service',
    'port-is-service',
  ],
  ['a port that is known is the one', CHANCE, 'send', { toPort: 40_000 }, 'forge/port-other', null],
  [
    'the number before is not the next',
    CHANCE,
    'send',
    { 'dns.id': 1 },
    'forge/number-other',
    null,
  ],
  [
    'an answer repeats its question',
    CHANCE,
    'send',
    { asks: 'cards.bank.example' },
    'forge/other-question',
    null,
  ],
  ['the truth leads home', CHANCE, 'send', { pointsTo: BANK }, 'forge/tells-truth', null],
  [
    'nobody waits elsewhere',
    CHANCE,
    'send',
    { pointsTo: ip('172.16.66.80') },
    'forge/leads-nowhere',
    null,
  ],
  ['the first answer ends it', CHANCE, 'send', { when: 'after' }, 'forge/too-late', null],
  ['nobody asks a forger', CHANCE, 'send', { when: 'when-asked' }, 'forge/nobody-asks', null],
  [
    'a reply goes to the address that was worn',
    CHANCE,
    'send',
    { replyGoes: 'mallory' },
    'forge/expects-reply',
    'source-is-checked',
  ],
  ['and to nobody else', CHANCE, 'send', { replyGoes: 'finder' }, 'forge/reply-elsewhere', null],
  [
    'what is known is certain',
    CHANCE,
    'send',
    { odds: 'number-only' },
    'forge/numbers-known',
    null,
  ],
  [
    'nobody will stop it',
    CHANCE,
    'drop',
    { reason: 'source-checked' },
    'forge/hopes-for-check',
    'source-is-checked',
  ],
  [
    'no reply is needed',
    CHANCE,
    'drop',
    { reason: 'no-reply-to-me' },
    'forge/wants-reply',
    'source-is-checked',
  ],
];

test.each(REFUSED)('%s', (_fact, place, action, values, code, tag) => {
  expect(refusalOf(place, action, values)).toEqual({ shade: 'refused', code, tag });
});

type Change = (world: World) => void;
const drawn: Change = world => tellProgram(world, 'finder', 'unbound', { guessable: false });
const kept: Change = world =>
  tellProgram(world, 'finder', 'unbound', { guessable: false, keepsPort: true });
const seen: Change = world => {
  drawn(world);
  clipTap(world, 'router.servers', 'clip');
};

const chance = (change: Change, name = 'pay'): { readonly world: World; readonly task: Task } => {
  const mission = missionById('14-forger');
  if (mission === undefined) throw new Error('the mission is missing');
  const world = freshWorld(mission);
  change(world);
  const spec = mission.exchanges.find(({ id }) => id === `race-${name}`)?.spec;
  if (spec === undefined) throw new Error('the exchange is missing');
  startExchange(world, spec, 1, ({ situation }) =>
    situation.type === 'forge-reply' ? 'person' : 'automaton',
  );
  const [task] = openTasks(world);
  if (task === undefined) throw new Error('there is no chance');
  return { world, task };
};

const shadeOf = (change: Change, values: Given): string => {
  const { world, task } = chance(change);
  return judge(world, task, { action: 'send', values }).shade;
};

test.each<[string, Change, Given, string]>([
  ['who knows nothing may guess any number', drawn, { 'dns.id': 4711, toPort: 50_000 }, 'accepted'],
  ['but no question comes from the port of a service', drawn, { toPort: 80 }, 'refused'],
  ['and the odds are those of both numbers', drawn, { odds: 'number-and-port' }, 'accepted'],
  ['which are not added', drawn, { odds: 'sum' }, 'refused'],
  ['where the port is kept, only the number is a guess', kept, { odds: 'number-only' }, 'accepted'],
  ['and another port is none', kept, { toPort: 50_000 }, 'refused'],
  ['while any number may be tried', kept, { 'dns.id': 4711 }, 'accepted'],
  ['who sees the question may not guess', seen, { 'dns.id': 4711 }, 'refused'],
  ['letters and the last dot make no difference', seen, { asks: 'Pay.Bank.Example.' }, 'accepted'],
  ['an answer that is soon over works', seen, { lasts: 1 }, 'remarked'],
])('%s', (_fact, change, values, shade) => {
  expect(shadeOf(change, values)).toBe(shade);
});

test.each<[string, Change, boolean]>([
  ['numbers that are counted', () => undefined, false],
  ['numbers that are drawn', drawn, false],
  ['numbers that are drawn, from a port that is kept', kept, false],
  ['a tap on the wire', seen, true],
])('with %s the question itself is before its eyes: %s', (_fact, change, isSeen) => {
  const { world, task } = chance(change);
  expect(task.unit.length > 0).toBe(isSeen);
  const [query] = [...(world.nodes.get('finder')?.runs.values() ?? [])].map(run => run.state);
  const { queries } = query as { queries: ReadonlyMap<number, { identifier: number }> };
  const [open] = [...queries.values()];
  const bench = benchFor(world, task, {
    level: 'fields',
    firstOfKind: false,
    allHands: false,
    seed: 'x',
  });
  const { fields, ...rest } = bench;
  const told = JSON.stringify([rest, ownTables(world, 'mallory.application'), task.situation]);
  expect(fields.find(({ path }) => path === 'dns.id')?.value).toBeNull();
  if (!isSeen) expect(told).not.toContain(String(open?.identifier));
  const offered = fields.find(({ path }) => path === 'dns.id')?.options ?? [];
  // Numbers to choose from show the right one only where it can be known.
  expect(offered.length > 0).toBe(change !== drawn && change !== kept);
});

test('over its eight names a forger meets eight sorts of decision', () => {
  const names = ['www', 'pay', 'cards', 'news', 'loans', 'gold', 'help', 'jobs'];
  const kinds = names.map(name => {
    const { world, task } = chance(() => undefined, name);
    return kindOf(world, task);
  });
  expect(new Set(kinds).size).toBe(8);
});

test('who saw the question reads it byte by byte at level hex, and is not told its number and port', () => {
  const wish = { level: 'hex', firstOfKind: false, allHands: false, seed: '' } as const;
  const { world, task } = chance(seen);
  const bench = benchFor(world, task, wish);
  expect([bench.raw, bench.arrived?.hex]).toEqual([{ sums: 'right' }, toHex(task.unit)]);
  expect(bench.facts).not.toHaveProperty('known');
  expect(benchFor(world, task, { ...wish, level: 'fields' }).facts).toHaveProperty('known');
  expect(benchFor(chance(drawn).world, chance(drawn).task, wish).raw).toBeUndefined();
});
