import { err, ok, type Result } from '../../shared/base/result.ts';
import { ENGINE_VERSION } from '../../shared/session/events.ts';
import type { SessionSettings } from '../../shared/session/settings.ts';
import type { Store } from '../storage/open-store.ts';
import type { SessionRow } from '../storage/tables.ts';
import { keepResults } from './keeping.ts';
import { type Clockwork, LiveSession } from './live-session.ts';
import { newPin, newSeed, newSessionId } from './tokens.ts';

/** More sessions than a school has classes; keeps a flood of practice sessions from filling the memory. */
const MOST_OPEN = 1000;

/** All sessions that are open now, by id and by PIN. */
export class Registry {
  readonly store: Store;
  readonly now: () => number;
  readonly #clockwork: Clockwork;
  readonly #live = new Map<string, LiveSession>();
  readonly #byPin = new Map<string, string>();
  /** Opens the room of a session. */
  #onOpen: (live: LiveSession) => Promise<unknown> = async () => {};

  constructor(store: Store, now: () => number = Date.now) {
    this.store = store;
    this.now = now;
    this.#clockwork = {
      log: store.log,
      now,
      after: (live, _event, phaseBefore) => keepResults(store, live, phaseBefore),
    };
  }

  whenOpened(onOpen: (live: LiveSession) => Promise<unknown>): void {
    this.#onOpen = onOpen;
  }

  get all(): readonly LiveSession[] {
    return [...this.#live.values()];
  }

  get(id: string): LiveSession | undefined {
    return this.#live.get(id);
  }

  byPin(pin: string): LiveSession | undefined {
    const live = this.#live.get(this.#byPin.get(pin) ?? '');
    return live?.fold.phase === 'ended' ? undefined : live;
  }

  get isFull(): boolean {
    return this.#live.size >= MOST_OPEN;
  }

  /** Opens a session; practice alone has no PIN, because nobody else may come in. */
  async open(settings: SessionSettings): Promise<LiveSession> {
    const sessionId = newSessionId();
    const pin = settings.practiceStations !== null ? '' : this.#freePin();
    const atMs = this.now();
    const row: SessionRow = {
      id: sessionId,
      pin,
      title: settings.title,
      format: settings.format,
      engine: ENGINE_VERSION,
      openedAtMs: atMs,
      endedAtMs: null,
    };
    const live = await LiveSession.open(
      this.#clockwork,
      { type: 'opened', atMs, engine: ENGINE_VERSION, sessionId, pin, seed: newSeed(), settings },
      transaction => transaction.insertInto('session').values(row).execute(),
    );
    this.#add(live);
    await this.#onOpen(live);
    return live;
  }

  /**
   * Folds every open session of before. Nothing is written until all of them have been read, so that a damaged log
   * leaves the file as it was. `notes` are sentences for the person who starts the server.
   */
  async restore(): Promise<Result<{ readonly notes: readonly string[] }, string>> {
    const notes: string[] = [];
    const rows = (await this.store.sessions.all()).filter(row => row.endedAtMs === null);
    const ours = rows.filter(row => row.engine === ENGINE_VERSION);
    const restored: LiveSession[] = [];
    for (const { id } of ours) {
      const live = await LiveSession.reopen(this.#clockwork, id);
      if (!live.ok) return err(live.error);
      restored.push(live.value);
    }
    for (const row of rows.filter(each => each.engine !== ENGINE_VERSION)) {
      await this.store.sessions.markEnded(row.id, this.now());
      notes.push(
        `Session “${row.title}” was begun by another version of the game; it ended with its last results.`,
      );
    }
    await Promise.all(restored.map(live => live.submit(atMs => ({ type: 'resumed', atMs }))));
    await Promise.all(
      restored.flatMap(live => [...this.#dropEverybody(live), ...pullOutAll(live)]),
    );
    for (const live of restored) {
      this.#add(live);
      await this.#onOpen(live);
    }
    return ok({ notes });
  }

  /** Forgets a session in memory; what is on the disk stays. */
  unload(id: string): void {
    const live = this.#live.get(id);
    this.#live.delete(id);
    if (live !== undefined) this.#byPin.delete(live.fold.pin);
  }

  /** The fold of any session, ended ones too. */
  async read(id: string): Promise<LiveSession | undefined> {
    const live = this.#live.get(id);
    if (live !== undefined) return live;
    const row = await this.store.sessions.find(id);
    if (row === undefined || row.engine !== ENGINE_VERSION) return undefined;
    const reopened = await LiveSession.reopen(this.#clockwork, id);
    return reopened.ok ? reopened.value : undefined;
  }

  #add(live: LiveSession): void {
    this.#live.set(live.id, live);
    if (live.fold.pin !== '') this.#byPin.set(live.fold.pin, live.id);
  }

  #freePin(): string {
    let pin = newPin();
    while (this.#byPin.has(pin)) pin = newPin();
    return pin;
  }

  /** No connection outlives the process: who was there comes back, or a bot takes the seat. */
  #dropEverybody(live: LiveSession): readonly Promise<unknown>[] {
    return [...live.fold.players.values()]
      .filter(player => player.connected)
      .map(player => live.submit(atMs => ({ type: 'dropped', atMs, playerId: player.playerId })));
  }
}

/** Bridges, too, come back by themselves. */
const pullOutAll = (live: LiveSession): readonly Promise<unknown>[] =>
  [...live.fold.plugged].map(crew => live.submit(atMs => ({ type: 'unplugged', atMs, crew })));
