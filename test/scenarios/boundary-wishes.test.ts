import { describe, expect, test } from 'vitest';
import { mergeDecision } from '../../shared/network/automaton.ts';
import type { PermitSpec } from '../../shared/network/boundary/rule.ts';
import { decide, startExchange } from '../../shared/network/simulator.ts';
import type { Value } from '../../shared/network/task.ts';
import { seatParts } from '../../shared/session/projections/seat.ts';
import type { Stopped } from '../shared/missions/playing.ts';
import { ARCHIVE, asked, fetch, ORDERS } from '../shared/rules/at-permit.ts';
import {
  answer,
  answerRight,
  firstTask,
  gameOf,
  playBeside,
  rightAnswer,
  startedTable,
  type Table,
} from '../shared/session/table.ts';

type Given = Readonly<Record<string, Value>>;

describe('what the network makes of it', () => {
  const outcome = ({ world, task }: Stopped, values: Given) => {
    const whole = mergeDecision(world, task, { action: 'send', values });
    const happenings = decide(world, task.id, whole, () => 'automaton');
    const written = happenings.find(({ type }) => type === 'rule-written');
    const end = happenings.find(one => one.type === 'exchange-ended');
    return [written !== undefined, end?.outcome, world.nodes.get('r1')?.filter?.rules.length];
  };

  test.each<readonly [string, PermitSpec, Given, readonly unknown[]]>([
    ['the right line lets it in', ORDERS, {}, [true, 'done', 6]],
    ['the right line lets it out', ARCHIVE, {}, [true, 'done', 6]],
    ['a usual port does not', ORDERS, { 'rule.port': '80' }, [true, 'failed', 6]],
    ['nor a port for a protocol', ORDERS, { 'rule.protocol': '25' }, [true, 'failed', 6]],
    [
      'without memory no answer comes home',
      ORDERS,
      { 'rule.answers': 'forgotten' },
      [true, 'failed', 6],
    ],
    [
      'with a line for all that answers it does',
      ORDERS,
      { 'rule.answers': 'all' },
      [true, 'done', 7],
    ],
    ['behind what denies it, it ends', ORDERS, { 'rule.place': '6' }, [true, 'failed', 6]],
  ])('%s', (_fact, wish, values, expected) => {
    expect(outcome(asked(wish), values)).toEqual(expected);
  });

  test('the same wish again takes its old line back', () => {
    const place = asked(ORDERS);
    outcome(place, { 'rule.port': '80' });
    startExchange(place.world, fetch(ORDERS), 2, () => 'automaton');
    expect(place.world.nodes.get('r1')?.filter?.rules.map(({ port }) => port)).toEqual([
      null,
      80,
      null,
      53,
      8080,
      null,
    ]);
  });
});

/** At the boundary of mission 15; two others serve and browse. */
const GATE = 'p1';

const play = (table: Table, seconds: number, write: () => void): void => {
  playBeside(table, seconds, GATE, () => {
    if (firstTask(table, GATE).task.situation.type === 'write-rule') write();
    else answerRight(table, GATE);
  });
};

const atTheGate = (): Table =>
  startedTable(3, { missionId: '15-permit-list', help: 'consequence' });

test('a crew grants wishes line by line, and everything else stays as it was', () => {
  const table = atTheGate();
  let written = 0;
  play(table, 120, () => {
    expect(answerRight(table, GATE).ok).toBe(true);
    written += 1;
  });
  const { plans, score, world } = gameOf(table);
  expect(written).toBeGreaterThan(1);
  expect(score.delivered).toBeGreaterThan(5);
  expect([...plans.values()].filter(({ ended }) => ended === 'failed')).toEqual([]);
  expect(world.nodes.get('gate')?.filter?.rules.length).toBeGreaterThan(7);
});

/** Whether the boundary stopped something that came from the port of a service. */
const stoppedAnswers = (table: Table, port: number): boolean => {
  const log = gameOf(table).world.nodes.get('gate')?.filter?.log ?? [];
  return log.some(({ verdict, source }) => verdict === 'deny' && source.port === port);
};

test('a line without a way back is refuted, and the answers end at the boundary', () => {
  const table = atTheGate();
  let port: number | null = null;
  play(table, 60, () => {
    const { situation } = firstTask(table, GATE).task;
    if (port !== null || situation.type !== 'write-rule') {
      answerRight(table, GATE);
      return;
    }
    const { values } = rightAnswer(table, GATE);
    answer(table, GATE, { action: 'send', values: { ...values, 'rule.answers': 'forgotten' } });
    port = situation.wanted.port;
    const { coach } = seatParts(table.session, GATE);
    expect(coach.verdict?.findings[0]).toMatchObject({
      code: 'permit/way-back-forgotten',
      tag: 'route-back-assumed',
    });
    expect(coach.refutation?.frames).toHaveLength(4);
  });
  expect(port === null ? null : stoppedAnswers(table, port)).toBe(true);
});
