import { expect, test } from 'vitest';
import { automatonDecision } from '../../shared/network/automaton.ts';
import { judge } from '../../shared/rules/judge.ts';
import { seatParts } from '../../shared/session/projections/seat.ts';
import {
  answer,
  answerRight,
  firstTask,
  gameOf,
  playBeside,
  startedTable,
  type Table,
  wrongAnswer,
} from '../shared/session/table.ts';

const TAP = 'p1';

const tableWithTap = (): Table =>
  startedTable(3, { missionId: '10-glass-envelope', help: 'consequence' });

test('a crew with somebody at the tap brings its pages home, and the tap sends nothing', () => {
  const table = tableWithTap();
  let noted = 0;
  playBeside(table, 60, TAP, () => {
    expect(answerRight(table, TAP).ok).toBe(true);
    noted += 1;
  });
  const { world, plans, score } = gameOf(table);
  expect(noted).toBeGreaterThan(5);
  expect(score.delivered).toBeGreaterThan(5);
  expect([...plans.values()].filter(({ ended }) => ended === 'failed')).toEqual([]);
  expect(world.capture.filter(({ from }) => from.startsWith('tap'))).toEqual([]);
});

test('what the tap notes down wrongly is refuted and changes nothing in the network', () => {
  const table = tableWithTap();
  let wrong = 0;
  playBeside(table, 60, TAP, () => {
    const values = wrong === 0 ? wrongAnswer(table, TAP) : null;
    if (values === null) {
      answerRight(table, TAP);
      return;
    }
    const { task } = firstTask(table, TAP);
    const { world } = gameOf(table);
    expect(judge(world, task, automatonDecision(world, task)).shade).toBe('accepted');
    answer(table, TAP, values);
    wrong += 1;
    const { coach } = seatParts(table.session, TAP);
    expect(coach.verdict?.shade).toBe('let-through');
    expect(coach.refutation?.frames).toHaveLength(4);
  });
  expect(wrong).toBe(1);
  const plans = [...gameOf(table).plans.values()];
  expect(plans.filter(({ ended }) => ended === 'failed')).toEqual([]);
});
