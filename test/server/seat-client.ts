import { ColyseusSDK, type Room } from '@colyseus/sdk';
import type { Command } from '../../shared/session/commands.ts';
import type { Reply } from '../../shared/session/reply.ts';

// The SDK tells of every lost connection on the console; the tests lose many on purpose.
const quiet = (): void => {};

interface ViewersState {
  readonly viewers?: {
    readonly size: number;
    keys(): Iterable<string>;
    get(key: string):
      | {
          readonly parts: {
            entries(): Iterable<[string, string]>;
            get(name: string): string | undefined;
          };
        }
      | undefined;
  };
}

interface Unanswered {
  readonly command: Command;
  readonly resolve: (reply: Reply) => void;
}

const REQUEST_TIMEOUT_MS = 4_000;

/** Waits for a condition; throws where it does not come about in time. */
export const until = async (condition: () => boolean, withinMs: number): Promise<void> => {
  const end = Date.now() + withinMs;
  while (!condition()) {
    if (Date.now() > end) throw new Error(`not within ${withinMs} ms: ${condition}`);
    await new Promise(resolve => setTimeout(resolve, 10));
  }
};

/** One seat on the SDK: rejoins by its token after every loss, resends what was not acknowledged, in order. */
export class SeatClient {
  readonly viewer: string;
  readonly #sdk: ColyseusSDK;
  readonly #sessionId: string;
  readonly #unanswered = new Map<string, Unanswered>();
  #room: Room | null = null;
  #stopped = false;
  #counter = 0;
  /** Codes with which connections ended. */
  readonly closes: number[] = [];
  joins = 0;

  constructor(url: string, sessionId: string, token: string, viewer: string) {
    this.#sdk = new ColyseusSDK(url);
    this.#sdk.auth.token = token;
    this.#sessionId = sessionId;
    this.viewer = viewer;
  }

  get isOpen(): boolean {
    return this.#room !== null;
  }

  get unanswered(): number {
    return this.#unanswered.size;
  }

  /** Viewers whose parts have reached this client. */
  get viewersSeen(): readonly string[] {
    return [...((this.#room?.state as ViewersState | undefined)?.viewers?.keys() ?? [])];
  }

  part<T>(name: string): T | undefined {
    const state = this.#room?.state as ViewersState | undefined;
    const text = state?.viewers?.get(this.viewer)?.parts.get(name);
    return text === undefined ? undefined : (JSON.parse(text) as T);
  }

  /** Joins once; rejects when refused. */
  async join(): Promise<void> {
    const room = await this.#sdk.joinById(this.#sessionId, {});
    room.reconnection.enabled = false;
    room.onError(quiet);
    room.onMessage('*', quiet);
    room.onLeave(code => this.#lost(room, code));
    this.#room = room;
    this.joins++;
    for (const id of this.#unanswered.keys()) this.#fire(id);
  }

  /** Joins, and comes back until it succeeds or is stopped. */
  async keepJoining(): Promise<void> {
    while (!this.#stopped && this.#room === null) {
      try {
        await this.join();
      } catch {
        await new Promise(resolve => setTimeout(resolve, 100 + Math.random() * 200));
      }
    }
  }

  act(command: Command, id = `a${++this.#counter}`): Promise<Reply> {
    return new Promise(resolve => {
      this.#unanswered.set(id, { command, resolve });
      this.#fire(id);
    });
  }

  /** Sends anything at all, as a request. */
  raw(type: string, message: unknown): Promise<unknown> {
    if (this.#room === null) return Promise.reject(new Error('not joined'));
    return this.#room.request(type, message, { timeout: REQUEST_TIMEOUT_MS });
  }

  until(condition: () => boolean, withinMs = 10_000): Promise<void> {
    return until(condition, withinMs);
  }

  /** The network goes away without a word. */
  cut(): void {
    this.#room?.connection.close();
  }

  stop(): void {
    this.#stopped = true;
    this.#room?.connection.close();
  }

  #fire(id: string): void {
    const room = this.#room;
    const waiting = this.#unanswered.get(id);
    if (room === null || waiting === undefined) return;
    room
      .request<unknown, Reply>(
        'act',
        { id, command: waiting.command },
        { timeout: REQUEST_TIMEOUT_MS },
      )
      .then(
        reply => {
          if (this.#unanswered.delete(id)) waiting.resolve(reply);
        },
        () => {
          // Not acknowledged: it goes out again after the next join, or now when the line still stands.
          if (this.#room === room) this.#fire(id);
        },
      );
  }

  #lost(room: Room, code: number): void {
    this.closes.push(code);
    if (this.#room === room) this.#room = null;
  }
}
