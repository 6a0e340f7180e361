import { expect, test } from 'vitest';
import { leavesOf } from '../../../shared/protocols/span.ts';
import type { Bench } from '../../../shared/rules/bench.ts';
import { benchFor } from '../../../shared/rules/bench-plan.ts';
import { unitBytes } from '../../../shared/rules/unit-bytes.ts';
import { stopped } from './at-switch.ts';
import { benchAt, failures } from './worlds.ts';

/** Sorts of tasks by what level hex is there. */
const sortsAtHex = (): Readonly<Record<string, readonly string[]>> => {
  const sorts: Record<string, Set<string>> = { read: new Set(), typed: new Set(), none: new Set() };
  failures(seen => {
    const { levels, raw } = benchAt(seen, 'hex');
    const sort = raw === undefined ? (levels.includes('hex') ? 'typed' : 'none') : 'read';
    sorts[sort]?.add(seen.task.situation.type);
    return null;
  });
  return Object.fromEntries(Object.entries(sorts).map(([sort, all]) => [sort, [...all].sort()]));
};

test('what came is read at level hex wherever no byte of it is typed', () => {
  const { read = [], typed = [], none = [] } = sortsAtHex();
  expect(read).toEqual([
    'answer-query',
    'arp-reply-in',
    'filter-packet',
    'forward-packet',
    'guard-command',
    'guard-query',
    'guard-request',
    'read-answer',
    'read-copy',
    'read-icmp',
    'read-lease',
    'read-response',
    'read-text',
    'resolve-question',
    'resolve-reply',
    'serve-lease',
    'serve-request',
    'switch-frame',
    'translate-packet',
    'unwrap-datagram',
    'unwrap-frame',
    'unwrap-packet',
    'unwrap-segment',
  ]);
  // Nothing has come, or it came as a signal: there are no bytes to read.
  expect(none.filter(type => !typed.includes(type) && !read.includes(type))).toEqual([
    'ask-lease',
    'check-lease',
    'compose-request',
    'compose-text',
    'hear-bits',
    'send-bits',
    'write-rule',
  ]);
});

const ADDRESS = /^([0-9a-f]{2}:){5}|^\d+\.\d+\.\d+\.\d+$/;

/** Values that can be picked without words of their own. */
const plainOptions = ({ fields }: Bench): readonly string[] =>
  fields
    .filter(({ input, state }) => state === 'open' && (input === 'mac' || input === 'ipv4'))
    .flatMap(({ options }) => options.map(({ shown }) => shown));

test('addresses to pick are written as they stand in the bytes', () => {
  expect(
    failures(seen => {
      const bench = benchAt(seen, 'hex');
      const other =
        bench.raw === undefined ? [] : plainOptions(bench).filter(one => ADDRESS.test(one));
      return other.length === 0 ? null : other.join();
    }),
  ).toEqual([]);
});

test('the same values are on offer whether the unit is explained or not', () => {
  expect(
    failures(seen => {
      const [raw, told] = [benchAt(seen, 'hex'), benchAt(seen, 'fields')];
      if (raw.raw === undefined) return null;
      const valuesOf = ({ fields }: Bench) =>
        fields
          .filter(({ state }) => state === 'open')
          .map(({ path, options }) => [path, options.map(({ value }) => value)]);
      expect(valuesOf(raw)).toEqual(valuesOf(told));
      expect(raw.actions).toEqual(told.actions);
      return null;
    }),
  ).toEqual([]);
});

const WISH = { level: 'hex', firstOfKind: false, allHands: false, seed: '' } as const;

test.each([
  ['whole', 0, 'right'],
  ['damaged on the way', 1, 'wrong'],
] as const)('the machine says of a frame that is %s whether its sums fit', (_fact, flip, sums) => {
  const { world, task } = stopped({});
  const unit = task.unit.map((byte, at) => (at === 20 ? byte ^ flip : byte));
  expect(benchFor(world, { ...task, unit }, WISH).raw).toEqual({ sums });
});

test('once it is judged it is explained, and hex is no level of it any more', () => {
  const { world, task } = stopped({});
  const judged = benchFor(world, task, { ...WISH, judged: true });
  expect([judged.raw, judged.level, judged.levels]).toEqual([
    undefined,
    'fields',
    ['words', 'fields'],
  ]);
  expect(leavesOf(unitBytes(judged, {}).spans).map(({ path }) => path)).toContain(
    'ethernet.source',
  );
});
