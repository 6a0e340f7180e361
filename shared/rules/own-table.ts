import type { StationId } from '../network/task.ts';

export type TableId =
  | 'sockets'
  | 'arp'
  | 'routes'
  | 'interfaces'
  | 'cards'
  | 'processes'
  | 'zone'
  | 'cache'
  | 'open-queries'
  | 'root-hints'
  | 'pool'
  | 'leases'
  | 'lease'
  | 'offers'
  | 'answered'
  | 'addresses'
  | 'name-servers'
  | 'files'
  | 'mac'
  | 'rules'
  | 'flows'
  | 'translations'
  | 'lies'
  | 'wishes'
  | 'daemon'
  | 'line-code';

/** Column names; the lessons have words for each. */
export type ColumnId =
  | 'address'
  | 'age'
  | 'bit'
  | 'client'
  | 'boxes'
  | 'data'
  | 'destination'
  | 'direction'
  | 'file'
  | 'inside'
  | 'first'
  | 'interface'
  | 'last'
  | 'length'
  | 'listens'
  | 'local'
  | 'mac'
  | 'name'
  | 'nameServer'
  | 'nextHop'
  | 'outside'
  | 'pid'
  | 'prefix'
  | 'port'
  | 'id'
  | 'remaining'
  | 'server'
  | 'process'
  | 'protocol'
  | 'receiveNext'
  | 'remote'
  | 'router'
  | 'rule'
  | 'sendNext'
  | 'source'
  | 'state'
  | 'timeToLive'
  | 'type'
  | 'verdict'
  | 'wave';

/** One table that a station may read: its own layer's and no other's. */
export interface OwnTable {
  readonly id: TableId;
  readonly station: StationId;
  readonly columns: readonly ColumnId[];
  readonly rows: readonly (readonly string[])[];
}

/** A span of time as tables show it. */
export const secondsShown = (micros: number): string => `${Math.floor(micros / 1_000_000)} s`;

/** A table of a station before it is known whose. */
export type Plain = Omit<OwnTable, 'station'>;
