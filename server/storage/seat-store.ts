import type { Kysely } from 'kysely';
import type { SeatRow, Tables, TokenRow } from './tables.ts';

/** Who may sit where: seats, how often a wrong seat code was given, and the tokens that open them. */
export class SeatStore {
  readonly #database: Kysely<Tables>;

  constructor(database: Kysely<Tables>) {
    this.#database = database;
  }

  async all(): Promise<readonly SeatRow[]> {
    return await this.#database.selectFrom('seat').selectAll().execute();
  }

  async addToken(row: TokenRow): Promise<void> {
    await this.#database.insertInto('token').values(row).execute();
  }

  async token(hash: string): Promise<TokenRow | undefined> {
    return await this.#database
      .selectFrom('token')
      .selectAll()
      .where('hash', '=', hash)
      .executeTakeFirst();
  }

  async setFailures(session: string, player: string, failures: number): Promise<void> {
    await this.#database
      .updateTable('seat')
      .set({ failures })
      .where('session', '=', session)
      .where('player', '=', player)
      .execute();
  }

  /** The seat and every token that opened it. */
  async remove(session: string, player: string): Promise<void> {
    await this.#database.transaction().execute(async transaction => {
      for (const table of ['seat', 'token'] as const) {
        await transaction
          .deleteFrom(table)
          .where('session', '=', session)
          .where('player', '=', player)
          .execute();
      }
    });
  }
}
