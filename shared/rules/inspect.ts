import { formatIpv4, formatMac, inPrefix, parsePrefix } from '../base/address.ts';
import type { Task, Value } from '../network/task.ts';
import type { World } from '../network/world.ts';
import { everySpan } from '../protocols/span.ts';
import type { Bench } from './bench.ts';
import { benchFor } from './bench-plan.ts';
import type { ColumnId, OwnTable } from './own-table.ts';
import { ownTables } from './tables.ts';
import { unitBytes } from './unit-bytes.ts';

/** What the check tool answers when a header field and a table row are marked. */
export type Agreement = 'agrees' | 'disagrees' | 'unrelated';

/** A field of the unit as it came in. */
const arrivedValue = (bench: Bench, path: string): Value | null => {
  if (bench.arrived === null) return null;
  const { spans } = unitBytes({ ...bench, direction: 'up' }, {});
  const span = everySpan(spans).find(candidate => candidate.path === path);
  return span?.value ?? span?.shown ?? null;
};

/** What stands in a field for this station to read: as it came, or filled in for it. Never what it has to find. */
const standing = (bench: Bench, path: string): Value | null => {
  const arrived = arrivedValue(bench, path);
  if (arrived !== null) return arrived;
  const field = bench.fields.find(candidate => candidate.path === path);
  return field === undefined || field.state === 'open' ? null : field.value;
};

type Compare = (value: Value, cell: string) => boolean;

const isMac: Compare = (value, cell) => typeof value === 'number' && formatMac(value) === cell;

const isAddress: Compare = (value, cell) =>
  typeof value === 'number' && cell.split('/')[0] === formatIpv4(value);

const isInPrefix: Compare = (value, cell) => {
  const prefix = parsePrefix(cell);
  return prefix.ok && typeof value === 'number' && inPrefix(value, prefix.value);
};

const isEnd: Compare = (value, cell) =>
  typeof value === 'number' && cell.split(':')[0] === formatIpv4(value);

const isPort: Compare = (value, cell) => cell.split(':')[1] === String(value);
const isSame: Compare = (value, cell) => cell.toLowerCase() === String(value).toLowerCase();

interface Relation {
  readonly column: ColumnId;
  readonly compare: Compare;
}

const MAC_PATHS = [
  'ethernet.destination',
  'ethernet.source',
  'arp.senderHardware',
  'arp.targetHardware',
];
const ADDRESS_PATHS = [
  'ipv4.source',
  'ipv4.destination',
  'arp.senderProtocol',
  'arp.targetProtocol',
  'nextHop',
];

const pick = (paths: readonly string[], path: string, relations: Record<string, Relation>) =>
  paths.includes(path) ? relations : null;

/** Which column of which table speaks of a field, and how. */
const relationsOf = (path: string): Readonly<Record<string, Relation>> =>
  pick(MAC_PATHS, path, {
    arp: { column: 'mac', compare: isMac },
    interfaces: { column: 'mac', compare: isMac },
    mac: { column: 'mac', compare: isMac },
  }) ??
  pick(ADDRESS_PATHS, path, {
    arp: { column: 'address', compare: isAddress },
    interfaces: { column: 'address', compare: isAddress },
    addresses: { column: 'address', compare: isAddress },
    routes: { column: 'prefix', compare: isInPrefix },
    translations: { column: path === 'ipv4.destination' ? 'outside' : 'inside', compare: isEnd },
  }) ??
  OTHER_RELATIONS[path] ??
  {};

const OTHER_RELATIONS: Readonly<Record<string, Readonly<Record<string, Relation>>>> = {
  'udp.destinationPort': { sockets: { column: 'local', compare: isPort } },
  'tcp.destinationPort': { sockets: { column: 'local', compare: isPort } },
  'udp.sourcePort': { sockets: { column: 'remote', compare: isPort } },
  'tcp.sourcePort': { sockets: { column: 'remote', compare: isPort } },
  'tcp.sequenceNumber': { sockets: { column: 'receiveNext', compare: isSame } },
  'tcp.acknowledgmentNumber': { sockets: { column: 'sendNext', compare: isSame } },
  'http.target': { files: { column: 'file', compare: isSame } },
  'dns.question.0.name': { zone: { column: 'name', compare: isSame } },
};

const cellOf = (table: OwnTable, row: number, column: ColumnId): string | undefined => {
  const index = table.columns.indexOf(column);
  return index < 0 ? undefined : table.rows[row]?.[index];
};

/** `field` is a field path of the task's own header, `table` the id of an own table, `row` counts from 0. */
export const inspect = (
  world: World,
  task: Task,
  field: string,
  table: string,
  row: number,
): Agreement => {
  const wish = { level: 'fields', firstOfKind: false, allHands: false, seed: '' } as const;
  const value = standing(benchFor(world, task, wish), field);
  const relation = relationsOf(field)[table];
  const cell = ownTables(world, task.station)
    .filter(({ id }) => id === table)
    .map(own => (relation === undefined ? undefined : cellOf(own, row, relation.column)))
    .find(found => found !== undefined);
  if (value === null || relation === undefined || cell === undefined || cell === '') {
    return 'unrelated';
  }
  return relation.compare(value, cell) ? 'agrees' : 'disagrees';
};
