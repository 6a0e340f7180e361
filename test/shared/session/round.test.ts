import { expect, test } from 'vitest';
import { MISSIONS } from '../../../shared/missions/catalog.ts';
import { hostParts } from '../../../shared/session/projections/host.ts';
import { projectorParts } from '../../../shared/session/projections/projector.ts';
import { seatParts } from '../../../shared/session/projections/seat.ts';
import { nextDueMs } from '../../../shared/session/session.ts';
import {
  answer,
  answerRight,
  firstTask,
  gameOf,
  happen,
  host,
  join,
  openTable,
  pass,
  playRight,
  say,
  seatOf,
  startedTable,
  wrongAnswer,
} from './table.ts';

const IDS = MISSIONS.map(({ id }) => id);
const CREWS = [1, 2, 3, 4, 5, 6, 7, 8];

test.each(IDS.flatMap(mission => CREWS.map(crew => [mission, crew] as const)))(
  'in %s every seat of a crew of %i has a task at second 0',
  (missionId, players) => {
    const table = startedTable(players, { missionId });
    const seats = table.session.crews[0]?.seats ?? [];
    expect(seats).toHaveLength(players);
    for (const { tray } of seats) {
      expect(tray.length).toBeGreaterThanOrEqual(1);
      // What the first units of others bring about at once may lie there as well.
      expect(tray.length).toBeLessThanOrEqual(2);
    }
  },
);

test.each(IDS)('%s is played to the end by right answers', missionId => {
  const table = startedTable(5, { missionId });
  playRight(table, 425);
  expect(table.session.phase).toBe('debrief');
  const { score, world } = gameOf(table);
  expect(score.delivered).toBeGreaterThan(20);
  // Where a seat works against the others, no message is of all hands.
  if (world.forgers.length === 0) expect(score.allHands).toBeGreaterThan(0);
  expect(score.errors).toBe(0);
  for (const id of table.session.players.keys()) {
    const { summary, progress } = seatParts(table.session, id);
    expect(summary?.kinds.length).toBeGreaterThanOrEqual(6);
    expect(progress.rightDecisions).toBeGreaterThanOrEqual(12);
  }
  expect(projectorParts(table.session).goal.met).toBe(true);
  expect(hostParts(table.session).crews[0]?.people.length).toBe(5);
});

test('a refused decision stays on the bench, a repaired one travels on', () => {
  const table = startedTable(4);
  const wrong = wrongAnswer(table, 'p1');
  expect(wrong).not.toBeNull();
  if (wrong === null) return;
  const item = firstTask(table, 'p1');
  const refused = answer(table, 'p1', wrong);
  expect(refused).toMatchObject({ ok: true, verdict: { shade: 'refused', tries: 1 } });
  expect(seatParts(table.session, 'p1').bench?.taskId).toBe(item.task.id);
  const repaired = answerRight(table, 'p1');
  expect(repaired).toMatchObject({ ok: true, verdict: { repaired: true, tries: 2 } });
  expect(seatOf(table, 'p1').benchTask).toBeNull();
  expect(table.session.players.get('p1')?.play).toMatchObject({
    right: 1,
    repaired: 1,
    firstTry: 0,
  });
});

test('a repeated command gets the first reply and changes nothing', () => {
  const table = startedTable(4);
  const { taskId } = { taskId: firstTask(table, 'p1').task.id };
  say(table, 'p1', { type: 'open', taskId });
  const command = { type: 'decide', taskId, action: 'drop', values: { reason: 'x' } } as const;
  const first = say(table, 'p1', command, 'same');
  const tries = table.session.players.get('p1')?.play.tries;
  expect(say(table, 'p1', command, 'same')).toBe(first);
  expect(table.session.players.get('p1')?.play.tries).toBe(tries);
});

test('a bot takes the seat 20 seconds after a drop and gives it back at once', () => {
  const table = startedTable(4);
  happen(table, { type: 'dropped', atMs: table.nowMs, playerId: 'p2' });
  pass(table, 19);
  expect(seatOf(table, 'p2').presence).toBe('offline');
  expect(seatOf(table, 'p2').tray.length).toBe(1);
  pass(table, 1);
  expect(seatOf(table, 'p2').presence).toBe('bot');
  expect(seatOf(table, 'p2').tray.length).toBe(0);
  happen(table, { type: 'connected', atMs: table.nowMs, playerId: 'p2' });
  expect(seatOf(table, 'p2').presence).not.toBe('bot');
  pass(table, 1);
  expect(seatOf(table, 'p2').tray.length).toBe(1);
});

test('people fill the first free seat, further crews come as needed', () => {
  const table = openTable({ crewSize: 2 });
  join(table, 'p1', 'p2', 'p3');
  expect(table.session.crews.map(crew => crew.seats.map(seat => seat.playerId))).toEqual([
    ['p1', 'p2'],
    ['p3', null],
  ]);
  host(table, { type: 'remove', playerId: 'p1' });
  join(table, 'p4');
  expect(table.session.players.get('p4')).toMatchObject({ crew: 0, seat: 0 });
});

test('nobody gets more than two units in hand besides an all-hands one', () => {
  const table = startedTable(5);
  for (let second = 0; second < 60; second += 1) {
    for (const id of ['p1', 'p2', 'p3', 'p4']) {
      if (seatOf(table, id).tray.length > 0) answerRight(table, id);
    }
    pass(table, 1);
    const idle = seatOf(table, 'p5').tray.filter(item => !item.allHands);
    expect(idle.length).toBeLessThanOrEqual(2);
  }
});

test('seats rotate from round to round, and what was learned comes along', () => {
  const table = startedTable(4);
  playRight(table, 30);
  const kinds = table.session.players.get('p1')?.kinds.size ?? 0;
  host(table, { type: 'end-round' });
  const settings = { ...table.session.settings, missionId: '07-next-hop' };
  expect(host(table, { type: 'next-round', settings, rotate: true })).toEqual({ ok: true });
  expect(table.session.crews[0]?.seats.map(seat => seat.playerId)).toEqual([
    'p4',
    'p1',
    'p2',
    'p3',
  ]);
  expect(table.session.players.get('p1')?.kinds.size).toBe(kinds);
  expect(seatParts(table.session, 'p1').lobby?.tasks.length).toBe(2);
});

test.each([
  ['before the round', 'open', 'not-playing'],
  ['while paused', 'pause', 'paused'],
  ['after the end', 'end-round', 'round-over'],
  ['after the session', 'end-session', 'session-over'],
] as const)('a decision %s is refused with words', (_when, state, code) => {
  const table = state === 'open' ? openTable() : startedTable(4);
  if (state === 'open') join(table, 'p1');
  else host(table, { type: state });
  const reply = say(table, 'p1', { type: 'decide', taskId: 1, action: 'send', values: {} });
  expect(reply).toMatchObject({ ok: false, code });
});

test('extra time is one person’s: the others are done when the round is', () => {
  const table = startedTable(2, { roundMinutes: 1 });
  host(table, { type: 'give-time', playerId: 'p2', seconds: 30 });
  pass(table, 61);
  expect(table.session.phase).toBe('playing');
  const taskId = firstTask(table, 'p1').task.id;
  expect(say(table, 'p1', { type: 'open', taskId })).toMatchObject({ code: 'round-over' });
  expect(answerRight(table, 'p2').ok).toBe(true);
  expect(nextDueMs(table.session) ?? 0).toBeGreaterThan(table.nowMs);
  pass(table, 30);
  expect(table.session.phase).toBe('debrief');
});
