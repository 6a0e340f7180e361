import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ACTIONS } from '../../../shared/network/task.ts';
import { LEVELS } from '../../../shared/rules/bench.ts';
import type { Command } from '../../../shared/session/commands.ts';
import { sessionDigest } from '../../../shared/session/digest.ts';
import { HOST_ACTOR, type SessionEvent } from '../../../shared/session/events.ts';
import { foldLog } from '../../../shared/session/fold.ts';
import { hostParts } from '../../../shared/session/projections/host.ts';
import { projectorParts } from '../../../shared/session/projections/projector.ts';
import { seatParts } from '../../../shared/session/projections/seat.ts';
import { HELPS } from '../../../shared/session/settings.ts';
import {
  answerRight,
  happen,
  openTable,
  pass,
  playRight,
  SETTINGS,
  seatOf,
  startedTable,
  type Table,
} from './table.ts';

const value = fc.oneof(fc.integer(), fc.string(), fc.double());
const small = fc.integer({ min: 0, max: 40 });
const player = fc.constantFrom('p1', 'p2', 'p3', 'nobody');

const command: fc.Arbitrary<Command> = fc.oneof(
  fc.record({
    type: fc.constant('decide' as const),
    taskId: small,
    action: fc.constantFrom(...ACTIONS),
    values: fc.dictionary(
      fc.constantFrom('nextHop', 'reason', 'udp.sourcePort', 'handTo', 'text', 'x'),
      value,
    ),
  }),
  fc.record({ type: fc.constant('open' as const), taskId: small }),
  fc.record({ type: fc.constant('hint' as const), taskId: small }),
  fc.record({
    type: fc.constant('because' as const),
    refutationId: small,
    choice: fc.option(fc.string()),
  }),
  fc.record({
    type: fc.constant('inspect' as const),
    taskId: small,
    field: fc.string(),
    table: fc.constantFrom('arp', 'routes', 'x'),
    row: small,
  }),
  fc.record({
    type: fc.constant('level' as const),
    kind: fc.constantFrom('text/write', 'packet/on-link', 'x'),
    level: fc.constantFrom(...LEVELS),
  }),
  fc.record({
    type: fc.constant('apprentice' as const),
    kind: fc.constantFrom('text/write', 'x'),
    takesOver: fc.boolean(),
  }),
  fc.record({ type: fc.constant('ready' as const), ready: fc.boolean() }),
  fc.record({ type: fc.constant('nickname' as const), nickname: fc.string() }),
  fc.record({ type: fc.constant('signal' as const), signal: fc.constant('over' as const) }),
  fc.constantFrom<Command>(
    { type: 'start-round' },
    { type: 'pause' },
    { type: 'go-on' },
    { type: 'end-round' },
    { type: 'extend', minutes: 1 },
    { type: 'freeze', frozen: true },
    { type: 'freeze', frozen: false },
    { type: 'show-packet', crew: 0, taskId: 3 },
    { type: 'lobby-answer', lobbyTask: 0, values: {} },
    { type: 'side-work', sideTaskId: 1, choice: 'x' },
  ),
  fc.record({
    type: fc.constant('move' as const),
    playerId: player,
    crew: fc.integer({ min: -1, max: 3 }),
    seat: fc.integer({ min: -1, max: 5 }),
  }),
  fc.record({ type: fc.constant('remove' as const), playerId: player }),
  fc.record({
    type: fc.constant('give-time' as const),
    playerId: player,
    seconds: fc.integer({ min: -5, max: 90 }),
  }),
  fc.record({
    type: fc.constant('next-round' as const),
    rotate: fc.boolean(),
    settings: fc.record({
      ...Object.fromEntries(Object.entries(SETTINGS).map(([key, one]) => [key, fc.constant(one)])),
      crewSize: fc.integer({ min: 0, max: 9 }),
      help: fc.constantFrom(...HELPS),
    }) as fc.Arbitrary<typeof SETTINGS>,
  }),
);

const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ actor: fc.oneof(player, fc.constant(HOST_ACTOR)), command }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ type: fc.constantFrom('joined', 'dropped', 'connected'), player }),
  },
  { weight: 2, arbitrary: fc.constant({ type: 'tick' }) },
  { weight: 1, arbitrary: fc.constant({ type: 'resumed' }) },
);

const play = (steps: readonly object[], gaps: readonly number[]): Table => {
  const table = openTable({ crewSize: 3 });
  for (const [index, one] of steps.entries()) {
    table.nowMs += gaps[index % Math.max(1, gaps.length)] ?? 1000;
    const atMs = table.nowMs;
    const event =
      'command' in one
        ? { type: 'command', commandId: `c${index}`, ...one, atMs }
        : 'player' in one
          ? { playerId: one.player, nickname: `n${index}`, ...one, atMs }
          : { ...one, atMs };
    happen(table, event as SessionEvent);
  }
  return table;
};

test('no sequence of commands throws, and the same log gives the same digest', () => {
  fc.assert(
    fc.property(
      fc.array(step, { maxLength: 60 }),
      fc.array(fc.integer({ min: -500, max: 9000 }), { minLength: 1, maxLength: 8 }),
      (steps, gaps) => {
        const table = play(steps, gaps);
        for (const id of table.session.players.keys()) JSON.stringify(seatParts(table.session, id));
        JSON.stringify([hostParts(table.session), projectorParts(table.session)]);
        const folded = foldLog(JSON.parse(JSON.stringify(table.log)) as SessionEvent[]);
        expect(folded.ok).toBe(true);
        if (folded.ok) expect(sessionDigest(folded.value)).toBe(sessionDigest(table.session));
      },
    ),
    { numRuns: 60 },
  );
}, 60_000);

/** The same play with a break after event `at`: everything later comes `breakMs` later. */
const withBreak = (
  log: readonly SessionEvent[],
  at: number,
  breakMs: number,
  how: 'pause' | 'outage',
): SessionEvent[] => {
  const atMs = log[at]?.atMs ?? 0;
  const command = (id: string, when: number, type: 'pause' | 'go-on'): SessionEvent => ({
    type: 'command',
    atMs: when,
    actor: HOST_ACTOR,
    commandId: id,
    command: { type },
  });
  const between: SessionEvent[] =
    how === 'pause'
      ? [command('x1', atMs, 'pause'), command('x2', atMs + breakMs, 'go-on')]
      : [{ type: 'resumed', atMs: atMs + breakMs }];
  const later = log.slice(at + 1).map(event => ({ ...event, atMs: event.atMs + breakMs }));
  return [...log.slice(0, at + 1), ...between, ...later];
};

const result = (log: readonly SessionEvent[]) => {
  const folded = foldLog(log);
  if (!folded.ok) throw new Error(folded.error.code);
  const { clock, crews, players } = folded.value;
  return {
    playMs: clock.playMs,
    scores: crews.map(crew => crew.game?.score),
    right: [...players.values()].map(({ play: { right, decided } }) => [right, decided]),
    capture: crews.map(crew => crew.game?.world.capture.length),
  };
};

test.each(['pause', 'outage'] as const)(
  'a %s anywhere changes no time and no score',
  how => {
    const table = startedTable(3, { roundMinutes: 3 });
    playRight(table, 60);
    const straight = result(table.log);
    fc.assert(
      fc.property(
        fc.integer({ min: 4, max: table.log.length - 2 }),
        fc.integer({ min: 1, max: 10_000_000 }),
        (at, breakMs) => {
          expect(result(withBreak(table.log, at, breakMs, how))).toEqual(straight);
        },
      ),
      { numRuns: 15 },
    );
  },
  60_000,
);

test('commands sent twice change nothing', () => {
  const table = startedTable(3);
  playRight(table, 30);
  const doubled: readonly SessionEvent[] = table.log.flatMap((event): SessionEvent[] =>
    event.type === 'command' ? [event, event] : [event],
  );
  expect(result(doubled)).toEqual(result(table.log));
});

test.each([
  ['an empty log', [], 'fold/empty'],
  ['a log without its beginning', [{ type: 'tick', atMs: 1 }], 'fold/not-opened'],
  ['a log of another engine', [{ ...openTable().log[0], engine: 0 }], 'fold/other-engine'],
])('%s is refused', (_what, log, code) => {
  expect(foldLog(log as SessionEvent[])).toMatchObject({ ok: false, error: { code } });
});

const playSecond = (table: Table, isLookedAt: boolean): void => {
  for (const id of table.session.players.keys()) {
    if (isLookedAt) seatParts(table.session, id);
    if (seatOf(table, id).tray.length > 0) answerRight(table, id);
  }
  pass(table, 1);
};

test('a projection is no part of the fold: who looks changes nothing', () => {
  const looked = startedTable(3);
  const unseen = startedTable(3);
  for (let second = 0; second < 40; second += 1) {
    playSecond(looked, true);
    playSecond(unseen, false);
  }
  expect(sessionDigest(looked.session)).toBe(sessionDigest(unseen.session));
});
