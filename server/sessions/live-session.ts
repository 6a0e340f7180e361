import { err, ok, type Result } from '../../shared/base/result.ts';
import type { Command } from '../../shared/session/commands.ts';
import type { SessionEvent } from '../../shared/session/events.ts';
import { foldLog } from '../../shared/session/fold.ts';
import type { Outcome, Reply } from '../../shared/session/reply.ts';
import { refuse } from '../../shared/session/reply.ts';
import { applyEvent, openSession } from '../../shared/session/session.ts';
import type { Session } from '../../shared/session/state.ts';
import type { Phase } from '../../shared/session/views/seat.ts';
import type { Alongside, EventLog } from '../storage/event-log.ts';

export type Touched = Outcome['touched'];

/** Who wants to know what an event changed, after it is on the disk. */
export interface Watcher {
  readonly touched: (viewers: Touched) => void;
  /** A player lost the seat: close what is open of it. */
  readonly removed: (playerId: string) => void;
  /** Each event, whomever it touched. */
  readonly folded?: (outcome: Outcome) => void;
}

/** Told after each event that was folded. */
export type AfterEvent = (live: LiveSession, event: SessionEvent, phaseBefore: Phase) => void;

export interface Clockwork {
  readonly log: EventLog;
  readonly now: () => number;
  readonly after: AfterEvent;
}

type Opened = Extract<SessionEvent, { type: 'opened' }>;

/**
 * One session while the server runs. Every event goes the same way: numbered, written, folded, told. What is not on the
 * disk has not happened for anybody.
 */
export class LiveSession {
  readonly fold: Session;
  readonly #clockwork: Clockwork;
  readonly #watchers = new Set<Watcher>();
  isTicking = false;
  lastTickAtMs = 0;
  #seq: number;
  #atMs: number;

  private constructor(clockwork: Clockwork, fold: Session, seq: number, atMs: number) {
    this.#clockwork = clockwork;
    this.fold = fold;
    this.#seq = seq;
    this.#atMs = atMs;
  }

  /** A new session; resolves when its first event is on the disk. */
  static async open(
    clockwork: Clockwork,
    opened: Opened,
    alongside: Alongside,
  ): Promise<LiveSession> {
    const row = { session: opened.sessionId, seq: 1, body: JSON.stringify(opened) };
    await clockwork.log.append(row, alongside);
    return new LiveSession(clockwork, openSession(opened), 1, opened.atMs);
  }

  /** A session of before, folded from its log. Writes nothing. The error says which event cannot be read. */
  static async reopen(clockwork: Clockwork, id: string): Promise<Result<LiveSession, string>> {
    const read = await readEvents(clockwork.log, id);
    if (!read.ok) return read;
    const { events, lastSeq } = read.value;
    const begun = foldLog(events.slice(0, 1));
    if (!begun.ok) return err(`the log of session ${id} does not fold: ${begun.error.code}`);
    for (const event of events.slice(1)) applySafely(begun.value, event);
    return ok(new LiveSession(clockwork, begun.value, lastSeq, events.at(-1)?.atMs ?? 0));
  }

  get id(): string {
    return this.fold.id;
  }

  /** How many events it has; rises with each. */
  get seq(): number {
    return this.#seq;
  }

  get lastEventAtMs(): number {
    return this.#atMs;
  }

  watch(watcher: Watcher): void {
    this.#watchers.add(watcher);
  }

  unwatch(watcher: Watcher): void {
    this.#watchers.delete(watcher);
  }

  /** Something outside the fold changed that these viewers see. */
  touch(viewers: Touched): void {
    for (const watcher of this.#watchers) watcher.touched(viewers);
  }

  /** Writes and folds one event. Events are folded in the order of the calls. Rejects when it could not be written. */
  async submit(
    eventAt: (atMs: number) => SessionEvent,
    alongside: Alongside | null = null,
  ): Promise<Outcome> {
    // The clock of the machine may be set back; the clock of a session is not.
    this.#atMs = Math.max(this.#clockwork.now(), this.#atMs);
    const event = eventAt(this.#atMs);
    const row = { session: this.id, seq: ++this.#seq, body: JSON.stringify(event) };
    await this.#clockwork.log.append(row, alongside);
    const phaseBefore = this.fold.phase;
    const outcome = applySafely(this.fold, event);
    this.#clockwork.after(this, event, phaseBefore);
    this.touch(outcome.touched);
    for (const watcher of this.#watchers) watcher.folded?.(outcome);
    return outcome;
  }

  /** Lets the fold look at its clocks. */
  async tick(): Promise<void> {
    this.isTicking = true;
    this.lastTickAtMs = this.#clockwork.now();
    try {
      await this.submit(atMs => ({ type: 'tick', atMs }));
    } finally {
      this.isTicking = false;
    }
  }

  /** A command of a person; the reply comes when it is on the disk. */
  async command(actor: string, commandId: string, command: Command): Promise<Reply> {
    try {
      const { reply } = await this.submit(atMs => ({
        type: 'command',
        atMs,
        actor,
        commandId,
        command,
      }));
      if (command.type === 'remove' && reply?.ok === true) {
        for (const watcher of this.#watchers) watcher.removed(command.playerId);
      }
      return reply ?? { ok: true };
    } catch {
      return refuse('not-kept');
    }
  }
}

/**
 * Folds one event that is on the disk. Should a bug of ours throw, the session goes on without that event; after a
 * restart it throws again in the same place, and the session is the same.
 */
const applySafely = (fold: Session, event: SessionEvent): Outcome => {
  try {
    return applyEvent(fold, event);
  } catch (bug) {
    console.error(`Session ${fold.id} could not take ${JSON.stringify(event)}:`, bug);
    return { reply: refuse('not-kept'), touched: 'all', leaving: [] };
  }
};

/** The events of a session, in order. */
const readEvents = async (
  log: EventLog,
  id: string,
): Promise<Result<{ events: readonly SessionEvent[]; lastSeq: number }, string>> => {
  const rows = await log.read(id);
  const events: SessionEvent[] = [];
  for (const { seq, body } of rows) {
    try {
      events.push(JSON.parse(body));
    } catch {
      return err(`event ${seq} of session ${id} cannot be read`);
    }
  }
  return ok({ events, lastSeq: rows.at(-1)?.seq ?? 0 });
};
