import { expect, test } from 'vitest';
import { projectorParts } from '../../../shared/session/projections/projector.ts';
import { seatParts } from '../../../shared/session/projections/seat.ts';
import { crewTrace } from '../../../shared/session/replay.ts';
import { reportRows, safeCell } from '../../../shared/session/report.ts';
import { roundStandings, seedHash } from '../../../shared/session/standings.ts';
import { answerRight, gameOf, host, join, openTable, pass, seatOf, type Table } from './table.ts';

const contest = (): Table => {
  const table = openTable({ format: 'competition', crewSize: 4, missionId: '09-get-prices' });
  join(table, ...Array.from({ length: 8 }, (_, index) => `p${index + 1}`));
  host(table, { type: 'start-round' });
  return table;
};

const play = (table: Table, seconds: number, slowCrew: number): void => {
  for (let second = 0; second < seconds; second += 1) {
    for (const [id, player] of table.session.players) {
      if (player.crew === slowCrew && second % 3 !== 0) continue;
      if (seatOf(table, id).tray.length > 0) answerRight(table, id);
    }
    pass(table, 1);
  }
};

test('both crews pull the same kinds in the same order', () => {
  const table = contest();
  const [first, second] = table.session.crews.map(crew =>
    crew.seats.map(seat => seat.tray.map(item => item.kind)),
  );
  expect(first).toEqual(second);
});

test('a scored message has exactly two steps by hand', () => {
  const table = contest();
  play(table, 120, 1);
  const { plans, score } = gameOf(table);
  const done = [...plans.values()].filter(plan => plan.ended === 'done' && plan.byHand > 0);
  expect(score.points).toBe(done.length);
  expect(done.length).toBeGreaterThan(5);
  for (const plan of done) expect(plan.byHand).toBe(2);
  const steps = crewTrace(table.session, 0, null).filter(step => step.decidedBy.startsWith('p'));
  for (const plan of done) {
    expect(steps.filter(step => step.exchange === plan.exchange).length).toBe(2);
  }
});

test('the faster crew leads, frozen standings stand still, the seed fits its hash', () => {
  const table = contest();
  play(table, 60, 1);
  expect(roundStandings(table.session)?.rows.map(row => row.crew)).toEqual([0, 1]);
  host(table, { type: 'freeze', frozen: true });
  const frozen = projectorParts(table.session).standings;
  play(table, 60, 1);
  expect(projectorParts(table.session).standings).toEqual(frozen);
  expect(seatParts(table.session, 'p1').summary).toBeNull();
  host(table, { type: 'end-round' });
  const { summary } = seatParts(table.session, 'p1');
  expect(summary?.seed).toEqual({ hash: seedHash(table.session), value: 'seed' });
  expect(summary?.standings?.final).toBe(true);
  expect(projectorParts(table.session).standings?.frozen).toBe(false);
});

test('in an exam frozen standings tell nothing either', () => {
  const table = openTable({ format: 'competition', crewSize: 2, help: 'exam' });
  join(table, 'p1', 'p2', 'p3', 'p4');
  host(table, { type: 'start-round' });
  play(table, 30, 1);
  host(table, { type: 'freeze', frozen: true });
  expect(projectorParts(table.session).standings).toBeNull();
});

test('a competition has no apprentices', () => {
  const table = contest();
  play(table, 120, -1);
  for (const player of table.session.players.values()) {
    for (const record of player.kinds.values()) expect(record.apprentice).toBe('learning');
  }
});

test('the report has a row per person and no formula', () => {
  const table = contest();
  expect(reportRows(table.session).length).toBe(9);
  expect(['=1+1', '+1', '-1', '@x', '\tx', 'Ada', 5].map(safeCell)).toEqual([
    "'=1+1",
    "'+1",
    "'-1",
    "'@x",
    "'\tx",
    'Ada',
    5,
  ]);
});
