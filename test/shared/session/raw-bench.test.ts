import { describe, expect, test } from 'vitest';
import { toHex } from '../../../shared/base/bytes.ts';
import { leavesOf, type Span } from '../../../shared/protocols/span.ts';
import type { Bench } from '../../../shared/rules/bench.ts';
import { benchFor } from '../../../shared/rules/bench-plan.ts';
import { shownKind } from '../../../shared/rules/shown-kind.ts';
import { unitBytes } from '../../../shared/rules/unit-bytes.ts';
import { seatParts } from '../../../shared/session/projections/seat.ts';
import type { Help } from '../../../shared/session/settings.ts';
import {
  answer,
  answerRight,
  firstTask,
  gameOf,
  pass,
  say,
  seatOf,
  startedTable,
  type Table,
  wrongAnswer,
} from './table.ts';

const ME = 'p1';
const SECONDS = 240;

/** A station with the situations whose units are read there, and the words or fields of them that it knows without reading. */
type Row = readonly [
  name: string,
  mission: string,
  station: string,
  reads: readonly string[],
  knows: readonly string[],
];

const STATIONS: readonly Row[] = [
  ['a switch', '15-permit-list', 'lan.link', ['switch-frame'], []],
  [
    'a resolver',
    '05-ask-the-root',
    'finder.application',
    ['resolve-question', 'resolve-reply'],
    ['game.test', 'game.example', 'example'],
  ],
  ['a name server', '05-ask-the-root', 'root.application', ['answer-query'], []],
  ['a tap', '10-glass-envelope', 'tap.link', ['read-copy'], []],
  ['a boundary device', '15-permit-list', 'gate.network', ['filter-packet'], []],
  ['a web server under attack', '16-garbage-in', 'web.application', ['guard-request'], []],
  ['a mail server under attack', '16-garbage-in', 'mail.application', ['guard-command'], []],
  ['a name server under attack', '16-garbage-in', 'names.application', ['guard-query'], []],
  ['a translator', '20-one-address', 'nat.network', ['translate-packet'], []],
  ['a DHCP server', '06-first-day', 'dhcp-1.application', ['serve-lease'], []],
  ['a DHCP client', '06-first-day', 'laptop.application', ['read-lease'], ['dhcp.transactionId']],
];

const practising = (missionId: string, station: string, help: Help = 'coach'): Table =>
  startedTable(1, { format: 'practice', missionId, practiceStations: [station], help });

const shown = (table: Table): Bench | null => seatParts(table.session, ME).bench;

/** Opens the first task of the tray, put in hex. */
const openInHex = (table: Table): Bench | null => {
  const { task, kind } = firstTask(table, ME);
  say(table, ME, { type: 'open', taskId: task.id });
  say(table, ME, { type: 'level', kind: shownKind(kind), level: 'hex' });
  return shown(table);
};

/** Plays right until `see` has seen a bench of raw bytes for every situation of the row. */
const readAll = (
  [, mission, station, reads]: Row,
  see: (table: Table, bench: Bench) => void,
): void => {
  const table = practising(mission, station);
  const seen = new Set<string>();
  for (let second = 0; second < SECONDS && seen.size < reads.length; second += 1) {
    if (seatOf(table, ME).tray.length > 0) {
      const bench = openInHex(table);
      const { type } = firstTask(table, ME).task.situation;
      if (bench?.raw !== undefined && reads.includes(type) && !seen.has(type)) {
        seen.add(type);
        see(table, bench);
      }
      if (seatOf(table, ME).tray.length > 0) answerRight(table, ME);
    }
    pass(table, 1);
  }
  expect([...seen].sort()).toEqual([...reads].sort());
};

const SHORTEST = 5;

/** What the unit says in words and numbers that are no accident. */
const wordsOf = (table: Table): readonly Span[] => {
  const { world } = gameOf(table);
  const wish = { level: 'fields', firstOfKind: false, allHands: false, seed: '' } as const;
  const bench = benchFor(world, firstTask(table, ME).task, wish);
  return leavesOf(unitBytes({ ...bench, direction: 'up' }, {}).spans).filter(
    ({ shown: text, path }) => text.length >= SHORTEST && !/payload|padding/.test(path),
  );
};

/** How many things a bench says of the unit that came: one while it is only bytes. */
const says = (bench: Bench): number =>
  leavesOf(unitBytes({ ...bench, direction: 'up' }, {}).spans).length;

/** All that reaches the client about the task, but the bytes themselves, what there is to choose, and own tables. */
const toldBeside = (table: Table): string => {
  const { bench, tray, coach, traffic, progress } = seatParts(table.session, ME);
  const { fields = [], arrived: _bytes, opened: _also, ...rest } = bench ?? {};
  const bare = fields.map(({ options: _choices, ...field }) => field);
  const labels = traffic.hops.map(({ label }) => label);
  return JSON.stringify({ ...rest, fields: bare, tray, coach, labels, progress });
};

test('at level hex the check tool sends whoever asks to the bytes', () => {
  const table = practising('15-permit-list', 'lan.link');
  pass(table, 5);
  openInHex(table);
  const { id: taskId } = firstTask(table, ME).task;
  say(table, ME, { type: 'inspect', taskId, field: 'ports', table: 'mac', row: 0 });
  expect(seatParts(table.session, ME).coach.inspected?.result).toBe('hidden');
});

describe.each(STATIONS)('at level hex %s', (...row) => {
  const [, , , , knows] = row;
  test('is sent the bytes that came and nothing that they say', () => {
    readAll(row, (table, bench) => {
      const { task } = firstTask(table, ME);
      for (let step = 0; step < 3; step += 1) say(table, ME, { type: 'hint', taskId: task.id });
      const told = toldBeside(table);
      const leaks = wordsOf(table).filter(
        ({ path, shown: text }) =>
          told.includes(text) && !knows.includes(text) && !knows.includes(path),
      );
      expect(leaks).toEqual([]);
      expect(bench.arrived?.hex).toBe(toHex(task.unit));
      expect(bench.arrived?.headerLength).toBe(task.unit.length);
      expect([bench.sealed, bench.pseudoHeader]).toEqual([null, null]);
      expect(
        bench.fields.filter(({ value, state }) => value !== null || state === 'locked'),
      ).toEqual([]);
      expect(says(bench)).toBe(1);
    });
  });

  test('is told what they say when it has decided, wrong or right', () => {
    readAll(row, (table, bench) => {
      const wrong = wrongAnswer(table, ME);
      if (wrong !== null) {
        answer(table, ME, wrong);
        expect(seatParts(table.session, ME).coach.verdict?.shade).toBe('refused');
        expect(says(shown(table) ?? bench)).toBeGreaterThan(1);
      }
      answerRight(table, ME);
      const { verdict } = seatParts(table.session, ME).coach;
      expect(['accepted', 'remarked']).toContain(verdict?.shade);
      if (wrong !== null) return;
      expect(says(verdict?.bench ?? bench)).toBeGreaterThan(1);
      expect(verdict?.bench?.arrived?.hex).toBe(bench.arrived?.hex);
    });
  });
});

/** Opens units in hex, and decides them right, until one lies there as bytes alone that can be decided wrong. */
const untilRawAndWrong = (table: Table): Bench | null => {
  for (let second = 0; second < SECONDS; second += 1) {
    if (seatOf(table, ME).tray.length > 0) {
      const bench = openInHex(table);
      const wrong = bench?.raw === undefined ? null : wrongAnswer(table, ME);
      if (wrong !== null) {
        answer(table, ME, wrong);
        return bench;
      }
      answerRight(table, ME);
    }
    pass(table, 1);
  }
  return null;
};

test.each([
  ['consequence', 'let-through', true],
  ['exam', 'recorded', false],
] as const)(
  'at level hex with %s a wrong unit is %s; explained: %s',
  (help, shade, isExplained) => {
    for (const [, mission, station] of STATIONS) {
      const table = practising(mission, station, help);
      const bench = untilRawAndWrong(table);
      if (bench === null) continue;
      const { verdict } = seatParts(table.session, ME).coach;
      expect(verdict?.shade).toBe(shade);
      expect(verdict?.bench === undefined ? 0 : says(verdict.bench)).toBeGreaterThan(
        isExplained ? 1 : -1,
      );
      expect(verdict?.bench !== undefined).toBe(isExplained);
    }
  },
);
