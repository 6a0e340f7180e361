import type { Kysely, Transaction } from 'kysely';
import type { EventRow, Tables } from './tables.ts';

/** Rows that must be there when the event is, and not otherwise. */
export type Alongside = (transaction: Transaction<Tables>) => Promise<unknown>;

interface Job {
  readonly row: EventRow;
  readonly alongside: Alongside | null;
  readonly done: () => void;
  readonly failed: (reason: unknown) => void;
}

/** How long events may wait for company: one write to the disk then serves them all. */
const GATHER_MS = 10;
const MOST_PER_COMMIT = 1000;

export interface LogFigures {
  readonly events: number;
  readonly commits: number;
  readonly failures: number;
}

/** The append-only log of all sessions. `append` resolves when the event is on the disk, in the order of the calls. */
export class EventLog {
  readonly #database: Kysely<Tables>;
  #waiting: Job[] = [];
  #running: Promise<void> | null = null;
  #events = 0;
  #commits = 0;
  #failures = 0;

  constructor(database: Kysely<Tables>) {
    this.#database = database;
  }

  get figures(): LogFigures {
    return { events: this.#events, commits: this.#commits, failures: this.#failures };
  }

  append(row: EventRow, alongside: Alongside | null = null): Promise<void> {
    return new Promise<void>((done, failed) => {
      this.#waiting.push({ row, alongside, done, failed });
      this.#running ??= this.#pump();
    });
  }

  async read(session: string): Promise<readonly EventRow[]> {
    return await this.#database
      .selectFrom('event')
      .selectAll()
      .where('session', '=', session)
      .orderBy('seq')
      .execute();
  }

  /** Resolves when nothing waits to be written. */
  async settled(): Promise<void> {
    while (this.#running !== null) await this.#running;
  }

  async #pump(): Promise<void> {
    while (this.#waiting.length > 0) {
      await new Promise(resolve => setTimeout(resolve, GATHER_MS));
      const jobs = this.#waiting.splice(0, MOST_PER_COMMIT);
      await this.#commit(jobs);
    }
    // Before the next microtask: an append in between would otherwise wait for nobody.
    this.#running = null;
  }

  async #commit(jobs: readonly Job[]): Promise<void> {
    try {
      await this.#database.transaction().execute(async transaction => {
        await transaction
          .insertInto('event')
          .values(jobs.map(job => job.row))
          .execute();
        for (const job of jobs) await job.alongside?.(transaction);
      });
      this.#commits++;
      this.#events += jobs.length;
      for (const job of jobs) job.done();
    } catch (reason) {
      const [only] = jobs;
      if (jobs.length > 1) {
        // One bad row must not take the others with it.
        for (const job of jobs) await this.#commit([job]);
      } else {
        this.#failures++;
        only?.failed(reason);
      }
    }
  }
}
