import type { Duplex } from 'node:stream';
import { fromHex, toHex } from '../../shared/base/bytes.ts';
import {
  type BridgeNotice,
  BridgeSplitter,
  LONGEST_FRAME_BYTES,
  type RawBridgeMessage,
  SHORTEST_FRAME_BYTES,
  writeBridge,
} from '../../shared/messages/bridge-wire.ts';
import { MOST_FRAMES_A_ROUND } from '../../shared/session/outside.ts';
import { edgePart } from '../../shared/session/projections/edge.ts';
import type { Outcome } from '../../shared/session/reply.ts';
import { nextDueMs } from '../../shared/session/session.ts';
import type { LiveSession, Watcher } from '../sessions/live-session.ts';
import { FrameGate } from './frame-gate.ts';

/** Frames on their way to the disk, and bytes on their way to the bridge: more are lost. */
const MOST_PENDING = 200;
const MOST_WAITING_BYTES = 1_000_000;
const WARN_AGAIN_MS = 5_000;

const NO_FRAME = `The bridge sent something that is no frame of ${SHORTEST_FRAME_BYTES} to ${LONGEST_FRAME_BYTES} bytes.`;
const OVER = 'The session is over.';
const FULL = `More than ${MOST_FRAMES_A_ROUND} frames came from outside in this round; no more are taken.`;
const NOT_KEPT = 'The server cannot keep what comes from outside.';

/** One bridge on the line: frames of its machine become events of the session, frames that leave go to it. */
export class BridgeLine {
  readonly #live: LiveSession;
  readonly #crew: number;
  readonly #socket: Duplex;
  readonly #now: () => number;
  readonly #gate: FrameGate;
  readonly #splitter = new BridgeSplitter();
  readonly #watcher: Watcher;
  #timer: NodeJS.Timeout | null = null;
  #wasOpen: boolean | null = null;
  #pending = 0;
  #warnedAtMs = Number.NEGATIVE_INFINITY;
  #isOver = false;

  constructor(live: LiveSession, crew: number, socket: Duplex, now: () => number) {
    this.#live = live;
    this.#crew = crew;
    this.#socket = socket;
    this.#now = now;
    this.#gate = new FrameGate(now());
    this.#watcher = {
      touched: () => {},
      removed: () => {},
      folded: outcome => this.#folded(outcome),
    };
  }

  /** Plugs the machine in; `gone` is called once, when it is out again. */
  start(gone: () => void): void {
    this.#socket.on('data', (chunk: Buffer) => this.#read(chunk));
    this.#socket.on('error', () => undefined);
    // HTTP keeps its half open when the other end has finished.
    this.#socket.on('end', () => this.#socket.destroy());
    this.#socket.on('close', () => this.#close(gone));
    this.#live.watch(this.#watcher);
    this.#live
      .submit(atMs => ({ type: 'plugged', atMs, crew: this.#crew }))
      .catch(() => this.end(NOT_KEPT));
  }

  end(sentence: string): void {
    this.#say({ type: 'end', sentence });
    this.#socket.end(() => this.#socket.destroy());
  }

  #close(gone: () => void): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#live.unwatch(this.#watcher);
    if (this.#timer !== null) clearTimeout(this.#timer);
    if (this.#live.fold.phase === 'ended') {
      gone();
      return;
    }
    // After a failure to write, the session's restart pulls the machine out.
    this.#live
      .submit(atMs => ({ type: 'unplugged', atMs, crew: this.#crew }))
      .catch(() => undefined)
      .finally(gone);
  }

  #say(notice: BridgeNotice): void {
    if (this.#socket.writable) this.#socket.write(writeBridge({ type: 'notice', notice }));
  }

  #read(chunk: Uint8Array): void {
    for (const message of this.#splitter.take(chunk)) {
      if (this.#isOver || !this.#socket.writable) return;
      this.#take(message);
    }
  }

  #take({ isFrame, body }: RawBridgeMessage): void {
    const fits = body.length >= SHORTEST_FRAME_BYTES && body.length <= LONGEST_FRAME_BYTES;
    if (!isFrame || !fits) {
      this.end(NO_FRAME);
      return;
    }
    const frames = this.#live.fold.crews[this.#crew]?.game?.outside?.frames ?? 0;
    if (frames >= MOST_FRAMES_A_ROUND) this.end(FULL);
    // A cable into a network that stands still carries nothing.
    else if (this.#wasOpen === true) this.#submit(body);
  }

  #submit(frame: Uint8Array): void {
    if (this.#pending >= MOST_PENDING || !this.#gate.admits(this.#now())) {
      this.#warn();
      return;
    }
    this.#pending += 1;
    this.#live
      .submit(atMs => ({ type: 'frame', atMs, crew: this.#crew, hex: toHex(frame) }))
      .catch(() => this.end(NOT_KEPT))
      .finally(() => {
        this.#pending -= 1;
      });
  }

  #warn(): void {
    const now = this.#now();
    if (now - this.#warnedAtMs < WARN_AGAIN_MS) return;
    this.#warnedAtMs = now;
    this.#say({ type: 'too-fast' });
  }

  #folded({ leaving }: Outcome): void {
    for (const { crew, hex } of leaving) if (crew === this.#crew) this.#send(hex);
    this.#announce();
    this.#waitForDue();
  }

  #send(hex: string): void {
    const bytes = fromHex(hex);
    if (!bytes.ok || this.#socket.writableLength > MOST_WAITING_BYTES) return;
    this.#socket.write(writeBridge({ type: 'frame', frame: bytes.value }));
  }

  #announce(): void {
    const { fold } = this.#live;
    if (fold.phase === 'ended') {
      this.end(OVER);
      return;
    }
    const edge = edgePart(fold, this.#crew);
    const isOpen = edge !== null;
    if (isOpen === this.#wasOpen) return;
    this.#wasOpen = isOpen;
    this.#say(edge === null ? { type: 'closed' } : { type: 'open', edge });
  }

  /** The house clock looks five times a second: too seldom for frames that are under way. */
  #waitForDue(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    const due = this.#wasOpen === true ? nextDueMs(this.#live.fold) : null;
    if (due === null) return;
    const tick = (): void => {
      if (!this.#live.isTicking) this.#live.tick().catch(() => this.end(NOT_KEPT));
    };
    this.#timer = setTimeout(tick, Math.max(0, due - this.#now()));
  }
}
