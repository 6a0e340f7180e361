import { expect, test } from 'vitest';
import { toHex } from '../../../shared/base/bytes.ts';
import { readPcapng } from '../../../shared/protocols/pcapng.ts';
import { KIND_IDS } from '../../../shared/rules/kinds.ts';
import { shownKind } from '../../../shared/rules/shown-kind.ts';
import { crewCapture } from '../../../shared/session/capture.ts';
import { projectorParts } from '../../../shared/session/projections/projector.ts';
import { seatParts } from '../../../shared/session/projections/seat.ts';
import { crewTrace } from '../../../shared/session/replay.ts';
import type { Reply } from '../../../shared/session/reply.ts';
import { HELPS } from '../../../shared/session/settings.ts';
import {
  answer,
  answerRight,
  firstTask,
  host,
  pass,
  say,
  seatOf,
  startedTable,
  type Table,
  wrongAnswer,
} from './table.ts';

/** Bytes of units that lie at other seats, where they are long enough to tell. */
const foreignUnits = (table: Table, viewer: string): string[] => {
  const own = new Set(seatOf(table, viewer).tray.map(({ task }) => toHex(task.unit)));
  return (table.session.crews[0]?.seats ?? [])
    .filter(seat => seat.playerId !== viewer)
    .flatMap(seat => seat.tray.map(({ task }) => toHex(task.unit)))
    .filter(hex => hex.length >= 24 && ![...own].some(mine => mine.includes(hex)));
};

const checkSeat = (table: Table, viewer: string): void => {
  // What this person has handed on earlier was their own and may still stand in their refutation.
  const { coach, ...parts } = seatParts(table.session, viewer);
  const seen = JSON.stringify({ ...parts, verdict: coach.verdict });
  for (const hex of foreignUnits(table, viewer)) expect(seen).not.toContain(hex);
  expect(seen).not.toContain('"expected"');
  const others = parts.tables.tables.filter(own => !parts.head.me.stations.includes(own.station));
  expect(others).toEqual([]);
};

const checkLeaks = (table: Table): void => {
  for (const viewer of table.session.players.keys()) checkSeat(table, viewer);
  const wall = JSON.stringify(projectorParts(table.session));
  expect(wall).not.toContain('nick-');
  expect(wall).not.toContain('"expected"');
};

/** Names that would tell how a task has to be decided. */
const TELLING = KIND_IDS.filter(kind => shownKind(kind) !== kind);

const telling = (seen: unknown): string[] =>
  TELLING.filter(kind => JSON.stringify(seen).includes(`"${kind}"`));

/** In an exam nothing tells before the end; else a verdict names the kind when the task is done, not before. */
const checkNames = (table: Table, viewer: string, reply: Reply): void => {
  if (table.session.settings.help === 'exam') {
    expect(telling({ reply, parts: seatParts(table.session, viewer) })).toEqual([]);
  } else if (reply.ok && reply.verdict?.shade === 'refused') {
    expect(telling(reply.verdict.kind)).toEqual([]);
  }
};

const act = (table: Table, id: string, turn: number): void => {
  if (seatOf(table, id).tray.length === 0 || turn % 3 !== 0) return;
  const taskId = firstTask(table, id).task.id;
  say(table, id, { type: 'open', taskId });
  for (let step = 0; step < 3; step += 1) say(table, id, { type: 'hint', taskId });
  expect(telling(seatParts(table.session, id).coach.hints)).toEqual([]);
  const wrong = turn % 4 === 0 ? wrongAnswer(table, id) : null;
  checkNames(table, id, wrong === null ? answerRight(table, id) : answer(table, id, wrong));
};

test.each(
  HELPS.flatMap(help => ['02-down-and-up', '09-get-prices'].map(id => [help, id] as const)),
)(
  'with %s in %s nobody is sent what lies at other seats',
  (help, missionId) => {
    const table = startedTable(5, { help, missionId });
    for (let second = 0; second < 60; second += 1) {
      const ids = [...table.session.players.keys()];
      for (const [index, id] of ids.entries()) act(table, id, second + index);
      pass(table, 1);
      checkLeaks(table);
    }
  },
  30_000,
);

/** A round in which everybody is wrong now and then; what is wrong goes on. */
const playedOut = (): Table => {
  const table = startedTable(5, { missionId: '07-next-hop', help: 'consequence' });
  for (let second = 0; second < 60; second += 1) {
    for (const id of table.session.players.keys()) act(table, id, 3 * second);
    pass(table, 1);
  }
  host(table, { type: 'end-round' });
  return table;
};

test('look back tells a player of the own mistakes alone, the host of all', () => {
  const { session } = playedOut();
  const found = (viewer: string | null) =>
    crewTrace(session, 0, viewer).filter(({ findings }) => findings.length > 0);
  expect(new Set(found(null).map(({ decidedBy }) => decidedBy)).size).toBeGreaterThan(1);
  for (const [id, { nickname }] of session.players) {
    expect(found(id)).toEqual(found(null).filter(({ decidedBy }) => decidedBy === id));
    const capture = readPcapng(crewCapture(session, 0, { viewer: id }));
    if (!capture.ok) throw new Error(capture.error.code);
    const told = capture.value.packets.flatMap(({ comment }) => comment?.split('\n') ?? []);
    expect(told.filter(line => line.includes('RFC') && !line.includes(nickname))).toEqual([]);
  }
});
