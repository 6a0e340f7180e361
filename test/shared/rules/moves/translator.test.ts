import { describe, expect, test } from 'vitest';
import type { Action, Value } from '../../../../shared/network/task.ts';
import { ipv4 } from '../../../../shared/protocols/ipv4.ts';
import { benchFor } from '../../../../shared/rules/bench-plan.ts';
import { inspect } from '../../../../shared/rules/inspect.ts';
import { judge } from '../../../../shared/rules/judge.ts';
import { kindOf } from '../../../../shared/rules/kind-of.ts';
import type { KindId } from '../../../../shared/rules/kinds.ts';
import { newInTask } from '../../../../shared/rules/novelty.ts';
import { sideWorkFor } from '../../../../shared/rules/side-work.ts';
import { ownTables } from '../../../../shared/rules/tables.ts';
import { unitBytes } from '../../../../shared/rules/unit-bytes.ts';
import type { Stopped } from '../../missions/playing.ts';
import {
  ASKED,
  asking,
  atTranslator,
  BACK,
  CLIENT,
  ECHO,
  ECHO_BACK,
  echo,
  FIRST,
  GOES_ON,
  KNOCKED,
  NEWS,
  OLD,
  OUT,
  SHARED,
  use,
} from '../at-translator.ts';

type Given = Readonly<Record<string, Value>>;

const NO_ROW = { reason: 'no-mapping' };

const verdictOf = ({ world, task }: Stopped, action: Action, values: Given) => {
  const { shade, findings } = judge(world, task, { action, values });
  return [shade, findings[0]?.code, findings[0]?.tag ?? null];
};

const damaged = (): Stopped => {
  const { world, task } = atTranslator(use('client', 'ask'), 2);
  const unit = task.unit.slice();
  unit[8] = (unit[8] ?? 0) ^ 1;
  return { world, task: { ...task, unit } };
};

describe('at a translator', () => {
  test.each<readonly [string, Stopped, Action, Given]>([
    ['any port that is free', OUT, 'send', { 'ipv4.source': SHARED, 'nat.port': 61_234 }],
    ['the own port where it is free', FIRST, 'send', { 'nat.port': 40_000 }],
    ['the port of the row', GOES_ON, 'send', {}],
    ['any identifier', ECHO, 'send', { 'nat.port': 7 }],
    ['less where it comes to the same', ECHO, 'send', { 'nat.rewrites': 'header' }],
    ['more where there is nothing more', OUT, 'send', { 'nat.rewrites': 'quote' }],
    ['an answer to its host', BACK, 'send', { 'ipv4.destination': CLIENT, 'nat.port': 40_000 }],
    ['an echo to who asked', ECHO_BACK, 'send', { 'ipv4.destination': CLIENT }],
    [
      'news to who sent the packet',
      NEWS,
      'send',
      { 'ipv4.destination': CLIENT, 'nat.rewrites': 'quote' },
    ],
    ['silence for a stranger', KNOCKED, 'drop', NO_ROW],
    ['silence for a late answer', OLD, 'drop', NO_ROW],
    ['a damaged header', damaged(), 'drop', { reason: 'bad-header-checksum' }],
  ])('is right: %s', (_fact, place, action, values) => {
    expect(verdictOf(place, action, values)).toEqual(['accepted', undefined, null]);
  });

  test('unusual: a low port for a high one, and a word to a stranger', () => {
    expect(verdictOf(OUT, 'send', { 'nat.port': 999 })).toEqual(['remarked', 'nat/port-low', null]);
    const told = { answer: 'port-unreachable' };
    expect(verdictOf(ASKED, 'answer', told)).toEqual(['remarked', 'nat/told', null]);
  });

  test('a damaged header goes no further', () => {
    expect(verdictOf(damaged(), 'send', {})).toEqual(['refused', 'nat/took-damaged', null]);
  });

  test.each<readonly [string, Stopped, KindId, string]>([
    ['a new conversation', OUT, 'nat/new-flow', 'nat.port'],
    ['one that is known', GOES_ON, 'nat/known-flow', 'nat.port'],
    ['an answer', BACK, 'nat/inside', 'ipv4.destination'],
    ['an echo', ECHO_BACK, 'nat/echo', 'ipv4.destination'],
    ['a stranger', KNOCKED, 'nat/unasked', 'ipv4.destination'],
    ['a late answer', OLD, 'nat/too-old', 'ipv4.destination'],
    ['a damaged header', damaged(), 'nat/damaged', 'ipv4.destination'],
  ])('%s is a kind of its own', (_fact, { world, task }, kind, focus) => {
    const wish = { level: 'words', firstOfKind: true, allHands: false, seed: 's' } as const;
    expect([kindOf(world, task), benchFor(world, task, wish).focus]).toEqual([kind, focus]);
  });

  test('by turns it asks for the source, the far end, the sums, and the quote', () => {
    const turns = [0, 1, 2, 3] as const;
    const asked = turns.flatMap(turn =>
      [
        atTranslator(asking(use('client', 'ask'), turn)),
        atTranslator(asking(use('client', 'ask'), turn), 2),
        atTranslator(asking(echo(2), turn), 2),
      ].map(({ world, task }) => kindOf(world, task)),
    );
    expect(asked).toEqual(
      expect.arrayContaining([
        'nat/source',
        'nat/far-end',
        'nat/sums',
        'nat/header-sum',
        'nat/inside-port',
        'nat/news',
        'nat/quote',
      ]),
    );
  });

  test('sees its table with ages, and its routes; of the packet the header, and one number behind it', () => {
    const { world, task } = OUT;
    const tables = ownTables(world, task.station);
    expect(tables.map(({ id }) => id)).toEqual(['translations', 'routes', 'addresses']);
    expect(tables[0]?.rows[0]?.slice(0, 3)).toEqual([
      '17',
      '10.60.145.242:40000',
      '198.51.100.1:40000',
    ]);
    expect(ownTables(OLD.world, OLD.task.station)[0]?.rows[0]?.slice(3)).toEqual([
      '330 s',
      'too old',
    ]);
    expect(inspect(world, task, 'ipv4.source', 'translations', 0)).toBe('disagrees');
    const wish = { level: 'fields', firstOfKind: false, allHands: false, seed: 's' } as const;
    const bench = benchFor(world, task, wish);
    const { bytes, spans } = unitBytes(bench, { 'ipv4.source': SHARED, 'nat.port': 50_000 });
    expect(ipv4.view(bytes, 0).source).toBe(SHARED);
    expect(spans.find(({ path }) => path === 'nat.port')).toMatchObject({
      value: 50_000,
      bitOffset: 160,
    });
  });

  test('an apprentice gives back what quotes a packet, and what comes by an old row', () => {
    const news = [BACK, NEWS, OLD, damaged()].map(({ world, task }) =>
      newInTask(world, task, new Set()),
    );
    expect(news).toEqual([null, 'carries-quote', 'row-too-old', 'bad-sum']);
  });

  test('its quiet moments ask who is behind a port', () => {
    const { world, task } = OUT;
    const work = Array.from({ length: 8 }, (_, n) => sideWorkFor(world, task.station, 's', n));
    const behind = work.filter(one => one?.facts.question === 'nat-behind');
    expect(behind.length).toBeGreaterThan(0);
    for (const one of behind) expect(one?.choices).toContain(one?.right);
  });
});
