import { expect, test } from 'vitest';
import { missionById } from '../../../../shared/missions/catalog.ts';
import type { Value } from '../../../../shared/network/task.ts';
import type { FindingCode } from '../../../../shared/rules/findings.ts';
import { judge } from '../../../../shared/rules/judge.ts';
import type { KindId } from '../../../../shared/rules/kinds.ts';
import type { MisconceptionTag } from '../../../../shared/rules/misconceptions.ts';
import { ownTables } from '../../../../shared/rules/tables.ts';
import { stopAt } from '../../missions/playing.ts';
import { benchAt } from '../worlds.ts';

const mission = missionById('10-glass-envelope');

const stop = (exchange: string, kind: KindId) => {
  if (mission === undefined) throw new Error('there is no mission with a tap');
  return {
    mission,
    ...stopAt(mission, { station: 'tap.link', situation: 'read-copy', exchange, kind }),
  };
};

type Noted = Readonly<Record<string, Value>>;

const verdictOn = (exchange: string, kind: KindId, values: Noted) => {
  const { world, task } = stop(exchange, kind);
  const { shade, findings } = judge(world, task, { action: 'deliver', values });
  return { shade, code: findings[0]?.code ?? null, tag: findings[0]?.tag ?? null };
};

const RIGHT: [fact: string, exchange: string, kind: KindId, values: Noted][] = [
  ['the next card is the router, the host far away', 'prices', 'tap/next-card', { card: 'client' }],
  ['a name is asked for in the clear', 'market', 'tap/far-end', { asked: 'market.game.example' }],
  [
    'a page is asked for in the clear',
    'prices',
    'tap/page-asked',
    { asked: '/prices.html', readable: 'readable', card: 'router', host: 'web' },
  ],
  [
    'TLS shows the name of the server',
    'sealed',
    'tap/server-name',
    { asked: 'www.game.example', readable: 'server-name' },
  ],
  ['and then nothing', 'sealed', 'tap/sealed', { readable: 'encrypted', asked: '' }],
  ['the host answers a SYN', 'sealed', 'tap/who-answers', { host: 'web' }],
  ['a long page comes in pieces', 'news', 'tap/piece', { part: 'piece' }],
  ['noise turns a bit', 'corrupt-router', 'tap/damage', { damage: 'flipped-bit' }],
  [
    'ARP asks for the gateway',
    'prices-fresh',
    'tap/resolves',
    { asked: '10.60.145.1', card: 'everybody' },
  ],
];

test.each(RIGHT)('right: %s', (_fact, exchange, kind, values) => {
  expect(verdictOn(exchange, kind, values)).toEqual({ shade: 'accepted', code: null, tag: null });
});

const WRONG: [
  exchange: string,
  kind: KindId,
  values: Noted,
  code: FindingCode,
  tag: MisconceptionTag | null,
][] = [
  ['prices', 'tap/page-asked', { readable: 'tcp-hides' }, 'tap/tcp-hides', 'tcp-encrypts'],
  ['prices', 'tap/page-asked', { readable: 'encrypted' }, 'tap/clear-is-sealed', 'tcp-encrypts'],
  ['prices', 'tap/page-asked', { readable: 'none' }, 'tap/missed', null],
  ['prices', 'tap/page-asked', { asked: '/hours.html' }, 'tap/asked-other', null],
  ['prices', 'tap/page-asked', { card: 'web' }, 'tap/card-is-far-host', 'mac-is-final-host'],
  ['prices', 'tap/page-asked', { card: 'printer' }, 'tap/other-card', null],
  ['prices', 'tap/page-asked', { host: 'router' }, 'tap/host-is-next-card', null],
  ['prices', 'tap/page-asked', { host: 'printer' }, 'tap/other-host', null],
  ['sealed', 'tap/sealed', { readable: 'readable' }, 'tap/sealed-is-clear', null],
  ['sealed', 'tap/sealed', { readable: 'tcp-hides' }, 'tap/tcp-hides', 'tcp-encrypts'],
  ['sealed', 'tap/who-answers', { host: 'router' }, 'tap/router-answers', 'udp-is-broken'],
  ['sealed', 'tap/empty', { readable: 'encrypted' }, 'tap/nothing-inside', null],
  ['news', 'tap/piece', { part: 'whole' }, 'tap/piece-is-whole', 'message-travels-whole'],
  [
    'corrupt-router',
    'tap/damage',
    { damage: 'attack' },
    'tap/damage-is-attack',
    'bad-checksum-is-attack',
  ],
  ['corrupt-router', 'tap/damage', { damage: 'not-updated' }, 'tap/damage-other', null],
];

test.each(WRONG)('in %s, %s with %j is found: %s', (exchange, kind, values, code, tag) => {
  expect(verdictOn(exchange, kind, values)).toEqual({ shade: 'refused', code, tag });
});

test('a tap sees all of the frame, and the cards on its wire but nothing of other nodes', () => {
  const seen = stop('prices', 'tap/page-asked');
  const bench = benchAt(seen, 'fields');
  expect(bench.protocol).toBe('capture');
  expect(bench.arrived?.hex).toContain('474554202f'); // 'GET /'
  const tables = ownTables(seen.world, 'tap.link');
  expect(tables.map(({ id }) => id)).toEqual(['cards']);
  expect(tables[0]?.rows.map(([name]) => name).sort()).toEqual([
    'client.eth0',
    'printer.eth0',
    'router.lan',
  ]);
});
