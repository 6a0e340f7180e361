import { describe, expect, test } from 'vitest';
import { automatonDecision } from '../../../../shared/network/automaton.ts';
import type { Action, Value } from '../../../../shared/network/task.ts';
import { benchFor } from '../../../../shared/rules/bench-plan.ts';
import { judge } from '../../../../shared/rules/judge.ts';
import { kindOf } from '../../../../shared/rules/kind-of.ts';
import type { KindId } from '../../../../shared/rules/kinds.ts';
import { ownTables } from '../../../../shared/rules/tables.ts';
import type { Stopped } from '../../missions/playing.ts';
import { ip } from '../../network/networks.ts';
import {
  ASK_OUTSIDE,
  atBoundary,
  FETCH_OUT,
  FORGED,
  type Guard,
  ICMP,
  KNOCK,
  line,
  TCP,
  UDP,
} from '../at-boundary.ts';
import { type Refused, verdictAt } from '../verdict-at.ts';

const INSIDE = { address: ip('10.60.145.0'), length: 24 };
const CLIENT = { address: ip('10.60.145.241'), length: 32 };

/** 1 forged sources, 2 web out, 3 a line by the wrong number, 4 the inner web by habit, 5 as it is, 6 the same again. */
const GUARD: Guard = {
  rules: [
    line('in', null, null, { verdict: 'deny', source: INSIDE }),
    line('out', TCP, 80),
    line('out', 53, null),
    line('in', TCP, 443, { destination: CLIENT }),
    line('in', TCP, 8080, { destination: CLIENT }),
    line('in', TCP, null, { destination: CLIENT, port: 8080 }),
  ],
};

const OUT = atBoundary(GUARD, FETCH_OUT);
const BACK = atBoundary(GUARD, FETCH_OUT, 2);
const ODD = atBoundary(GUARD, KNOCK(8080));
const HABIT = atBoundary(GUARD, KNOCK(80));
const SCAN = atBoundary({ rules: [line('out', TCP, 80)] }, KNOCK(23));
const NAMES = atBoundary(GUARD, ASK_OUTSIDE);
const FALSE = atBoundary(GUARD, FORGED);

const REFUSED: readonly Refused[] = [
  [
    'a way there is no way back',
    BACK,
    'drop',
    { reason: 'not-permitted' },
    'boundary/answer-refused',
    'route-back-assumed',
  ],
  ['an answer has no line', BACK, 'send', { rule: 5 }, 'boundary/answer-needs-no-line', null],
  ['who asks is no answer', OUT, 'send', { rule: 'answer' }, 'boundary/no-answer', null],
  ['the end is for what no line meets', OUT, 'send', { rule: 0 }, 'boundary/line-overlooked', null],
  ['the first line decides', ODD, 'send', { rule: 6 }, 'boundary/later-line', null],
  ['web is not always 80', ODD, 'send', { rule: 4 }, 'boundary/usual-port', 'port-is-service'],
  [
    'a service on another port is still one',
    ODD,
    'drop',
    { reason: 'not-permitted' },
    'boundary/service-refused',
    'port-is-service',
  ],
  ['out is not in', ODD, 'send', { rule: 2 }, 'boundary/other-direction', null],
  ['a line has to fit in all parts', OUT, 'send', { rule: 3 }, 'boundary/line-misread', null],
  [
    'what is on the list passes',
    OUT,
    'drop',
    { reason: 'not-permitted' },
    'boundary/permitted-refused',
    null,
  ],
  [
    '53 is a port, not a protocol',
    NAMES,
    'send',
    { rule: 3 },
    'boundary/protocol-is-port',
    'port-is-protocol',
  ],
  [
    'a usual port is no reason',
    HABIT,
    'send',
    { rule: 5 },
    'boundary/port-by-habit',
    'port-is-service',
  ],
  ['what is not on the list ends', SCAN, 'send', { rule: 1 }, 'boundary/let-through', null],
  [
    'nobody proves a source',
    FALSE,
    'send',
    { rule: 5 },
    'boundary/source-trusted',
    'source-is-checked',
  ],
  ['a line denied it', FALSE, 'drop', { reason: 'not-permitted' }, 'boundary/wrong-reason', null],
  ['no line denied it', SCAN, 'drop', { reason: 'line-denies' }, 'boundary/wrong-reason', null],
];

describe('at a boundary', () => {
  test.each(REFUSED)('%s', (_fact, place, action, values, code, tag) => {
    expect(verdictAt(place, action, values)).toEqual(['refused', code, tag]);
  });

  test.each<readonly [string, Stopped, Action, Readonly<Record<string, Value>>, KindId]>([
    ['a line lets the question out', OUT, 'send', { rule: 2 }, 'boundary/filter'],
    ['the table lets the answer in', BACK, 'send', { rule: 'answer' }, 'boundary/answer'],
    ['a service on 8080', ODD, 'send', { rule: 5 }, 'boundary/odd-port'],
    [
      'a stranger at a port of habit',
      HABIT,
      'drop',
      { reason: 'not-permitted' },
      'boundary/refused',
    ],
    ['a name server outside', NAMES, 'drop', { reason: 'not-permitted' }, 'boundary/refused'],
    ['a forged source', FALSE, 'drop', { reason: 'line-denies' }, 'boundary/forged'],
  ])('is right: %s', (_fact, place, action, values, kind) => {
    expect(verdictAt(place, action, values)).toEqual(['accepted', undefined, null]);
    expect(kindOf(place.world, place.task)).toBe(kind);
  });

  test('a line that would let an answer in as well is a remark', () => {
    const open: Guard = { rules: [line('out', TCP, 80), line('in', TCP, null)] };
    const place = atBoundary(open, FETCH_OUT, 2);
    expect(verdictAt(place, 'send', { rule: 2 })).toEqual(['remarked', 'boundary/line-too', null]);
  });

  test('to tell or to be silent: both refuse, the other way than usual is a remark', () => {
    const told = { answer: 'prohibited' };
    expect(verdictAt(SCAN, 'answer', told)).toEqual(['remarked', 'boundary/told', null]);
    const loud = atBoundary({ ...GUARD, tells: true }, KNOCK(23));
    expect(verdictAt(loud, 'answer', told)[0]).toBe('accepted');
    expect(verdictAt(loud, 'drop', { reason: 'not-permitted' }).slice(0, 2)).toEqual([
      'remarked',
      'boundary/kept-silent',
    ]);
  });

  test('a segment of no connection is also one that no line permits', () => {
    const place = atBoundary(GUARD, FETCH_OUT, 2);
    place.world.nodes.get('r1')?.filter?.flows.clear();
    expect(verdictAt(place, 'drop', { reason: 'opens-nothing' })[0]).toBe('accepted');
    expect(verdictAt(place, 'drop', { reason: 'not-permitted' })[0]).toBe('accepted');
  });

  test('sees its list, what passed, and its routes; of the packet the header', () => {
    const wish = { level: 'fields', firstOfKind: false, allHands: false, seed: 's' } as const;
    const bench = benchFor(BACK.world, BACK.task, wish);
    expect(bench.fields.map(({ path }) => path)).toEqual(['rule']);
    expect(bench.facts.says).toBe('part of a connection');
    const tables = ownTables(BACK.world, BACK.task.station);
    expect(tables.map(({ id, rows }) => [id, rows.length])).toEqual([
      ['rules', 6],
      ['flows', 1],
      ['routes', 3],
      ['addresses', 2],
    ]);
  });

  test('the automaton agrees with the judge under every list of three of these lines', () => {
    const lines = [...GUARD.rules, line('both', ICMP, null), line('out', UDP, 53)];
    for (const spec of [FETCH_OUT, KNOCK(8080), KNOCK(80), ASK_OUTSIDE, FORGED]) {
      for (const [index, first] of lines.entries()) {
        for (const second of lines) {
          const rules = [first, second, lines[(index * 3 + 1) % lines.length] ?? first];
          const { world, task } = atBoundary({ rules, tells: index % 2 === 0 }, spec);
          expect(judge(world, task, automatonDecision(world, task)).shade).toBe('accepted');
        }
      }
    }
  });
});
