import { describe, expect, test } from 'vitest';
import { automatonDecision, mergeDecision } from '../../shared/network/automaton.ts';
import { mappingsOf } from '../../shared/network/boundary/translator.ts';
import { decide, openTasks, startExchange } from '../../shared/network/simulator.ts';
import type { Action, Task, Value } from '../../shared/network/task.ts';
import { judge } from '../../shared/rules/judge.ts';
import type { Stopped } from '../shared/missions/playing.ts';
import {
  atTranslator,
  CLIENT,
  echo,
  home,
  KNOCK,
  LATE,
  NEIGHBOUR,
  use,
} from '../shared/rules/at-translator.ts';

type Given = Readonly<Record<string, Value>>;

/** How an exchange ended after a decision at the translator; a timer says that something got lost. */
const outcomeAfter = ({ world, task }: Stopped, values: Given, action: Action = 'send'): string => {
  const whole = mergeDecision(world, task, { action, values });
  const happenings = decide(world, task.id, whole, () => 'automaton');
  const isLost = happenings.some(
    one => one.type === 'timer-fired' && one.timer !== 'acknowledgment',
  );
  const end = happenings.find(one => one.type === 'exchange-ended');
  return isLost ? 'lost' : (end?.outcome ?? 'open');
};

const first = (): Stopped => atTranslator(use('client', 'ask'));

/** News of a port where nobody listens. */
const closed = (): Stopped => atTranslator(use('client', 'ask', 9), 2);

describe('what the network makes of a decision at a translator', () => {
  test.each<readonly [string, Stopped, Given, string]>([
    ['a free port brings the answer home', first(), { 'nat.port': 50_001 }, 'done'],
    ['a kept source loses it', first(), { 'ipv4.source': CLIENT }, 'lost'],
    [
      'an old transport sum is dropped',
      first(),
      { 'nat.port': 50_001, 'nat.rewrites': 'port' },
      'lost',
    ],
    ['an old header sum is dropped', first(), { 'ipv4.headerChecksum': 0x3b18 }, 'lost'],
    ['news tells the program what is closed', closed(), {}, 'done'],
    ['news with an old quote is ignored', closed(), { 'nat.rewrites': 'header' }, 'lost'],
    ['news of a hop too', atTranslator(echo(2), 2), { 'nat.rewrites': 'header' }, 'failed'],
    ['news turned back comes home', atTranslator(echo(2), 2), {}, 'done'],
    [
      'an answer to another host is lost',
      atTranslator(use('client', 'ask'), 2),
      { 'ipv4.destination': NEIGHBOUR },
      'lost',
    ],
  ])('%s', (_fact, place, values, outcome) => {
    expect(outcomeAfter(place, values)).toBe(outcome);
  });

  test('a word to a stranger is sent', () => {
    const place = atTranslator(KNOCK(5000, 'far-datagram'));
    outcomeAfter(place, { answer: 'port-unreachable' }, 'answer');
    expect(place.world.capture.at(-1)?.to).toBe('server.eth0');
  });

  test('a port that a person chose stands in the table', () => {
    const place = first();
    outcomeAfter(place, { 'nat.port': 50_001 });
    const { nat } = place.world.nodes.get('r1') ?? { nat: null };
    const rows = nat === null ? [] : mappingsOf(nat, place.world.nowMicros);
    expect(rows.map(({ outsidePort }) => outsidePort)).toEqual([50_001]);
  });
});

test('the judge agrees with the automaton all along, whatever is under way', () => {
  const world = home();
  const specs = [
    use('client', 'stream'),
    use('neighbour', 'ask'),
    echo(),
    KNOCK(23),
    echo(2),
    LATE,
    use('client', 'ask', 9),
  ];
  const decider = ({ situation }: Task) =>
    situation.type === 'translate-packet' ? 'person' : 'automaton';
  let seen = 0;
  for (let round = 0; round < 28; round += 1) {
    const spec = specs[(round * 5) % specs.length] ?? LATE;
    startExchange(world, { ...spec, question: round % 4 }, round, decider);
    for (let [task] = openTasks(world); task !== undefined; [task] = openTasks(world)) {
      const decision = automatonDecision(world, task);
      expect(judge(world, task, decision)).toEqual({ shade: 'accepted', findings: [] });
      seen += 1;
      decide(world, task.id, decision, decider);
    }
  }
  expect(seen).toBeGreaterThan(60);
});
