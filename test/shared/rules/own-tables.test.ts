import { expect, test } from 'vitest';
import { MISSIONS } from '../../../shared/missions/catalog.ts';
import { worldOptionsOf } from '../../../shared/missions/mission.ts';
import { startExchange } from '../../../shared/network/simulator.ts';
import { createWorld, type World } from '../../../shared/network/world.ts';
import { inspect } from '../../../shared/rules/inspect.ts';
import { ownTables } from '../../../shared/rules/tables.ts';
import { squatted } from '../network/leasing/lan.ts';
import {
  CORRUPT,
  DATAGRAM,
  EXPIRED,
  FAR_FRAME,
  FAR_PACKET,
  FLOODED,
  FORWARD,
  type Place,
  REVERSE,
  stop,
} from './places.ts';

test.each<readonly [string, Place, readonly string[]]>([
  ['the data link has its cards and the ARP table', FAR_FRAME, ['arp', 'interfaces']],
  ['the network layer has routes and addresses', FAR_PACKET, ['routes', 'addresses']],
  ['transport has sockets', DATAGRAM, ['sockets']],
  ['a program has processes and the name server', REVERSE, ['processes', 'name-servers']],
])('%s', (_fact, place, ids) => {
  const { world, task } = stop(place);
  expect(ownTables(world, task.station).map(({ id }) => id)).toEqual(ids);
});

test('every row has a cell for every column', () => {
  for (const place of [FAR_FRAME, FAR_PACKET, DATAGRAM, REVERSE, FORWARD]) {
    const { world, task } = stop(place);
    for (const { columns, rows } of ownTables(world, task.station)) {
      for (const row of rows) expect(row.length).toBe(columns.length);
    }
  }
});

const rowOf = (place: Place, table: string, cell: string): number => {
  const { world, task } = stop(place);
  const found = ownTables(world, task.station).find(({ id }) => id === table);
  return found?.rows.findIndex(row => row.includes(cell)) ?? -1;
};

test.each<readonly [string, Place, string, string, string, string]>([
  [
    'a packet agrees with the route it matches',
    FORWARD,
    'ipv4.destination',
    'routes',
    '10.1.74.0/24',
    'agrees',
  ],
  ['and not with the others', FORWARD, 'ipv4.destination', 'routes', '10.60.145.0/24', 'disagrees'],
  [
    'a flooded frame is for another card',
    FLOODED,
    'ethernet.destination',
    'interfaces',
    'eth0',
    'disagrees',
  ],
  [
    'a damaged frame may be for this one',
    CORRUPT,
    'ethernet.etherType',
    'interfaces',
    'eth0',
    'unrelated',
  ],
  ['a time to live has no row', EXPIRED, 'ipv4.timeToLive', 'routes', '10.1.74.0/24', 'unrelated'],
  [
    'what is still to be found is not told',
    FAR_PACKET,
    'nextHop',
    'routes',
    '0.0.0.0/0',
    'unrelated',
  ],
])('%s', (_fact, place, field, table, cell, result) => {
  const { world, task } = stop(place);
  expect(inspect(world, task, field, table, rowOf(place, table, cell))).toBe(result);
});

test('a row or table that is not there has nothing to do with it', () => {
  const { world, task } = stop(FORWARD);
  expect(inspect(world, task, 'ipv4.destination', 'routes', 99)).toBe('unrelated');
  expect(inspect(world, task, 'ipv4.destination', 'sockets', 0)).toBe('unrelated');
  expect(inspect(world, task, 'nonsense', 'routes', 0)).toBe('unrelated');
});

const LAYERS = ['application', 'transport', 'network', 'link', 'physical'] as const;

/** A network in which a host that was granted an address has asked who has it. */
const checking = (): World => {
  const world = createWorld(squatted({ probes: true }), 'tables');
  startExchange(world, { type: 'configure', node: 'client' }, 1, ({ situation }) =>
    situation.type === 'check-lease' ? 'person' : 'automaton',
  );
  return world;
};

const tablesIn = (world: World) =>
  [...world.nodes.keys()].flatMap(node =>
    LAYERS.flatMap(layer => ownTables(world, `${node}.${layer}`)),
  );

test('two tables that are not the same have not the same name', () => {
  const worlds = MISSIONS.map(mission =>
    createWorld(mission.topology, 'tables', worldOptionsOf(mission)),
  );
  const shapes = new Map<string, Set<string>>();
  for (const { id, columns } of [...worlds, checking()].flatMap(tablesIn)) {
    shapes.set(id, (shapes.get(id) ?? new Set()).add(columns.join(' ')));
  }
  // Sockets of TCP have numbers besides.
  const several = [...shapes].filter(([id, all]) => id !== 'sockets' && all.size > 1);
  expect(several).toEqual([]);
  expect([...shapes.keys()]).toContain('answered');
});
