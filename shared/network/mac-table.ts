import { isGroupMac } from '../protocols/ethernet.ts';
import type { MacTableSpec } from './topology.ts';
import type { NodeState, World } from './world.ts';

/** A station that has not been heard of for this long is forgotten, IEEE 802.1Q §8.8.3; a topology may say otherwise. */
export const AGEING_MICROS = 300_000_000;
/** Room in a switch of which nothing else is said. */
const MOST_ROWS = 8192;

interface Row {
  readonly interface: string;
  readonly learnedAtMicros: number;
}

const specOf = ({ spec }: NodeState): MacTableSpec =>
  spec.macTable ?? { most: MOST_ROWS, ageingMicros: AGEING_MICROS };

const isFresh = (world: World, node: NodeState, row: Row): boolean =>
  world.nowMicros - row.learnedAtMicros < specOf(node).ageingMicros;

/** Where a card was heard last, unless that is too long ago. */
export const rowFor = (world: World, node: NodeState, mac: number): Row | undefined => {
  const row = node.macTable.get(mac);
  return row !== undefined && isFresh(world, node, row) ? row : undefined;
};

/** Rows that have not aged, in the order in which their cards were first heard. */
export const freshRows = (world: World, node: NodeState): readonly (readonly [number, Row])[] =>
  [...node.macTable].filter(([, row]) => isFresh(world, node, row));

const hasRoom = (world: World, node: NodeState): boolean => {
  const { most } = specOf(node);
  return node.macTable.size < most || freshRows(world, node).length < most;
};

/** What hearing a card on a port does to the table. */
export const ROW_CHANGES = [
  'new-row',
  'same-row',
  'other-port',
  'no-room',
  'instead-of-oldest',
  'nothing',
] as const;
export type RowChange = (typeof ROW_CHANGES)[number];

/**
 * What the table makes of `mac` on `port`, IEEE 802.1Q §8.7: a full one keeps the rows that it has. A group address
 * sends nothing, so it is never learned.
 */
export const rowChangeFor = (
  world: World,
  node: NodeState,
  mac: number,
  port: string,
): RowChange => {
  if (isGroupMac(mac)) return 'nothing';
  const row = rowFor(world, node, mac);
  if (row !== undefined) return row.interface === port ? 'same-row' : 'other-port';
  return hasRoom(world, node) ? 'new-row' : 'no-room';
};

const forgetAged = (world: World, node: NodeState): void => {
  for (const [mac, row] of node.macTable) {
    if (!isFresh(world, node, row)) node.macTable.delete(mac);
  }
};

const forgetOldest = ({ macTable }: NodeState): void => {
  const [oldest] = [...macTable].sort(([, a], [, b]) => a.learnedAtMicros - b.learnedAtMicros);
  if (oldest !== undefined) macTable.delete(oldest[0]);
};

const HEARD: readonly string[] = ['new-row', 'other-port', 'instead-of-oldest'];

/** Whether there is a place for a card without a row; the oldest row gives up its own where that is wished. */
const makeRoom = (world: World, node: NodeState, change: string): boolean => {
  if (node.macTable.size < specOf(node).most) return true;
  forgetAged(world, node);
  if (change === 'instead-of-oldest' && !hasRoom(world, node)) forgetOldest(node);
  return hasRoom(world, node);
};

/** Puts a change into effect. What finds no room is not kept, whatever was said. */
export const changeRow = (
  world: World,
  node: NodeState,
  change: string,
  { mac, port }: { readonly mac: number; readonly port: string },
): void => {
  const known = node.macTable.get(mac);
  // Whoever says 'heard again' sets the clock of the row back and leaves its port alone.
  const heardAt = change === 'same-row' ? known?.interface : port;
  const isHeard = change === 'same-row' || HEARD.includes(change);
  if (!isHeard || heardAt === undefined) return;
  if (known === undefined && !makeRoom(world, node, change)) return;
  node.macTable.set(mac, { interface: heardAt, learnedAtMicros: world.nowMicros });
};
