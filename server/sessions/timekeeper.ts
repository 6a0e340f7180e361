import { HOST_ACTOR } from '../../shared/session/events.ts';
import { nextDueMs } from '../../shared/session/session.ts';
import { saveSnapshot } from './keeping.ts';
import type { LiveSession } from './live-session.ts';
import type { Registry } from './registry.ts';

const LOOK_MS = 200;
const TICK_MS = 1_000;
const SNAPSHOT_MS = 10_000;
const HOUSEKEEPING_MS = 10 * 60_000;
const DAY_MS = 24 * 60 * 60_000;
/** An open session in which nothing has happened for so long was left without saying good-bye. */
const FORGOTTEN_MS = 12 * 60 * 60_000;
/** Ended sessions stay in memory for those who still look at them. */
const LINGER_MS = 60 * 60_000;

const complain = (reason: unknown): void => {
  console.error(`The clock met a problem: ${String(reason)}`);
};

/** Everything that happens because time passes: ticks, snapshots, ends, expiry. */
export class Timekeeper {
  readonly #registry: Registry;
  readonly #keptDays: number;
  readonly #onForgotten: (sessionId: string) => void;
  readonly #snapshotSeq = new Map<string, number>();
  #timers: NodeJS.Timeout[] = [];

  constructor(registry: Registry, keptDays: number, onForgotten: (sessionId: string) => void) {
    this.#registry = registry;
    this.#keptDays = keptDays;
    this.#onForgotten = onForgotten;
  }

  start(): void {
    this.#timers = [
      setInterval(() => this.#tick(), LOOK_MS),
      setInterval(() => this.#snapshots().catch(complain), SNAPSHOT_MS),
      setInterval(() => this.housekeep().catch(complain), HOUSEKEEPING_MS),
    ];
  }

  stop(): void {
    for (const timer of this.#timers) clearInterval(timer);
    this.#timers = [];
  }

  /** Ends what was left open, forgets what has ended, removes what is too old. */
  async housekeep(): Promise<void> {
    const now = this.#registry.now();
    for (const live of this.#registry.all) await this.#housekeepOne(live, now);
    const gone = await this.#registry.store.sessions.expire(now - this.#keptDays * DAY_MS);
    for (const id of gone) this.#forget(id);
  }

  async #housekeepOne(live: LiveSession, now: number): Promise<void> {
    const quietMs = now - live.lastEventAtMs;
    const somebody = [...live.fold.players.values()].some(player => player.connected);
    if (live.fold.phase === 'ended') {
      if (quietMs > LINGER_MS && !somebody) this.#forget(live.id);
      return;
    }
    const left = live.fold.settings.practiceStations !== null && !somebody && quietMs > LINGER_MS;
    if (left || quietMs > FORGOTTEN_MS) {
      await live.command(HOST_ACTOR, `left-${live.seq}`, { type: 'end-session' });
    }
  }

  #forget(id: string): void {
    this.#registry.unload(id);
    this.#snapshotSeq.delete(id);
    this.#onForgotten(id);
  }

  #tick(): void {
    const now = this.#registry.now();
    for (const live of this.#registry.all) {
      const due = nextDueMs(live.fold);
      if (due === null || live.isTicking) continue;
      if (now < due && now - live.lastTickAtMs < TICK_MS) continue;
      live.tick().catch(complain);
    }
  }

  async #snapshots(): Promise<void> {
    for (const live of this.#registry.all) {
      if (this.#snapshotSeq.get(live.id) === live.seq || live.fold.phase === 'ended') continue;
      this.#snapshotSeq.set(live.id, live.seq);
      await saveSnapshot(this.#registry.store, live);
    }
  }
}
