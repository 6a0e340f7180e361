import { expect, test } from 'vitest';
import { handsOn } from '../../../shared/session/all-hands.ts';
import { hostParts } from '../../../shared/session/projections/host.ts';
import { projectorParts } from '../../../shared/session/projections/projector.ts';
import { crewTrace } from '../../../shared/session/replay.ts';
import { gameOf, happen, pass, playRight, startedTable, type Table } from './table.ts';

const PEOPLE = 3;

/** A round until its first all-hands message lies in the trays. */
const released = (): Table => {
  const table = startedTable(PEOPLE, { missionId: '09-get-prices' });
  for (let second = 0; second < 100 && gameOf(table).released === 0; second += 1) {
    playRight(table, 1);
  }
  expect(gameOf(table).released).toBe(1);
  return table;
};

/** All that a person is told in `seconds`; a log keeps its last lines only. */
const toldIn = (table: Table, id: string, seconds: number, go: () => void): ReadonlySet<string> => {
  const told = new Set<string>();
  for (let second = 0; second < seconds; second += 1) {
    go();
    for (const { key } of table.session.players.get(id)?.play.log ?? []) told.add(key);
  }
  return told;
};

const drop = (table: Table, ...ids: readonly string[]): void => {
  for (const playerId of ids) happen(table, { type: 'dropped', atMs: table.nowMs, playerId });
};

/** Steps of the all-hands message by who decided them: people, and all. */
const stepsIn = ({ session }: Table): readonly [byHand: number, all: number] => {
  const steps = crewTrace(session, 0, null).filter(({ allHands }) => allHands === 1);
  const byHand = steps.filter(({ decidedBy }) => decidedBy.startsWith('p'));
  return [byHand.length, steps.length];
};

test('an all-hands message that everybody had a step of counts', () => {
  const table = released();
  const told = toldIn(table, 'p1', 60, () => playRight(table, 1));
  const [byHand] = stepsIn(table);
  expect(byHand).toBeGreaterThanOrEqual(PEOPLE);
  expect(gameOf(table).score.allHands).toBe(1);
  expect(told).toContain('log/all-hands-delivered');
  expect(hostParts(table.session).crews[0]?.allHandsUntouched).toBe(0);
});

test('one that nobody had a step of does not, and whoever teaches is told so', () => {
  const table = released();
  drop(table, 'p1', 'p2', 'p3');
  const told = toldIn(table, 'p2', 90, () => pass(table, 1));
  const [byHand, all] = stepsIn(table);
  expect(byHand).toBe(0);
  expect(all).toBeGreaterThan(40);
  expect(gameOf(table).score.allHands).toBe(0);
  expect(table.session.players.get('p2')?.play.allHands).toBe(0);
  expect(told).toContain('log/all-hands-untouched');
  expect(hostParts(table.session).crews[0]).toMatchObject({ allHands: 0, allHandsUntouched: 1 });
  expect(projectorParts(table.session).goal).toMatchObject({
    allHandsCrews: 0,
    allHandsUntouched: 1,
  });
});

test('one that some had a step of counts, and nobody says that every hand was on it', () => {
  const table = released();
  drop(table, 'p2', 'p3');
  pass(table, 60);
  const told = toldIn(table, 'p1', 60, () => playRight(table, 1));
  const [byHand] = stepsIn(table);
  expect(byHand).toBeGreaterThan(0);
  expect(gameOf(table).score.allHands).toBe(1);
  expect(told).toContain('log/all-hands-in-part');
  expect(told).not.toContain('log/all-hands-delivered');
});

test.each(['04-phone-book', '15-permit-list', '20-one-address'])(
  'in %s every seat gets the step that an all-hands message promises it',
  missionId => {
    const table = startedTable(PEOPLE, { missionId });
    playRight(table, 425);
    const { plans, score } = gameOf(table);
    const parts = [...plans.values()].filter(({ allHands }) => allHands !== null);
    expect(parts.map(({ wanted, come }) => wanted.length - come.size)).toEqual(parts.map(() => 0));
    expect(score.allHands).toBe(2);
  },
);

test('one of which a part starts again has not arrived yet', () => {
  const table = released();
  toldIn(table, 'p1', 60, () => playRight(table, 1));
  const { plans, restarts } = gameOf(table);
  expect(handsOn({ plans, restarts }, 1)).not.toBeNull();
  expect(handsOn({ plans, restarts: [{ allHands: 1 }] }, 1)).toBeNull();
});
