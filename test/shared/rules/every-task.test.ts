import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bytesEqual, toHex } from '../../../shared/base/bytes.ts';
import { automatonDecision } from '../../../shared/network/automaton.ts';
import { decide, openTasks } from '../../../shared/network/simulator.ts';
import { ACTIONS, type Task } from '../../../shared/network/task.ts';
import type { World } from '../../../shared/network/world.ts';
import type { Bench, Level } from '../../../shared/rules/bench.ts';
import { benchFor } from '../../../shared/rules/bench-plan.ts';
import { judge } from '../../../shared/rules/judge.ts';
import { kindOf } from '../../../shared/rules/kind-of.ts';
import { unitBytes, valuesOfBytes } from '../../../shared/rules/unit-bytes.ts';
import { everyTask, type Seen } from './worlds.ts';

const BY_AUTOMATON = ['serve-query', 'switch-frame'];
const byHand = ({ task }: Seen): boolean => !BY_AUTOMATON.includes(task.situation.type);

const benchAt = (world: World, task: Task, level: Level, firstOfKind = false): Bench =>
  benchFor(world, task, { level, firstOfKind, allHands: false, seed: 'bench' });

/** Runs `claim` on every task by hand and lists where it does not hold. */
const failures = (claim: (seen: Seen) => string | null): string[] => {
  const found = new Set<string>();
  everyTask(seen => {
    const problem = byHand(seen) ? claim(seen) : null;
    if (problem !== null)
      found.add(`${seen.mission.id} ${seen.task.station} ${seen.task.situation.type}: ${problem}`);
  });
  return [...found];
};

describe('every task of every mission', () => {
  test('the automaton is right in the eyes of the judge', () => {
    expect(
      failures(({ world, task }) => {
        const decision = automatonDecision(world, task);
        const verdict = judge(world, task, decision);
        return verdict.shade === 'accepted'
          ? null
          : `${JSON.stringify(decision)} ${JSON.stringify(verdict)}`;
      }),
    ).toEqual([]);
  });

  test('a decision with nothing filled in counts as the automaton', () => {
    expect(
      failures(({ world, task }) => {
        const { action, values } = automatonDecision(world, task);
        const said = action === 'drop' ? { reason: values.reason ?? '' } : {};
        const answered = action === 'answer' ? { answer: values.answer ?? '' } : {};
        const verdict = judge(world, task, { action, values: { ...said, ...answered } });
        return verdict.shade === 'accepted' ? null : JSON.stringify(verdict);
      }),
    ).toEqual([]);
  });

  test('a right choice and at least two wrong ones, all distinct, at level words', () => {
    expect(
      failures(({ world, task }) => {
        const bench = benchAt(world, task, 'words');
        const right = automatonDecision(world, task);
        const focus = bench.fields.find(({ path }) => path === bench.focus);
        if (focus === undefined) return `no focus ${bench.focus}`;
        const sayings = bench.actions.flatMap(({ action, choices }) =>
          choices.map(choice => `${action} ${choice}`),
        );
        const rightSaying = `${right.action} ${right.values.reason ?? right.values.answer}`;
        const values = focus.options.map(({ value }) => value);
        const shown = focus.options.map(option => option.shown);
        if (new Set(shown).size !== shown.length) return `twice the same: ${shown.join(', ')}`;
        const hasRight =
          values.includes(right.values[bench.focus] ?? Number.NaN) || sayings.includes(rightSaying);
        if (!hasRight) return `no right one among ${shown.join(', ')} | ${sayings.join(', ')}`;
        const all = values.length + sayings.length;
        if (values.length > 4) return `too many: ${shown.join(', ')}`;
        return all >= 3 ? null : `${bench.focus} only ${shown.join(', ')} | ${sayings.join(', ')}`;
      }),
    ).toEqual([]);
  });

  test('every wrong choice is refused or remarked upon', () => {
    expect(
      failures(({ world, task }) => {
        const right = automatonDecision(world, task);
        for (const field of benchAt(world, task, 'fields').fields) {
          for (const { value } of field.options) {
            const isRight = value === right.values[field.path];
            if (isRight || right.values[field.path] === undefined) continue;
            const verdict = judge(world, task, {
              action: right.action,
              values: {
                ...(right.values.answer === undefined || field.path === 'answer'
                  ? {}
                  : { answer: right.values.answer }),
                [field.path]: value,
              },
            });
            if (verdict.shade === 'accepted') return `${field.path} = ${value} is accepted`;
          }
        }
        return null;
      }),
    ).toEqual([]);
  });

  test('at level words one field is open, at fields the first time too, later the ones of the kind', () => {
    expect(
      failures(({ world, task }) => {
        const open = (bench: Bench) =>
          bench.fields.filter(({ state }) => state === 'open').map(({ path }) => path);
        const words = benchAt(world, task, 'words');
        if (open(words).join() !== words.focus) return `words: ${open(words).join()}`;
        const first = benchAt(world, task, 'fields', true);
        if (open(first).join() !== first.focus) return `first: ${open(first).join()}`;
        const later = benchAt(world, task, 'fields');
        return open(later).includes(later.focus) ? null : `later: ${open(later).join()}`;
      }),
    ).toEqual([]);
  });

  test('an open field holds no value, and the bench is plain JSON', () => {
    expect(
      failures(({ world, task }) => {
        for (const level of ['words', 'fields', 'hex'] as const) {
          const bench = benchAt(world, task, level);
          const told = bench.fields.find(({ state, value }) => state === 'open' && value !== null);
          if (told !== undefined) return `${told.path} is told`;
          if (JSON.stringify(JSON.parse(JSON.stringify(bench))) !== JSON.stringify(bench)) {
            return 'not plain';
          }
        }
        return null;
      }),
    ).toEqual([]);
  });

  test('the same seed lays the same bench', () => {
    expect(
      failures(({ world, task }) =>
        JSON.stringify(benchAt(world, task, 'fields')) ===
        JSON.stringify(benchAt(world, task, 'fields'))
          ? null
          : 'differs',
      ),
    ).toEqual([]);
  });

  test('bytes on the bench are the bytes that the network makes', () => {
    const problems = new Set<string>();
    const compared = new Set<string>();
    everyTask(({ mission, world, task }) => {
      const type = task.situation.type;
      const bench = byHand({ mission, world, task }) ? benchAt(world, task, 'fields') : null;
      if (bench === null || bench.direction === 'up' || bench.protocol === 'none') return;
      const decision = automatonDecision(world, task);
      if (decision.action === 'drop') return;
      if (decision.action === 'answer' && bench.protocol !== 'arp') return;
      const copy = structuredClone(world);
      const before = copy.capture.length;
      decide(copy, task.id, decision, () => 'person');
      const made = [
        ...openTasks(copy)
          .filter(({ cause }) => cause === task.id)
          .map(({ unit }) => unit),
        ...copy.capture
          .slice(before)
          .filter(frame => frame.task === task.id)
          .map(({ bytes }) => bytes),
      ];
      const { bytes } = unitBytes(bench, decision.values);
      // A packet whose next hop is not known yet waits: the question that arises first has no unit.
      const units = made.filter(({ length }) => length > 0);
      if (units.length === 0) return;
      compared.add(type);
      if (!units.some(unit => bytesEqual(unit, bytes))) {
        problems.add(
          `${mission.id} ${task.station} ${type}: ${toHex(bytes)} / ${units.map(unit => toHex(unit)).join(' ')}`,
        );
      }
    });
    expect([...problems]).toEqual([]);
    expect([...compared].sort()).toEqual([
      'arp-request-in',
      'ask-arp',
      'compose-icmp',
      'compose-query',
      'compose-request',
      'forward-packet',
      'serve-request',
      'wrap-datagram',
      'wrap-frame',
      'wrap-packet',
      'wrap-segment',
    ]);
  });

  test('a header typed as bytes reads back as the values that wrote it', () => {
    expect(
      failures(({ world, task }) => {
        const bench = benchAt(world, task, 'hex');
        const right = automatonDecision(world, task);
        if (bench.direction === 'up' || right.action === 'drop') return null;
        const read = valuesOfBytes(bench, unitBytes(bench, right.values).bytes);
        const wrong = bench.fields
          .filter(({ input, path }) => input === 'hex' && right.values[path] !== undefined)
          .find(({ path }) => read[path] !== right.values[path]);
        return wrong === undefined ? null : `${wrong.path}: ${read[wrong.path]}`;
      }),
    ).toEqual([]);
  });

  test('the kind of a task stays the same while it waits', () => {
    expect(
      failures(({ world, task }) =>
        kindOf(world, task) === kindOf(world, task) ? null : 'changes',
      ),
    ).toEqual([]);
  });
});

const anyValue = fc.oneof(
  fc.string(),
  fc.double(),
  fc.integer(),
  fc.constantFrom(0, 1, 6, 17, 53, 80, 255, 256, 65535, 65536, 2 ** 32, 2 ** 48, -1, '', '0'),
);

test('the judge never throws, whatever is given', () => {
  const situations = new Map<string, Seen>();
  everyTask(seen => {
    const key = `${seen.task.situation.type} ${kindOf(seen.world, seen.task)}`;
    if (!situations.has(key)) situations.set(key, { ...seen, world: structuredClone(seen.world) });
  });
  for (const { world, task } of situations.values()) {
    const paths = [
      ...benchAt(world, task, 'fields').fields.map(({ path }) => path),
      'reason',
      'answer',
      'tcp.destinationPort',
      'nonsense',
      '__proto__',
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(...ACTIONS),
        fc.dictionary(fc.constantFrom(...paths), anyValue),
        (action, values) => {
          const verdict = judge(world, task, { action, values });
          expect(['accepted', 'remarked', 'refused']).toContain(verdict.shade);
          unitBytes(benchAt(world, task, 'fields'), values);
        },
      ),
      { numRuns: 60 },
    );
  }
});
