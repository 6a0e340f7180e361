import { expect, test } from 'vitest';
import { automatonDecision } from '../../../shared/network/automaton.ts';
import type { Bench } from '../../../shared/rules/bench.ts';
import { LEVELS } from '../../../shared/rules/bench.ts';
import { benchAt, failures } from './worlds.ts';

const openPaths = (bench: Bench): string[] =>
  bench.fields.filter(({ state }) => state === 'open').map(({ path }) => path);

const sayingsOf = (bench: Bench): string[] =>
  bench.actions.flatMap(({ action, choices }) => choices.map(choice => `${action} ${choice}`));

test('at level words: a right choice and at least two wrong ones, no two alike', () => {
  expect(
    failures(seen => {
      const bench = benchAt(seen, 'words');
      const { action, values } = automatonDecision(seen.world, seen.task);
      const options = bench.fields.find(({ path }) => path === bench.focus)?.options ?? [];
      const shown = options.map(option => option.shown);
      const sayings = sayingsOf(bench);
      const isThere = options.some(({ value }) => value === values[bench.focus]);
      const isSaid = sayings.includes(`${action} ${values.reason ?? values.answer}`);
      const isGood =
        (isThere || isSaid) &&
        shown.length <= 4 &&
        shown.length + sayings.length >= 3 &&
        new Set(shown).size === shown.length;
      return isGood ? null : `${bench.focus}: ${[...shown, ...sayings].join(', ')}`;
    }),
  ).toEqual([]);
});

test('one field is open at level words and in the first unit of a kind, later those of the kind', () => {
  expect(
    failures(seen => {
      const words = benchAt(seen, 'words');
      const first = benchAt(seen, 'fields', true);
      const later = openPaths(benchAt(seen, 'fields'));
      const isGood =
        openPaths(words).join() === words.focus &&
        openPaths(first).join() === words.focus &&
        later.includes(words.focus);
      return isGood ? null : `${words.focus} / ${openPaths(first).join()} / ${later.join()}`;
    }),
  ).toEqual([]);
});

test('an open field holds no value, and the bench is plain JSON', () => {
  expect(
    failures(seen => {
      const benches = LEVELS.map(level => benchAt(seen, level));
      const told = benches
        .flatMap(({ fields }) => fields)
        .find(({ state, value }) => state === 'open' && value !== null);
      const copies = benches.map(bench => JSON.parse(JSON.stringify(bench)) as Bench);
      expect(copies).toEqual(benches);
      return told === undefined ? null : told.path;
    }),
  ).toEqual([]);
});

test('the same seed lays the same bench', () => {
  expect(
    failures(seen => {
      const [one, other] = [benchAt(seen, 'fields'), benchAt(seen, 'fields')];
      expect(one).toEqual(other);
      return null;
    }),
  ).toEqual([]);
});

test('at level hex open header fields are typed as bytes and offer nothing to pick', () => {
  expect(
    failures(seen => {
      const wrong = benchAt(seen, 'hex').fields.find(
        ({ input, options, state }) => input === 'hex' && state === 'open' && options.length > 0,
      );
      return wrong === undefined ? null : wrong.path;
    }),
  ).toEqual([]);
});

test('a level that the bench offers is the level it is laid at', () => {
  expect(
    failures(seen =>
      benchAt(seen, 'words').levels.every(level => benchAt(seen, level).level === level)
        ? null
        : seen.task.situation.type,
    ),
  ).toEqual([]);
  expect(
    failures(seen => (benchAt(seen, 'hex').levels.includes('hex') ? null : 'no hex')),
  ).not.toEqual([]);
});

test('a station sees what lies behind its header as bytes only', () => {
  expect(
    failures(seen => {
      const bench = benchAt(seen, 'fields');
      const foreign = bench.fields.find(
        ({ path }) =>
          /^(ethernet|arp|ipv4|icmp|udp|tcp|dns|http)\./.test(path) &&
          !path.startsWith(`${bench.protocol}.`) &&
          // It writes a reply beside the frame that it saw.
          seen.task.situation.type !== 'forge-reply' &&
          !(bench.protocol === 'arp' && path.startsWith('ethernet.')),
      );
      return foreign === undefined ? null : foreign.path;
    }),
  ).toEqual([]);
});
