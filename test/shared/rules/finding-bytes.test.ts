import { beforeAll, describe, expect, test } from 'vitest';
import { automatonDecision } from '../../../shared/network/automaton.ts';
import {
  GARBAGE_NAMES,
  type GarbageName,
} from '../../../shared/network/programs/garbage/garbage.ts';
import { decide, openTasks, startExchange } from '../../../shared/network/simulator.ts';
import type { Decision, SituationType, Task, Value } from '../../../shared/network/task.ts';
import { charactersOf } from '../../../shared/protocols/text.ts';
import { judge } from '../../../shared/rules/judge.ts';
import { kindOf } from '../../../shared/rules/kind-of.ts';
import { moveOf } from '../../../shared/rules/moves/registry.ts';
import { unitBytes } from '../../../shared/rules/unit-bytes.ts';
import type { Finding } from '../../../shared/rules/verdict.ts';
import { garbageWish, town } from '../network/guard/guarded-town.ts';
import { type Given, garbageAt, take, tell } from './guarding.ts';
import { benchAt, everyTask, type Seen } from './worlds.ts';

type Met = Pick<Seen, 'world' | 'task'>;

/** Decisions that stand in no byte of the unit on the bench, and why. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  sendTo: 'stands in the header of a layer below',
  sendFrom: 'stands in the header of a layer below',
  answerTo: 'stands in the header of a layer below',
  server: 'whom to ask is told to the layer below',
  interface: 'is told to the layer below',
  nextHop: 'is told to the layer below',
  queryId: 'stands in a question that is still to be made',
  queryPort: 'stands in a question that is still to be made',
  answerAuthority: 'stands in an answer that is still to be made',
  answerRecursion: 'stands in an answer that is still to be made',
  answerTtl: 'may come from the cache',
};

/** Fields that no mission asks for in the first task of a kind: tables of their own move try them. */
const TRIED_ELSEWHERE: readonly string[] = [
  'forward-packet mtu',
  'forward-packet secondOffset',
  'forge-reply lasts',
  'guard-request sum',
  'guard-command read',
];

/** About the form, not about the unit. */
const OF_THE_FORM: readonly string[] = ['value/missing', 'value/not-a-choice', 'action/not-here'];

interface Raised {
  readonly situation: string;
  readonly finding: Finding;
  /** Bytes of the unit on the bench. */
  readonly length: number;
}

const said = ({ action, values }: Decision): Record<string, Value> => {
  const name = { drop: 'reason', answer: 'answer', send: '', deliver: '' }[action];
  const saying = values[name];
  return saying === undefined ? {} : { [name]: saying };
};

/** Numbers that nobody would write. */
const ODD = [0, 1, 2, 6, 17, 53, 80, 255, 300, 4000, 65535, -1];
const NONSENSE = 'nothing of the sort';

const everyChoice = (seen: Met): Decision[] => {
  const { fields, actions } = benchAt(seen, 'fields');
  const right = automatonDecision(seen.world, seen.task);
  const typed = ['number', 'ipv4', 'mac', 'byte'];
  const filledIn = fields.flatMap(({ path, input, options }) =>
    [...options.map(({ value }) => value), ...(typed.includes(input) ? ODD : []), NONSENSE].map(
      value => ({
        action: right.action,
        values: { ...said(right), [path]: value },
      }),
    ),
  );
  const words = actions.flatMap(({ action, choices }) =>
    choices.map(choice => ({
      action,
      values: { [action === 'drop' ? 'reason' : 'answer']: choice },
    })),
  );
  return [...filledIn, ...words, ...actions.map(({ action }) => ({ action, values: {} }))];
};

const raisedAt = (seen: Met): Raised[] => {
  const bench = benchAt(seen, 'fields');
  return everyChoice(seen).flatMap(decision =>
    judge(seen.world, seen.task, decision).findings.map(finding => ({
      situation: seen.task.situation.type,
      finding,
      length: unitBytes(bench, decision.values).bytes.length,
    })),
  );
};

const namesNone = ({ finding: { bits, field, code }, length }: Raised): boolean =>
  bits === null && length > 0 && ELSEWHERE[field] === undefined && !OF_THE_FORM.includes(code);

const shown = ({ situation, finding: { code, field } }: Raised): string =>
  `${situation} ${code} ${field}`;

describe('every refusal of every judge names its bytes where there are bytes', () => {
  const raised: Raised[] = [];
  beforeAll(() => {
    const kinds = new Set<string>();
    everyTask(seen => {
      const { type } = seen.task.situation;
      if (type === 'converse' || type === 'serve-query') return;
      const key = `${type} ${kindOf(seen.world, seen.task)}`;
      if (kinds.has(key)) return;
      kinds.add(key);
      raised.push(...raisedAt(seen));
    });
  }, 120_000);

  test('in every kind of task of every mission', () => {
    expect([...new Set(raised.filter(namesNone).map(shown))]).toEqual([]);
  });

  test('for every field that a person may fill in, or it stands elsewhere', () => {
    const met = new Set(raised.map(({ situation, finding }) => `${situation} ${finding.field}`));
    const types = new Set(raised.map(({ situation }) => situation as SituationType));
    const untried = [...types].flatMap(type =>
      moveOf(type)
        .fields.filter(({ path }) => ELSEWHERE[path] === undefined)
        .map(({ path }) => `${type} ${path}`)
        .filter(field => !met.has(field)),
    );
    expect(untried.sort()).toEqual([...TRIED_ELSEWHERE].sort());
  });

  test('and they lie in the unit', () => {
    const outside = raised.filter(
      ({ finding: { bits }, length }) => bits !== null && bits.offset + bits.length > 8 * length,
    );
    expect(outside.map(shown)).toEqual([]);
  });
});

/** Every unit that a guard meets of what a stranger may say. */
const guarded = (name: GarbageName): Raised[] => {
  const world = town();
  const assign = ({ situation }: Task) =>
    situation.type.startsWith('guard-') ? ('person' as const) : ('automaton' as const);
  startExchange(world, garbageWish(name), 1, assign);
  const raised: Raised[] = [];
  for (let [task] = openTasks(world); task !== undefined; [task] = openTasks(world)) {
    raised.push(...raisedAt({ world, task }));
    decide(world, task.id, automatonDecision(world, task), assign);
  }
  return raised;
};

/** The bytes that a guard is shown who takes what he should not. */
const takenAt = (name: GarbageName, unit: number, given: Given): string => {
  const { world, task } = garbageAt(name, unit);
  const [action, values] = given;
  const bits = judge(world, task, { action, values }).findings[0]?.bits;
  const [from, to] = [(bits?.offset ?? 0) / 8, ((bits?.offset ?? 0) + (bits?.length ?? 0)) / 8];
  return charactersOf(task.unit, Math.floor(from), Math.ceil(to));
};

describe('a guard', () => {
  test.each(GARBAGE_NAMES)('of %s is shown the bytes of whatever is refused', name => {
    const raised = guarded(name);
    expect(raised.length).toBeGreaterThan(10);
    expect([...new Set(raised.filter(namesNone).map(shown))]).toEqual([]);
  });

  test.each<readonly [string, GarbageName, number, Given, RegExp]>([
    ['the length that fills the boxes', 'http-huge', 0, take, /^\d{3,}$/],
    ['what was left behind the bytes taken', 'http-order', 0, tell('read', 20), /\r\n\r\n/],
    [
      'the number that is no length',
      'http-length-word',
      0,
      take,
      /^(-1|0x20|12 bytes|4294967296999999)$/,
    ],
    ['the word that comes too early', 'smtp-recipient-first', 1, take, /^RCPT$/],
    ['the word that is no command', 'smtp-word', 1, take, /^[A-Z]+$/],
    ['the first line of another protocol', 'smtp-http', 0, take, /^GET .*HTTP\/1\.1$/],
    ['the pointer that leads round', 'dns-pointer-loop', 0, take, /\xc0\f$/],
  ])('is shown %s', (_fact, name, unit, given, bytes) => {
    expect(takenAt(name, unit, given)).toMatch(bytes);
  });
});
