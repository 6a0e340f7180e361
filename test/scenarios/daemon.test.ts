import { describe, expect, test } from 'vitest';
import { RESTART_AFTER_MICROS } from '../../shared/network/guard/falling.ts';
import { type GuardTask, guardReadingAt } from '../../shared/network/guard/guarded.ts';
import type { Decision } from '../../shared/network/task.ts';
import { serviceStatus } from '../../shared/network/views/process-views.ts';
import { sessionDigest } from '../../shared/session/digest.ts';
import { foldLog } from '../../shared/session/fold.ts';
import { seatParts } from '../../shared/session/projections/seat.ts';
import type { Help } from '../../shared/session/settings.ts';
import {
  answer,
  answerRight,
  gameOf,
  host,
  join,
  openTable,
  pass,
  say,
  seatOf,
  type Table,
} from '../shared/session/table.ts';

const MISSION = '16-garbage-in';

/** One person before all three daemons; a second one at the gate. */
const begin = (help: Help): Table => {
  const table = openTable({ missionId: MISSION, help, crewSize: 2 });
  join(table, 'guard', 'gate');
  host(table, { type: 'start-round' });
  return table;
};

const guarded = (table: Table): GuardTask | null => {
  const [item] = seatOf(table, 'guard').tray;
  return item === undefined ? null : (item.task as GuardTask);
};

/** What somebody does who believes every length and takes every name; null where that is no mistake that topples. */
const believing = (table: Table, task: GuardTask): Decision | null => {
  const { taking, verdict, claimedBytes, spoken, fault, length } = guardReadingAt(
    gameOf(table).world,
    task,
  );
  if (taking !== 'topples' || (verdict === 'wait' && claimedBytes === 0)) return null;
  const told = { spoken, fault, toldLength: length, sum: 'undamaged' };
  return { action: 'deliver', values: { ...told, read: Math.max(1, claimedBytes) } };
};

const mapNode = (table: Table, name: string) =>
  seatParts(table.session, 'guard').map.nodes.find(node => node.name === name);

const logKeys = (table: Table): readonly string[] =>
  (table.session.players.get('guard')?.play.log ?? []).map(({ key }) => key);

/** Goes on right until something comes that can bring a daemon down. */
const untilToppling = (table: Table): { readonly task: GuardTask; readonly wrong: Decision } => {
  for (let second = 0; second < 400; second += 1) {
    pass(table, 1);
    const task = guarded(table);
    if (task === null) continue;
    const wrong = believing(table, task);
    if (wrong !== null) return { task, wrong };
    answerRight(table, 'guard');
  }
  throw new Error('nothing came that could topple a daemon');
};

describe('by consequence', () => {
  test('who believes a length sees the daemon fall over, and rise ten seconds later', () => {
    const table = begin('consequence');
    const { task, wrong } = untilToppling(table);
    const program = task.situation.program;
    const node = gameOf(table).world.nodes.get(task.node);
    if (node === undefined) throw new Error('no node');
    expect(answer(table, 'guard', wrong).ok).toBe(true);
    const fell = node.daemons?.get(program);
    expect(fell?.falls).toBe(1);
    expect(mapNode(table, task.node)?.fallen).toEqual([program]);
    expect(serviceStatus(node, program)).toContain('auto-restart');
    expect(logKeys(table)).toContain('log/process-fell');
    const open = table.session.players.get('guard')?.play.refutation;
    expect(open?.view.frames.at(-1)?.what).toBe('frame/fell-over');
    const since = fell?.fellAtMicros ?? 0;
    const refutationId = open?.view.refutationId ?? 0;
    say(table, 'guard', { type: 'because', refutationId, choice: null });
    pass(table, 1);
    expect(mapNode(table, task.node)?.fallen).toBeUndefined();
    expect(gameOf(table).world.nowMicros - since).toBeGreaterThanOrEqual(RESTART_AFTER_MICROS);
    expect(serviceStatus(node, program)).toContain('active (running)');
    expect(logKeys(table)).toContain('log/process-restarted');
  });

  test('a replay of the log falls over in the same place', () => {
    const table = begin('consequence');
    const { wrong } = untilToppling(table);
    answer(table, 'guard', wrong);
    const folded = foldLog(table.log);
    expect(folded.ok && sessionDigest(folded.value)).toBe(sessionDigest(table.session));
  });
});

test.each(['coach', 'exam'] as const)('by %s no daemon ever falls over', help => {
  const table = begin(help);
  const { task, wrong } = untilToppling(table);
  answer(table, 'guard', wrong);
  pass(table, 5);
  expect(
    gameOf(table).world.nodes.get(task.node)?.daemons?.get(task.situation.program)?.falls,
  ).toBe(0);
  expect(mapNode(table, task.node)?.fallen).toBeUndefined();
});

test('a guard who is always right keeps all daemons up, and much is delivered', () => {
  const table = begin('consequence');
  let decided = 0;
  for (let second = 0; second < 240; second += 1) {
    pass(table, 1);
    for (const name of ['guard', 'gate']) {
      if (seatOf(table, name).tray.length === 0) continue;
      const reply = answerRight(table, name);
      expect(reply.ok && reply.verdict?.shade).toBe('accepted');
      decided += 1;
    }
  }
  expect(decided).toBeGreaterThan(40);
  const { world, score } = gameOf(table);
  expect(score.delivered).toBeGreaterThan(10);
  const falls = [...world.nodes.values()].flatMap(({ daemons }) => [...(daemons?.values() ?? [])]);
  expect(falls.map(one => one.falls)).toEqual([0, 0, 0]);
});
