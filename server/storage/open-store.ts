import { randomBytes } from 'node:crypto';
import { accessSync, constants, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Kysely } from 'kysely';
import { err, ok, type Result } from '../../shared/base/result.ts';
import { EventLog } from './event-log.ts';
import { SeatStore } from './seat-store.ts';
import { SessionStore } from './session-store.ts';
import { nodeSqliteDialect } from './sqlite-dialect.ts';
import { createTables, type Tables } from './tables.ts';

/** Everything that outlives the process, in one file. */
export interface Store {
  readonly log: EventLog;
  readonly sessions: SessionStore;
  readonly seats: SeatStore;
  /** Signs cookies and draws seat codes; as old as the file, so that cookies outlive a restart. */
  readonly secret: string;
  readonly close: () => Promise<void>;
}

const FILE_NAME = 'stack.sqlite';

const reasonOf = (problem: unknown): string =>
  (problem instanceof Error ? problem.message : String(problem)).replace(/\s+/g, ' ');

const folderProblem = (folder: string): string | null => {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    return null;
  } catch (problem) {
    return `The data folder ${folder} cannot be written (${reasonOf(problem)}): make it writable, or name another one with DATA_DIR.`;
  }
};

const damaged = (file: string, why: string): string =>
  `The data file ${file} is damaged (${why}) and was left as it is: move it away to start afresh, or put a backup in its place.`;

const inUse = (file: string): string =>
  `The data file ${file} is in use by another server: stop that one first, or name another folder with DATA_DIR.`;

/** Looks without writing, so that a damaged file can still be given to somebody who mends it. */
const fileProblem = (file: string): string | null => {
  let database: DatabaseSync | null = null;
  try {
    database = new DatabaseSync(file, { readOnly: true });
    const found = database.prepare('PRAGMA quick_check(1)').get();
    const answer = String(found?.quick_check ?? 'no answer');
    return answer === 'ok' ? null : damaged(file, reasonOf(answer));
  } catch (problem) {
    const why = reasonOf(problem);
    return /locked|busy/i.test(why) ? inUse(file) : damaged(file, why);
  } finally {
    database?.close();
  }
};

const secretOf = async (database: Kysely<Tables>): Promise<string> => {
  await database
    .insertInto('meta')
    .values({ key: 'secret', value: randomBytes(32).toString('hex') })
    .onConflict(conflict => conflict.doNothing())
    .execute();
  const row = await database
    .selectFrom('meta')
    .select('value')
    .where('key', '=', 'secret')
    .executeTakeFirstOrThrow();
  return row.value;
};

/** Opens, or lays, the data file in `folder`. The error is a sentence for the person who starts the server. */
export const openStore = async (folder: string): Promise<Result<Store, string>> => {
  const file = join(folder, FILE_NAME);
  const problem = folderProblem(folder) ?? (existsSync(file) ? fileProblem(file) : null);
  if (problem !== null) return err(problem);
  let raw: DatabaseSync | null = null;
  try {
    raw = new DatabaseSync(file);
    // Exclusive: a second server on the same file must fail at once, not write into the same log.
    raw.exec('PRAGMA locking_mode = EXCLUSIVE');
    raw.exec('PRAGMA journal_mode = WAL');
    raw.exec('PRAGMA synchronous = FULL');
    const database = new Kysely<Tables>({ dialect: nodeSqliteDialect(raw) });
    await createTables(database);
    return ok({
      log: new EventLog(database),
      sessions: new SessionStore(database),
      seats: new SeatStore(database),
      secret: await secretOf(database),
      close: () => database.destroy(),
    });
  } catch (caught) {
    const why = reasonOf(caught);
    return err(/locked|busy/i.test(why) ? inUse(file) : damaged(file, why));
  }
};
