import { expect, test } from 'vitest';
import { fromHex, text, toHex } from '../../../../shared/base/bytes.ts';
import { missionById } from '../../../../shared/missions/catalog.ts';
import type { Mission } from '../../../../shared/missions/mission.ts';
import { startExchange } from '../../../../shared/network/simulator.ts';
import { openedByTap } from '../../../../shared/network/tap/opening.ts';
import type { Task } from '../../../../shared/network/task.ts';
import { ethernet } from '../../../../shared/protocols/ethernet.ts';
import { explain } from '../../../../shared/protocols/explain.ts';
import { leavesOf } from '../../../../shared/protocols/span.ts';
import { benchFor } from '../../../../shared/rules/bench-plan.ts';
import { freshWorld } from '../../missions/playing.ts';

const PAGE = 'Apple 3, bread 5';

const withKeysOf = (keysOf: string[]): Mission => {
  const mission = missionById('10-glass-envelope');
  if (mission === undefined) throw new Error('there is no mission with a tap');
  const nodes = mission.topology.nodes.map(node =>
    node.role === 'tap' ? { ...node, keysOf } : node,
  );
  return { ...mission, topology: { ...mission.topology, nodes } };
};

const copiesOf = (mission: Mission, tap = 'tap') => {
  const world = freshWorld(mission);
  const spec = mission.exchanges.find(({ id }) => id === 'sealed')?.spec;
  if (spec === undefined) throw new Error('nothing goes over TLS');
  const tasks: Task[] = [];
  startExchange(world, spec, 1, task => {
    if (task.node === tap && task.situation.type === 'read-copy') tasks.push(task);
    return 'automaton';
  });
  return { world, tasks };
};

const benchesOf = ({ world, tasks }: ReturnType<typeof copiesOf>) => {
  const wish = { level: 'fields', firstOfKind: false, allHands: false, seed: '' } as const;
  return tasks.map(task => benchFor(world, task, wish));
};

const seenWith = (keysOf: string[]) => benchesOf(copiesOf(withKeysOf(keysOf)));

const plainText = (hex: string): string => {
  const bytes = fromHex(hex);
  return bytes.ok ? text(bytes.value) : '';
};

test('a tap with the keys of the server reads the page and the request', () => {
  const opened = seenWith(['web']).flatMap(bench => bench.opened ?? []);
  const data = opened.filter(({ is }) => is === 'data').map(({ hex }) => plainText(hex));
  expect(data.join()).toContain('GET /prices.html');
  expect(data.join()).toContain(PAGE);
  expect(opened.some(({ is }) => is === 'handshake')).toBe(true);
});

test.each<[string[]]>([[[]], [['printer']]])(
  'a tap with the keys of %j opens nothing, and no bench holds key or page',
  owners => {
    const benches = seenWith(owners);
    expect(benches.length).toBeGreaterThan(10);
    expect(benches.every(bench => bench.opened === undefined)).toBe(true);
    const seen = JSON.stringify(benches);
    expect(seen).not.toContain(toHex(new TextEncoder().encode(PAGE)));
    expect(seen).not.toContain('TRAFFIC_SECRET');
  },
);

test('without a key a record shows its length, and the hello the name of the server', () => {
  const { tasks } = copiesOf(withKeysOf([]));
  const shown = tasks.flatMap(({ unit }) =>
    leavesOf(explain(unit, ethernet).spans).map(span => span.shown),
  );
  expect(shown.some(one => /^encrypted, \d+ bytes$/.test(one))).toBe(true);
  expect(shown).toContain('www.game.example');
});

test('a copy that came by is opened once: where its last byte lies', () => {
  const { world, tasks } = copiesOf(withKeysOf(['web']));
  const opened = tasks.map(({ situation }) =>
    situation.type === 'read-copy' ? openedByTap(world, 'tap', situation.copy) : [],
  );
  const pages = opened.flat().filter(({ content }) => text(content).includes(PAGE));
  expect(pages).toHaveLength(1);
});

test('in the mission who holds the key reads the page, and who holds none does not', () => {
  const mission = missionById('10-glass-envelope');
  if (mission === undefined) throw new Error('there is no mission with a tap');
  const openedAt = (tap: string): string =>
    benchesOf(copiesOf(mission, tap))
      .flatMap(bench => bench.opened ?? [])
      .map(({ hex }) => plainText(hex))
      .join('');
  expect(openedAt('key-tap')).toContain(PAGE);
  expect(openedAt('tap')).toBe('');
});
