import type { Kysely } from 'kysely';

/** Times are milliseconds since 1970. Bodies are JSON. */
export interface Tables {
  readonly meta: { readonly key: string; readonly value: string };
  readonly session: SessionRow;
  readonly seat: SeatRow;
  readonly token: TokenRow;
  readonly event: EventRow;
  readonly snapshot: SnapshotRow;
  readonly capture: CaptureRow;
}

export interface SessionRow {
  readonly id: string;
  readonly pin: string;
  readonly title: string;
  readonly format: string;
  readonly engine: number;
  readonly openedAtMs: number;
  /** null while it is open. */
  readonly endedAtMs: number | null;
}

export interface SeatRow {
  readonly session: string;
  readonly player: string;
  /** Wrong seat codes since the last right one; five of them lock the seat. */
  readonly failures: number;
}

export type Role = 'player' | 'host' | 'projector';

export interface TokenRow {
  /** SHA-256 of the token, hex: who reads the file cannot sit down in a seat. */
  readonly hash: string;
  readonly session: string;
  readonly role: Role;
  /** null unless `role` is 'player'. */
  readonly player: string | null;
}

/** The primary key (session, seq) keeps a second writer out. */
export interface EventRow {
  readonly session: string;
  readonly seq: number;
  readonly body: string;
}

export interface SnapshotRow {
  readonly session: string;
  readonly atMs: number;
  readonly body: string;
}

export interface CaptureRow {
  readonly session: string;
  readonly round: number;
  readonly crew: number;
  readonly refused: number;
  readonly bytes: Uint8Array;
}

const table = (database: Kysely<Tables>, name: keyof Tables) =>
  database.schema.createTable(name).ifNotExists();

const whoTables = (database: Kysely<Tables>) => [
  table(database, 'meta')
    .addColumn('key', 'text', c => c.primaryKey())
    .addColumn('value', 'text', c => c.notNull()),
  table(database, 'session')
    .addColumn('id', 'text', c => c.primaryKey())
    .addColumn('pin', 'text', c => c.notNull())
    .addColumn('title', 'text', c => c.notNull())
    .addColumn('format', 'text', c => c.notNull())
    .addColumn('engine', 'integer', c => c.notNull())
    .addColumn('openedAtMs', 'integer', c => c.notNull())
    .addColumn('endedAtMs', 'integer'),
  table(database, 'seat')
    .addColumn('session', 'text', c => c.notNull())
    .addColumn('player', 'text', c => c.notNull())
    .addColumn('failures', 'integer', c => c.notNull())
    .addPrimaryKeyConstraint('seatKey', ['session', 'player']),
  table(database, 'token')
    .addColumn('hash', 'text', c => c.primaryKey())
    .addColumn('session', 'text', c => c.notNull())
    .addColumn('role', 'text', c => c.notNull())
    .addColumn('player', 'text'),
];

const whatTables = (database: Kysely<Tables>) => [
  table(database, 'event')
    .addColumn('session', 'text', c => c.notNull())
    .addColumn('seq', 'integer', c => c.notNull())
    .addColumn('body', 'text', c => c.notNull())
    .addPrimaryKeyConstraint('eventKey', ['session', 'seq']),
  table(database, 'snapshot')
    .addColumn('session', 'text', c => c.primaryKey())
    .addColumn('atMs', 'integer', c => c.notNull())
    .addColumn('body', 'text', c => c.notNull()),
  table(database, 'capture')
    .addColumn('session', 'text', c => c.notNull())
    .addColumn('round', 'integer', c => c.notNull())
    .addColumn('crew', 'integer', c => c.notNull())
    .addColumn('refused', 'integer', c => c.notNull())
    .addColumn('bytes', 'blob', c => c.notNull())
    .addPrimaryKeyConstraint('captureKey', ['session', 'round', 'crew', 'refused']),
];

/** Lays the tables where they are missing. */
export const createTables = async (database: Kysely<Tables>): Promise<void> => {
  for (const laid of [...whoTables(database), ...whatTables(database)]) await laid.execute();
};
