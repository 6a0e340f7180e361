import type { StationId } from '../network/task.ts';
import type { World } from '../network/world.ts';

export type TableId =
  | 'sockets'
  | 'arp'
  | 'routes'
  | 'interfaces'
  | 'processes'
  | 'zone'
  | 'files'
  | 'mac'
  | 'line-code';

/** One table that a station may read: its own layer's and no other's. Columns are keys of the lessons. */
export interface OwnTable {
  readonly id: TableId;
  readonly station: StationId;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** What the station knows by itself, all formatted. */
export declare const ownTables: (world: World, station: StationId) => OwnTable[];
