import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import { type SqliteDatabase, SqliteDialect } from 'kysely';

const inputsOf = (parameters: readonly unknown[]): SQLInputValue[] =>
  parameters.map(parameter => {
    if (parameter === null || parameter instanceof Uint8Array) return parameter;
    if (typeof parameter === 'string' || typeof parameter === 'number') return parameter;
    throw new TypeError(`a column cannot hold a ${typeof parameter}`);
  });

/** The database that Node brings along, in the shape that Kysely's SQLite dialect asks for. */
const adapted = (database: DatabaseSync): SqliteDatabase => ({
  close: () => database.close(),
  prepare: query => {
    const statement = database.prepare(query);
    return {
      reader: statement.columns().length > 0,
      // Rows come without a prototype, which some callers cannot take.
      all: parameters => statement.all(...inputsOf(parameters)).map(row => ({ ...row })),
      run: parameters => statement.run(...inputsOf(parameters)),
      iterate: parameters => statement.iterate(...inputsOf(parameters)),
    };
  },
});

export const nodeSqliteDialect = (database: DatabaseSync): SqliteDialect =>
  new SqliteDialect({ database: adapted(database) });
