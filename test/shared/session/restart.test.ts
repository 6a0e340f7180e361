import { expect, test } from 'vitest';
import {
  answer,
  answerRight,
  firstTask,
  gameOf,
  host,
  pass,
  say,
  seatOf,
  startedTable,
  type Table,
  wrongAnswer,
} from './table.ts';

const busy = (table: Table): string[] =>
  [...table.session.players.keys()].filter(id => seatOf(table, id).tray.length > 0);

/** Everybody errs once in each unit where an error is on offer, and closes what is shown at once. */
const err = (table: Table, seconds: number): void => {
  for (let second = 0; second < seconds; second += 1) {
    for (const id of busy(table)) {
      const wrong = firstTask(table, id).repeated === 0 ? wrongAnswer(table, id) : null;
      if (wrong === null) answerRight(table, id);
      else answer(table, id, wrong);
      closeRefutation(table, id);
    }
    pass(table, 1);
  }
};

const closeRefutation = (table: Table, id: string): void => {
  const open = table.session.players.get(id)?.play.refutation;
  if (open !== null && open !== undefined) {
    say(table, id, { type: 'because', refutationId: open.view.refutationId, choice: null });
  }
};

test('a message that starts again keeps its errors, its hints and its time', () => {
  const table = startedTable(2, { missionId: '07-next-hop', help: 'consequence' });
  const { restarts, plans } = gameOf(table);
  for (let second = 0; second < 240 && gameOf(table).restarts.length === 0; second += 1) {
    for (const id of busy(table)) {
      const wrong = wrongAnswer(table, id);
      if (wrong === null) answerRight(table, id);
      else answer(table, id, wrong);
    }
    pass(table, 1);
  }
  expect(restarts).toBe(gameOf(table).restarts);
  const carried = restarts[0]?.carried;
  expect(carried?.errors).toBeGreaterThan(0);
  const before = plans.size;
  pass(table, 25);
  const again = [...plans.values()].slice(before);
  expect(again).toContainEqual(expect.objectContaining(carried ?? {}));
});

test('an all-hands message in which somebody erred still arrives', () => {
  const table = startedTable(4, { missionId: '09-get-prices', help: 'consequence' });
  err(table, 400);
  expect(gameOf(table).released).toBeGreaterThan(0);
  expect(gameOf(table).score.allHands).toBeGreaterThan(0);
});

test('the timers of a message wait while its refutation is open', () => {
  const table = startedTable(2, { missionId: '09-get-prices', help: 'consequence' });
  const { world } = gameOf(table);
  let seen = 0;
  for (let second = 0; second < 40; second += 1) {
    for (const id of busy(table)) {
      const wrong = wrongAnswer(table, id);
      if (wrong === null) answerRight(table, id);
      else answer(table, id, wrong);
      const open = table.session.players.get(id)?.play.refutation ?? null;
      if (open === null) continue;
      const exchange = open.holds ?? -1;
      const before = steps(table, exchange);
      pass(table, 3);
      expect(steps(table, exchange)).toBe(before);
      seen += 1;
      closeRefutation(table, id);
      const others = [...table.session.players.values()].map(one => one.play.refutation?.holds);
      expect(world.inner.held.has(exchange)).toBe(others.includes(exchange));
    }
    pass(table, 1);
  }
  expect(seen).toBeGreaterThan(3);
});

/** Steps of an exchange that were decided. */
const steps = (table: Table, exchange: number): number =>
  gameOf(table).trace.filter(({ task }) => task.exchange === exchange).length;

test('who is moved to a seat during a pause begins its units anew', () => {
  const table = startedTable(2, { missionId: '07-next-hop' });
  const wrong = wrongAnswer(table, 'p1');
  if (wrong !== null) answer(table, 'p1', wrong);
  const { taskId, tray } = {
    taskId: firstTask(table, 'p1').task.id,
    tray: seatOf(table, 'p1').tray,
  };
  host(table, { type: 'pause' });
  host(table, { type: 'remove', playerId: 'p1' });
  host(table, { type: 'move', playerId: 'p2', crew: 0, seat: 0 });
  expect(seatOf(table, 'p2').tray).toBe(tray);
  expect(tray.every(({ tries, hints }) => tries === 0 && hints === 0)).toBe(true);
  expect(gameOf(table).assigned.get(taskId)?.playerId).toBe('p2');
});
