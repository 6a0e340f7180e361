import { describe, expect, test } from 'vitest';
import { automatonDecision } from '../../../../shared/network/automaton.ts';
import type { PermitSpec } from '../../../../shared/network/boundary/rule.ts';
import type { Value } from '../../../../shared/network/task.ts';
import { benchFor } from '../../../../shared/rules/bench-plan.ts';
import type { FindingCode } from '../../../../shared/rules/findings.ts';
import { judge } from '../../../../shared/rules/judge.ts';
import { kindOf } from '../../../../shared/rules/kind-of.ts';
import type { MisconceptionTag } from '../../../../shared/rules/misconceptions.ts';
import { ownTables } from '../../../../shared/rules/tables.ts';
import type { Stopped } from '../../missions/playing.ts';
import { ARCHIVE, asked, LIST, NARROW, ORDERS } from '../at-permit.ts';

type Given = Readonly<Record<string, Value>>;

const verdictOf = ({ world, task }: Stopped, values: Given) => {
  const { shade, findings } = judge(world, task, { action: 'send', values });
  return [shade, ...findings.flatMap(({ code, tag }) => [code, tag])];
};

type Row = readonly [string, PermitSpec, Given, FindingCode, MisconceptionTag | null];

const WRONG: readonly Row[] = [
  ['8080 is no protocol', ORDERS, { 'rule.protocol': '25' }, 'permit/other-protocol', null],
  ['6 is no port', ORDERS, { 'rule.port': '6' }, 'permit/port-is-protocol', 'port-is-protocol'],
  ['web is not always 80', ORDERS, { 'rule.port': '80' }, 'permit/usual-port', 'port-is-service'],
  ['another port helps nobody', ORDERS, { 'rule.port': '22' }, 'permit/other-port', null],
  ['out is not in', ORDERS, { 'rule.direction': 'out' }, 'permit/other-direction', null],
  ['UDP is not TCP', ORDERS, { 'rule.protocol': '17' }, 'permit/other-protocol', null],
  ['any protocol is too many', ORDERS, { 'rule.protocol': 'any' }, 'permit/too-wide', null],
  ['any port is too many', ORDERS, { 'rule.port': 'any' }, 'permit/too-wide', null],
  [
    'a network is more than a host',
    ORDERS,
    { 'rule.destination': '10.60.145.0/24' },
    'permit/too-wide',
    null,
  ],
  [
    'the neighbour is not meant',
    ORDERS,
    { 'rule.destination': '10.60.145.242' },
    'permit/other-end',
    null,
  ],
  [
    'inside does not ask from outside',
    ORDERS,
    { 'rule.source': '10.60.145.0/24' },
    'permit/inside-source',
    'source-is-checked',
  ],
  ['only one may ask', NARROW, { 'rule.source': 'any' }, 'permit/too-wide', null],
  [
    'answers have to pass',
    ORDERS,
    { 'rule.answers': 'forgotten' },
    'permit/way-back-forgotten',
    'route-back-assumed',
  ],
  [
    'a line for answers is one for questions',
    ORDERS,
    { 'rule.answers': 'all' },
    'permit/answers-open',
    null,
  ],
  [
    'forged sources come first',
    ORDERS,
    { 'rule.place': '1' },
    'permit/before-forged',
    'source-is-checked',
  ],
  [
    'behind what denies it, it is never met',
    ORDERS,
    { 'rule.place': '6' },
    'permit/never-reached',
    null,
  ],
  [
    'outwards the other end serves',
    ARCHIVE,
    { 'rule.destination': '10.60.145.241' },
    'permit/other-end',
    null,
  ],
  ['no such place', ORDERS, { 'rule.place': '9' }, 'value/not-a-choice', null],
  ['no such address', ORDERS, { 'rule.source': '10.60.145.999' }, 'value/not-a-choice', null],
];

describe('a line for a wish', () => {
  test.each(WRONG)('%s', (_fact, wish, values, code, tag) => {
    expect(verdictOf(asked(wish), values)).toEqual(['refused', code, tag]);
  });

  test('a protocol number that is the port', () => {
    const wish = { ...ORDERS, port: 25 };
    expect(verdictOf(asked(wish), { 'rule.protocol': '25' })).toEqual([
      'refused',
      'permit/protocol-is-port',
      'port-is-protocol',
    ]);
  });

  test.each<readonly [string, PermitSpec, Given]>([
    ['as the automaton has it', ORDERS, {}],
    ['both ways, as nothing inside goes in', ORDERS, { 'rule.direction': 'both' }],
    ['any place between the two that deny', ORDERS, { 'rule.place': '2' }],
    [
      'one address, however it is written',
      ORDERS,
      { 'rule.destination': ' 10.60.145.241 ', 'rule.source': '0.0.0.0/0' },
    ],
    ['anywhere below, outwards', ARCHIVE, { 'rule.place': '6' }],
    ['even first, outwards', ARCHIVE, { 'rule.place': '1' }],
    ['from one alone', NARROW, { 'rule.source': '203.0.113.80' }],
  ])('is right: %s', (_fact, wish, values) => {
    expect(verdictOf(asked(wish), values)).toEqual(['accepted']);
  });

  test('shows wishes beside the list, and asks by turns for each part', () => {
    const { world, task } = asked(ORDERS);
    const tables = ownTables(world, task.station);
    expect(tables[0]?.rows).toEqual([['httpd on client', '10.60.145.241/32', 'TCP 8080', 'any']]);
    const kinds = [ORDERS, NARROW, ARCHIVE].flatMap(wish =>
      [0, 1, 2, 3].map(question => {
        const place = asked(wish, question);
        const wishes = { level: 'words', firstOfKind: true, allHands: false, seed: 's' } as const;
        const { focus, fields } = benchFor(place.world, place.task, wishes);
        expect(fields.find(({ path }) => path === focus)?.options.length).toBeGreaterThan(1);
        return kindOf(place.world, place.task);
      }),
    );
    expect(new Set(kinds).size).toBe(7);
  });

  test('the automaton is right under every order of such a list', () => {
    for (let turn = 0; turn < LIST.length; turn += 1) {
      const rules = [...LIST.slice(turn), ...LIST.slice(0, turn)];
      const { world, task } = asked(ARCHIVE, 0, rules);
      expect(judge(world, task, automatonDecision(world, task)).shade).toBe('accepted');
    }
  });
});
