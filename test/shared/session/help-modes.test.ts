import { expect, test } from 'vitest';
import { readPcapng } from '../../../shared/protocols/pcapng.ts';
import { crewCapture } from '../../../shared/session/capture.ts';
import { seatParts } from '../../../shared/session/projections/seat.ts';
import { crewTrace } from '../../../shared/session/replay.ts';
import type { SessionSettings } from '../../../shared/session/settings.ts';
import {
  answer,
  answerRight,
  gameOf,
  host,
  pass,
  playRight,
  say,
  seatOf,
  startedTable,
  type Table,
  wrongAnswer,
} from './table.ts';

/** Everybody answers wrong where something wrong is on offer, until somebody has. */
const firstWrong = (table: Table): string | null => {
  for (let second = 0; second < 60; second += 1) {
    for (const id of table.session.players.keys()) {
      if (seatOf(table, id).tray.length === 0) continue;
      const wrong = wrongAnswer(table, id);
      if (wrong === null) answerRight(table, id);
      else {
        answer(table, id, wrong);
        return id;
      }
    }
    pass(table, 1);
  }
  return null;
};

const tableWith = (settings: Partial<SessionSettings>) =>
  startedTable(5, { missionId: '07-next-hop', ...settings });

test('in an exam a wrong decision makes no sign until the round is over', () => {
  const table = tableWith({ help: 'exam' });
  const id = firstWrong(table) ?? '';
  const parts = seatParts(table.session, id);
  expect(parts.coach.verdict).toMatchObject({ shade: 'recorded', findings: [] });
  expect(parts.progress).toMatchObject({ rightDecisions: 1, repaired: 0 });
  expect(parts.coach.refutation).toBeNull();
  expect(JSON.stringify(parts)).not.toContain('"rfc"');
  host(table, { type: 'end-round' });
  const after = seatParts(table.session, id);
  expect(after.summary?.findings.length).toBeGreaterThan(0);
  expect(after.summary?.rightDecisions).toBe(0);
});

test('in consequence mode the network answers, and the step comes back by hand', () => {
  const table = tableWith({ help: 'consequence' });
  const id = firstWrong(table) ?? '';
  const { refutation } = seatParts(table.session, id).coach;
  expect(refutation?.frames.length).toBe(4);
  const refutationId = refutation?.refutationId ?? 0;
  const choice = refutation?.question.choices[0];
  if (choice !== undefined) {
    say(table, id, { type: 'because', refutationId, choice });
    expect(seatParts(table.session, id).coach.refutation?.question.right).not.toBeNull();
  }
  say(table, id, { type: 'because', refutationId, choice: null });
  expect(seatParts(table.session, id).coach.refutation).toBeNull();
  expect(seatOf(table, id).tray.some(item => item.repeated === 1)).toBe(true);
  answerRight(table, id);
  expect(table.session.players.get(id)?.play.repaired).toBe(1);
});

test('a coach shows the refutation of a tag once', () => {
  const table = tableWith({ help: 'coach' });
  playRight(table, 5);
  const id = firstWrong(table) ?? '';
  const player = table.session.players.get(id);
  const shown = seatParts(table.session, id).coach.refutation;
  expect(shown !== null).toBe((player?.refuted.size ?? 0) > 0);
});

test('hints open one by one and are counted; an exam has none', () => {
  const table = tableWith({});
  const taskId = seatOf(table, 'p1').tray[0]?.task.id ?? 0;
  say(table, 'p1', { type: 'open', taskId });
  for (const step of [1, 2, 3]) {
    expect(say(table, 'p1', { type: 'hint', taskId })).toEqual({ ok: true });
    expect(seatParts(table.session, 'p1').coach.hints.length).toBe(step);
  }
  expect(say(table, 'p1', { type: 'hint', taskId })).toMatchObject({ code: 'answer-later' });
  pass(table, 60);
  expect(say(table, 'p1', { type: 'hint', taskId })).toEqual({ ok: true });
  expect(say(table, 'p1', { type: 'hint', taskId })).toMatchObject({ code: 'all-hints-open' });
  const exam = tableWith({ help: 'exam' });
  const other = seatOf(exam, 'p1').tray[0]?.task.id ?? 0;
  expect(say(exam, 'p1', { type: 'hint', taskId: other })).toMatchObject({
    code: 'no-hints-in-exam',
  });
});

test('a right decision after the answer was read is no first try', () => {
  const table = tableWith({});
  const taskId = seatOf(table, 'p1').tray[0]?.task.id ?? 0;
  say(table, 'p1', { type: 'open', taskId });
  pass(table, 60);
  for (let step = 0; step < 4; step += 1) say(table, 'p1', { type: 'hint', taskId });
  answerRight(table, 'p1');
  expect(table.session.players.get('p1')?.play).toMatchObject({ right: 1, firstTry: 0 });
});

test('an apprentice offers itself after three right ones, works, and is told off', () => {
  const table = startedTable(1, { missionId: '02-down-and-up' });
  playRight(table, 320);
  const player = table.session.players.get('p1');
  const kind = [...(player?.kinds ?? [])].find(([, one]) => one.apprentice === 'offers')?.[0];
  expect(kind).toBeDefined();
  if (kind === undefined) return;
  expect(say(table, 'p1', { type: 'apprentice', kind, takesOver: true })).toEqual({ ok: true });
  playRight(table, 60);
  expect(player?.kinds.get(kind)?.units).toBeGreaterThan(0);
  expect(crewTrace(table.session, 0, null).some(step => step.decidedBy === 'apprentice')).toBe(
    true,
  );
  expect(say(table, 'p1', { type: 'apprentice', kind, takesOver: false })).toEqual({ ok: true });
});

test('the capture reads back, and refused units are in the second file alone', () => {
  const table = tableWith({});
  firstWrong(table);
  playRight(table, 30);
  const frames = readPcapng(crewCapture(table.session, 0, { viewer: null }));
  const refused = readPcapng(crewCapture(table.session, 0, { refused: true, viewer: null }));
  expect(frames.ok && refused.ok).toBe(true);
  if (!frames.ok || !refused.ok) return;
  expect(frames.value.packets.length).toBeGreaterThan(10);
  const wouldHaveLeft = gameOf(table).refused.filter(unit => unit.bytes !== null);
  expect(refused.value.packets.length).toBe(wouldHaveLeft.length);
  const trace = crewTrace(table.session, 0, null);
  expect(trace.filter(step => step.decidedBy.startsWith('p')).length).toBe(
    [...table.session.players.values()].reduce((sum, { play }) => sum + play.right, 0),
  );
});
