import { type ReadonlySignal, signal } from '@preact/signals';
import type { Command } from '../../shared/session/commands.ts';
import type { Reply } from '../../shared/session/reply.ts';
import { type ActQueue, createActQueue } from './act-queue.ts';
import { alignClock } from './clock.ts';
import { createParts, type Parts } from './parts.ts';

/**
 * joining: first time. open: all is well. lost: coming back by itself. taken-over: another tab or device sits here
 * now. gone: the session is over for this token (ended, expired, seat removed).
 */
export type LinkState = 'joining' | 'open' | 'lost' | 'taken-over' | 'gone';

export interface RoomLink<T> extends Pick<Parts<T>, 'part'> {
  readonly state: ReadonlySignal<LinkState>;
  /** Answers when the server has answered, however long the network is away. */
  readonly act: (command: Command) => Promise<Reply>;
  /** After 'taken-over': sit here again. */
  readonly takeBack: () => void;
  readonly leave: () => void;
}

export interface RoomAddress {
  readonly sessionId: string;
  readonly token: string;
  /** Own object in the state: the player id, 'host' or 'projector'. */
  readonly viewer: string;
}

const TAKEN_OVER_CODE = 4100;
/** Matchmaking answers for a token or room that the server does not know: 522 unknown room, 525 not authorised. */
const FINAL_CODES: readonly number[] = [522, 525, 401, 403, 404];
const FIRST_WAIT_MS = 300;
const LONGEST_WAIT_MS = 4000;
const ANSWER_WITHIN_MS = 8000;

const jittered = (attempt: number): number =>
  Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** attempt) * (0.5 + Math.random() / 2);

interface ViewerState {
  readonly viewers?: {
    get(key: string): { readonly parts?: Iterable<readonly [string, string]> } | undefined;
  };
}

const codeOf = (problem: unknown): number =>
  typeof problem === 'object' && problem !== null && 'code' in problem ? Number(problem.code) : 0;

const loadSdk = () => import('@colyseus/sdk');
type Room = InstanceType<Awaited<ReturnType<typeof loadSdk>>['Room']>;

const enter = async (address: RoomAddress): Promise<Room> => {
  const { Client } = await loadSdk();
  const client = new Client(location.origin);
  client.auth.token = address.token;
  const room = await client.joinById(address.sessionId);
  // We come back by our own token: the framework's dies with the server process.
  room.reconnection.enabled = false;
  return room;
};

/**
 * One action and its answer. No answer in time: the connection is as good as dead, and the queue sends the action
 * again over the next one. A fault of the server itself is an answer, or the same action would go out for ever.
 */
const ask = async (room: Room, act: unknown): Promise<Reply> => {
  try {
    return await room.request<unknown, Reply>('act', act, { timeout: ANSWER_WITHIN_MS });
  } catch (problem) {
    const isFault = problem instanceof Error && (problem.name === 'rejected' || 'code' in problem);
    if (isFault) return { ok: false, code: 'not-understood', facts: {} };
    room.connection.close();
    throw problem;
  }
};

/** Keeps one seat connected: one socket at a time, and after every loss the next. */
class Keeper {
  readonly state = signal<LinkState>('joining');
  private readonly address: RoomAddress;
  private readonly queue: ActQueue;
  private readonly take: (texts: Iterable<readonly [string, string]>) => void;
  private room: Room | null = null;
  private attempt = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private left = false;
  private entering = false;

  constructor(address: RoomAddress, queue: ActQueue, take: Keeper['take']) {
    this.address = address;
    this.queue = queue;
    this.take = take;
    addEventListener('offline', this.goneOffline);
    addEventListener('online', this.backOnline);
  }

  readonly join = (): void => {
    // Two entries at once would take the seat from each other.
    if (this.left || this.entering) return;
    this.entering = true;
    clearTimeout(this.timer);
    enter(this.address)
      .finally(() => {
        this.entering = false;
      })
      .then(room => (this.left ? room.connection.close() : this.seated(room)))
      .catch(problem => {
        if (FINAL_CODES.includes(codeOf(problem))) this.state.value = 'gone';
        else this.comeBack();
      });
  };

  readonly takeBack = (): void => {
    this.state.value = 'lost';
    this.join();
  };

  readonly leave = (): void => {
    this.left = true;
    clearTimeout(this.timer);
    removeEventListener('offline', this.goneOffline);
    removeEventListener('online', this.backOnline);
    this.room?.connection.close();
  };

  private seated(room: Room): void {
    this.room = room;
    this.attempt = 0;
    const mirror = (whole: unknown): void => {
      const texts = (whole as ViewerState).viewers?.get(this.address.viewer)?.parts;
      if (texts !== undefined) this.take(texts);
    };
    room.onStateChange(mirror);
    if (room.state !== undefined) mirror(room.state);
    room.onLeave(code => this.lost(room, code));
    const sentAtMs = Date.now();
    room
      .request<unknown, { nowMs: number }>('clock', {})
      .then(({ nowMs }) => alignClock(nowMs, sentAtMs))
      .catch(() => room.connection.close());
    this.state.value = 'open';
    this.queue.open(act => ask(room, act));
  }

  private lost(from: Room, code: number): void {
    if (this.room !== from || this.left) return;
    this.room = null;
    this.queue.close();
    if (code === TAKEN_OVER_CODE) this.state.value = 'taken-over';
    else this.comeBack();
  }

  private comeBack(): void {
    if (this.state.value !== 'joining') this.state.value = 'lost';
    clearTimeout(this.timer);
    this.timer = setTimeout(this.join, jittered(this.attempt));
    this.attempt += 1;
  }

  // A socket notices a dead network late: the browser tells earlier.
  private readonly goneOffline = (): void => {
    const dead = this.room;
    if (dead === null) return;
    this.lost(dead, 1006);
    dead.connection.close();
  };

  private readonly backOnline = (): void => {
    if (this.state.value === 'lost') this.join();
  };
}

/** Joins the session and stays: comes back after every loss, sends unanswered actions again, mirrors the parts. */
export const openRoom = <T>(address: RoomAddress): RoomLink<T> => {
  const parts = createParts<T>();
  const queue = createActQueue();
  const keeper = new Keeper(address, queue, parts.take);
  keeper.join();
  return {
    state: keeper.state,
    part: parts.part,
    act: queue.push,
    takeBack: keeper.takeBack,
    leave: keeper.leave,
  };
};
