import { formatIpv4 } from '../base/address.ts';
import { rootServers } from '../network/played/resolver-sight.ts';
import { memoryOf } from '../network/played/resolver-turn.ts';
import type { IpAddress } from '../network/programs/program.ts';
import type { KnownDenial, KnownSet } from '../network/programs/resolver/cache.ts';
import { lineOf } from '../network/programs/zone-line.ts';
import type { Run } from '../network/run.ts';
import type { NodeState, World } from '../network/world.ts';
import { type Plain, secondsShown } from './own-table.ts';
import { zoneRecordsOf } from './world-facts.ts';

/** Rows of one resolver's memory that are shown. */
const MOST_ROWS = 60;

/** What a name server has of its zones. */
export const zoneTable = ({ spec }: NodeState): Plain[] => {
  const rows = spec.programs
    .flatMap(zoneRecordsOf)
    .map(({ name, type, timeToLiveSeconds, data }) => [
      name === '' ? '.' : name,
      type,
      `${timeToLiveSeconds} s`,
      data,
    ]);
  return rows.length === 0
    ? []
    : [{ id: 'zone', columns: ['name', 'type', 'timeToLive', 'data'], rows }];
};

const shown = (address: IpAddress): string =>
  typeof address === 'number' ? formatIpv4(address) : '';

const cacheRows = (
  key: string,
  entry: KnownSet | KnownDenial,
  nowMicros: number,
): readonly (readonly string[])[] => {
  const left = secondsShown(entry.expiresAtMicros - nowMicros);
  if (entry.kind === 'denial') {
    const [name = ''] = key.split(' ');
    const what = entry.rcode === 3 ? 'no such name' : 'nothing of that type';
    return [[name, '', what, left]];
  }
  return entry.records.map(record => {
    const [name = '', , type = '', ...data] = lineOf(record).split(' ');
    return [name, type, data.join(' '), left];
  });
};

const tablesOf = (run: Run, nowMicros: number): Plain[] => {
  const { cache, queries } = memoryOf(run);
  const alive = [...cache].filter(([, { expiresAtMicros }]) => expiresAtMicros > nowMicros);
  const rows = alive.flatMap(([key, entry]) => cacheRows(key, entry, nowMicros));
  return [
    {
      id: 'root-hints',
      columns: ['server'],
      rows: rootServers(run).map(address => [formatIpv4(address)]),
    },
    { id: 'cache', columns: ['name', 'type', 'data', 'remaining'], rows: rows.slice(0, MOST_ROWS) },
    {
      id: 'open-queries',
      columns: ['name', 'server', 'id', 'port'],
      rows: [...queries.values()].map(({ name, server, identifier, port }) => [
        name,
        shown(server),
        `0x${identifier.toString(16).padStart(4, '0')}`,
        String(port),
      ]),
    },
  ];
};

/** What a forger is after: the names, in whose place it answers, and what it tells. */
export const forgerTable = ({ spec: { forger } }: NodeState): Plain[] =>
  forger === undefined
    ? []
    : [
        {
          id: 'lies',
          columns: ['name', 'server', 'address'],
          rows: forger.names.map(name => [
            name,
            formatIpv4(forger.server),
            formatIpv4(forger.lookAlike),
          ]),
        },
      ];

/** What a resolver knows from the start, remembers, and waits for. */
export const resolverTables = (node: NodeState, { nowMicros }: World): Plain[] =>
  [...node.runs.values()]
    .filter(({ service }) => service === 'resolver')
    .flatMap(run => tablesOf(run, nowMicros));
