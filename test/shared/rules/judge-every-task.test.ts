import fc from 'fast-check';
import { expect, test } from 'vitest';
import { automatonDecision } from '../../../shared/network/automaton.ts';
import { ACTIONS, type Decision, type Value } from '../../../shared/network/task.ts';
import type { BenchField, BenchProtocol } from '../../../shared/rules/bench.ts';
import { judge } from '../../../shared/rules/judge.ts';
import { kindOf } from '../../../shared/rules/kind-of.ts';
import { unitBytes } from '../../../shared/rules/unit-bytes.ts';
import { deepCopy } from '../../../shared/session/deep-copy.ts';
import { benchAt, everyTask, failures, type Seen } from './worlds.ts';

const accepted = ({ world, task }: Seen, decision: Decision): string | null => {
  const verdict = judge(world, task, decision);
  return verdict.shade === 'accepted' ? null : JSON.stringify({ decision, verdict });
};

test('the automaton is right in the eyes of the judge, in every task of every mission', () => {
  const wrong: string[] = [];
  let tasks = 0;
  everyTask(seen => {
    const problem = accepted(seen, automatonDecision(seen.world, seen.task));
    if (problem !== null) wrong.push(problem);
    tasks += 1;
  });
  expect(wrong).toEqual([]);
  expect(tasks).toBeGreaterThan(1000);
});

/** Only the reason or the answer of a decision: nothing is filled in. */
const bare = ({ action, values }: Decision): Record<string, Value> => {
  const name = { drop: 'reason', answer: 'answer', send: '', deliver: '' }[action];
  const said = values[name];
  return said === undefined ? {} : { [name]: said };
};

test('a decision with nothing filled in counts as the automaton', () => {
  expect(
    failures(seen => {
      const right = automatonDecision(seen.world, seen.task);
      return accepted(seen, { action: right.action, values: bare(right) });
    }),
  ).toEqual([]);
});

/** Wrong options of a field that the judge lets through. */
const letThrough = (seen: Seen, right: Decision, { path, options }: BenchField): string[] => {
  const own = right.values[path];
  if (own === undefined) return [];
  return options
    .filter(({ value }) => value !== own)
    .filter(({ value }) => {
      const values = { ...bare(right), [path]: value };
      return judge(seen.world, seen.task, { action: right.action, values }).shade === 'accepted';
    })
    .map(({ shown }) => `${path} = ${shown}`);
};

test('every wrong choice is refused or remarked upon', () => {
  expect(
    failures(seen => {
      const right = automatonDecision(seen.world, seen.task);
      const through = benchAt(seen, 'fields').fields.flatMap(field =>
        letThrough(seen, right, field),
      );
      return through.length === 0 ? null : through.join(', ');
    }),
  ).toEqual([]);
});

/** Documents that decide nothing for a protocol, though a code may be shared with one for which they do. */
const NOT_OF: Readonly<Partial<Record<BenchProtocol, RegExp>>> = {
  arp: /RFC 894/,
  icmp: /RFC (1122 §4|768|9293)/,
  udp: /RFC 9293/,
  tcp: /RFC (768|1122 §4\.1)/,
  http: /RFC (5452|1122 §4)/,
  none: /RFC (5452|1122 §4)/,
};

/** Everything that can be chosen on the bench, one thing at a time. */
const everyChoice = (seen: Seen): Decision[] => {
  const { fields, actions } = benchAt(seen, 'fields');
  const right = automatonDecision(seen.world, seen.task);
  const filledIn = fields.flatMap(({ path, options }) =>
    options.map(({ value }) => ({
      action: right.action,
      values: { ...bare(right), [path]: value },
    })),
  );
  const said = actions.flatMap(({ action, choices }) =>
    choices.map(choice => ({
      action,
      values: { [action === 'drop' ? 'reason' : 'answer']: choice },
    })),
  );
  return [...filledIn, ...said, ...actions.map(({ action }) => ({ action, values: {} }))];
};

test('a finding cites the documents of the protocol at hand', () => {
  expect(
    failures(seen => {
      const wrong = NOT_OF[benchAt(seen, 'fields').protocol];
      const found = everyChoice(seen).flatMap(one => judge(seen.world, seen.task, one).findings);
      const strange = found.find(({ rfc }) => wrong?.test(rfc) === true);
      return strange === undefined ? null : `${strange.code} ${strange.rfc}`;
    }),
  ).toEqual([]);
});

/** One task of every kind, in a world that stands still. */
const oneOfEachKind = (): Seen[] => {
  const kinds = new Map<string, Seen>();
  everyTask(seen => {
    const kind = kindOf(seen.world, seen.task);
    if (!kinds.has(kind)) kinds.set(kind, { ...seen, world: deepCopy(seen.world) });
  });
  return [...kinds.values()];
};

const anyValue = fc.oneof(
  fc.string(),
  fc.constantFrom('__proto__', 'constructor', 'toString'),
  fc.double(),
  fc.integer(),
  fc.constantFrom(0, 1, 6, 17, 53, 80, 255, 256, 65535, 65536, 2 ** 32, 2 ** 48, -1, '', '0'),
);

test('the judge and the bench never throw, whatever is given', () => {
  const seen = oneOfEachKind();
  expect(seen.length).toBeGreaterThan(45);
  for (const one of seen) {
    const bench = benchAt(one, 'fields');
    const paths = [
      ...bench.fields.map(({ path }) => path),
      'reason',
      'answer',
      'tcp.destinationPort',
      'nonsense',
      '__proto__',
      'constructor',
    ];
    const values = fc.dictionary(fc.constantFrom(...paths), anyValue);
    fc.assert(
      fc.property(fc.constantFrom(...ACTIONS), values, (action, given) => {
        const { shade } = judge(one.world, one.task, { action, values: given });
        expect(['accepted', 'remarked', 'refused']).toContain(shade);
        unitBytes(bench, given);
      }),
      { numRuns: 50 },
    );
  }
});
