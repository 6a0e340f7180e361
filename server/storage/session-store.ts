import type { Kysely } from 'kysely';
import type { CaptureRow, SessionRow, SnapshotRow, Tables } from './tables.ts';

/** Which sessions there are, and what is kept of them beside the log. */
export class SessionStore {
  readonly #database: Kysely<Tables>;

  constructor(database: Kysely<Tables>) {
    this.#database = database;
  }

  async all(): Promise<readonly SessionRow[]> {
    return await this.#database.selectFrom('session').selectAll().orderBy('openedAtMs').execute();
  }

  async find(id: string): Promise<SessionRow | undefined> {
    return await this.#database
      .selectFrom('session')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirst();
  }

  async markEnded(id: string, endedAtMs: number): Promise<void> {
    await this.#database.updateTable('session').set({ endedAtMs }).where('id', '=', id).execute();
  }

  /** Removes every trace of the sessions opened before `openedBeforeMs`; gives their ids. */
  async expire(openedBeforeMs: number): Promise<readonly string[]> {
    const old = await this.#database
      .selectFrom('session')
      .select('id')
      .where('openedAtMs', '<', openedBeforeMs)
      .execute();
    for (const { id } of old) await this.remove(id);
    return old.map(row => row.id);
  }

  async remove(id: string): Promise<void> {
    await this.#database.transaction().execute(async transaction => {
      for (const table of ['seat', 'token', 'event', 'snapshot', 'capture'] as const) {
        await transaction.deleteFrom(table).where('session', '=', id).execute();
      }
      await transaction.deleteFrom('session').where('id', '=', id).execute();
    });
  }

  async saveSnapshot(row: SnapshotRow): Promise<void> {
    await this.#database
      .insertInto('snapshot')
      .values(row)
      .onConflict(conflict =>
        conflict.column('session').doUpdateSet({ atMs: row.atMs, body: row.body }),
      )
      .execute();
  }

  async snapshot(session: string): Promise<SnapshotRow | undefined> {
    return await this.#database
      .selectFrom('snapshot')
      .selectAll()
      .where('session', '=', session)
      .executeTakeFirst();
  }

  async saveCapture(row: CaptureRow): Promise<void> {
    await this.#database
      .insertInto('capture')
      .values(row)
      .onConflict(conflict =>
        conflict.columns(['session', 'round', 'crew', 'refused']).doUpdateSet({ bytes: row.bytes }),
      )
      .execute();
  }

  /** The capture of the latest round that has one. */
  async capture(session: string, crew: number, refused: boolean): Promise<CaptureRow | undefined> {
    return await this.#database
      .selectFrom('capture')
      .selectAll()
      .where('session', '=', session)
      .where('crew', '=', crew)
      .where('refused', '=', refused ? 1 : 0)
      .orderBy('round', 'desc')
      .limit(1)
      .executeTakeFirst();
  }
}
