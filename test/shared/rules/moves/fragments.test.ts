import { describe, expect, test } from 'vitest';
import { automatonDecision } from '../../../../shared/network/automaton.ts';
import { decide, openTasks, startExchange } from '../../../../shared/network/simulator.ts';
import type { Action, Value } from '../../../../shared/network/task.ts';
import { createWorld } from '../../../../shared/network/world.ts';
import { ipv4 } from '../../../../shared/protocols/ipv4.ts';
import { benchFor } from '../../../../shared/rules/bench-plan.ts';
import type { FindingCode } from '../../../../shared/rules/findings.ts';
import { judge } from '../../../../shared/rules/judge.ts';
import { kindOf } from '../../../../shared/rules/kind-of.ts';
import type { MisconceptionTag } from '../../../../shared/rules/misconceptions.ts';
import { internet, PLACES } from '../../network/internet.ts';
import { ip } from '../../network/networks.ts';
import { losses, story } from '../../network/play.ts';

type Given = Readonly<Record<string, Value>>;

/** A packet of 1000 bytes comes to r1, whose next link takes 576; whether it may be cut is its sender's word. */
const atNarrowLink = (mayBeCut: boolean, question = 0) => {
  const world = createWorld(internet({}, { mtuBytes: 576 }), 'narrow');
  const spec = { type: 'echo', node: 'client', to: ip(PLACES.server), timeToLive: null } as const;
  startExchange(world, { ...spec, question }, 1, ({ situation, node }) =>
    situation.type === 'forward-packet' && node === 'r1' ? 'person' : 'automaton',
  );
  const [open] = openTasks(world);
  if (open === undefined) throw new Error('nothing came to r1');
  const header = { source: ip(PLACES.client), destination: ip(PLACES.server), protocol: 17 };
  const unit = ipv4.encode({ ...header, dontFragment: mayBeCut ? 0 : 1 }, new Uint8Array(980));
  const task = { ...open, unit };
  world.open.set(task.id, task);
  return { world, task };
};

const verdictOf = (mayBeCut: boolean, action: Action, values: Given) => {
  const { world, task } = atNarrowLink(mayBeCut);
  const { shade, findings } = judge(world, task, { action, values });
  return [shade, findings[0]?.code, findings[0]?.tag ?? null];
};

/** 576 bytes less the header are 556; 552 of them are 69 times eight. */
const OFFSET = 69;

const REFUSED: readonly [string, boolean, Action, Given, FindingCode, MisconceptionTag | null][] = [
  ['a link has a size', true, 'send', { mtu: 0 }, 'route/uncut', 'message-travels-whole'],
  ['and no more', true, 'send', { mtu: 1000 }, 'route/uncut', 'message-travels-whole'],
  ['a piece carries something', true, 'send', { mtu: 20 }, 'route/cut-too-small', null],
  ['offsets count in eights', true, 'send', { secondOffset: 552 }, 'route/offset-in-bytes', null],
  ['headers do not count', true, 'send', { secondOffset: 72 }, 'route/offset-wrong', null],
  [
    'what may be cut is not sent back',
    true,
    'answer',
    { answer: 'fragmentation-needed' },
    'route/refused-to-cut',
    null,
  ],
  ['nor dropped', true, 'drop', { reason: 'no-route' }, 'route/dropped-good', null],
  ['what must not be cut does not go on', false, 'send', { mtu: 576 }, 'route/too-big', null],
  ['and does not end in silence', false, 'drop', { reason: 'no-route' }, 'route/silent', null],
  ['the news says why', false, 'answer', { answer: 'net-unreachable' }, 'route/wrong-report', null],
];

describe('a packet that is too long for the next link', () => {
  test.each(REFUSED)('%s', (_fact, mayBeCut, action, values, code, tag) => {
    expect(verdictOf(mayBeCut, action, values)).toEqual(['refused', code, tag]);
  });

  test('is cut to the size of the link, or smaller', () => {
    expect(verdictOf(true, 'send', { mtu: 576, secondOffset: OFFSET })[0]).toBe('accepted');
    expect(verdictOf(true, 'send', { mtu: 300, secondOffset: 35 })).toEqual([
      'remarked',
      'route/cut-smaller',
      null,
    ]);
  });

  test('is one of three kinds, and the automaton is right in each', () => {
    const kinds = [atNarrowLink(true), atNarrowLink(true, 1), atNarrowLink(false)].map(
      ({ world, task }) => {
        expect(judge(world, task, automatonDecision(world, task)).shade).toBe('accepted');
        return kindOf(world, task);
      },
    );
    expect(kinds.sort()).toEqual(['route/cut', 'route/cut-place', 'route/too-big']);
  });

  test('opens the size on the bench, with decoys', () => {
    const { world, task } = atNarrowLink(false);
    const wish = { level: 'words', firstOfKind: true, allHands: false, seed: 's' } as const;
    const bench = benchFor(world, task, wish);
    const size = bench.fields.find(({ path }) => path === 'mtu');
    expect([bench.focus, size?.state, bench.facts.linkBytes]).toEqual(['mtu', 'open', '576']);
    expect(size?.options.length).toBeGreaterThan(2);
  });

  test('is lost where it goes on whole, and arrives in pieces where it is cut', () => {
    const cut = atNarrowLink(true);
    const right = automatonDecision(cut.world, cut.task);
    const whole = decide(cut.world, cut.task.id, right, () => 'automaton');
    // Two pieces, and the packet that they make.
    expect(story(whole).filter(line => line === 'server unwrap-packet deliver').length).toBe(3);
    const lost = atNarrowLink(true);
    const wrong = { action: 'send', values: { mtu: 0 } } as const;
    expect(losses(decide(lost.world, lost.task.id, wrong, () => 'automaton'))).toContain(
      'too-long',
    );
  });
});
