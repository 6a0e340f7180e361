import { fromHex, toHex } from '../../../shared/base/bytes.ts';
import type { Assign } from '../../../shared/network/happening.ts';
import { type OutsideEvent, takeIn } from '../../../shared/network/outside.ts';
import { nextDueMicros } from '../../../shared/network/simulator.ts';
import type { CapturedFrame, World } from '../../../shared/network/world.ts';

const MICROS_PER_MS = 1000;
/** Time goes on even where the network has nothing to do, so that tables age. */
const LONGEST_TICK_MS = 1000;

/** What a lab needs of the world around it. */
export interface LabOutlets {
  /** Microseconds on a clock that never goes back. */
  readonly nowMicros: () => number;
  /** A frame for the machine outside, without frame check sequence. */
  readonly send: (frame: Uint8Array) => void;
  /** Told of each event before it is taken in. */
  readonly log: (event: OutsideEvent) => void;
  /** Told of the frames that went over any link since the last event. */
  readonly captured: (frames: readonly CapturedFrame[]) => void;
}

const automata: Assign = () => 'automaton';

/** A network played by automata that follows the clock of this machine and talks to it by one end. */
export class Lab {
  readonly #world: World;
  readonly #end: string;
  readonly #outlets: LabOutlets;
  readonly #startMicros: number;
  #timer: NodeJS.Timeout | null = null;
  #isStopped = false;

  constructor(world: World, end: string, outlets: LabOutlets) {
    this.#world = world;
    this.#end = end;
    this.#outlets = outlets;
    this.#startMicros = outlets.nowMicros();
    this.#waitForDue();
  }

  /** A frame of the machine outside, without frame check sequence. */
  frameIn(frame: Uint8Array): void {
    const atMicros = this.#atMicros();
    this.#take({ type: 'frame', atMicros, from: this.#end, hex: toHex(frame) });
  }

  stop(): void {
    this.#isStopped = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
  }

  #atMicros(): number {
    return Math.floor(this.#outlets.nowMicros() - this.#startMicros);
  }

  #take(event: OutsideEvent): void {
    if (this.#isStopped) return;
    this.#outlets.log(event);
    const { leaving } = takeIn(this.#world, event, automata);
    for (const { hex } of leaving) {
      const bytes = fromHex(hex);
      if (bytes.ok) this.#outlets.send(bytes.value);
    }
    // What went over the links is told and forgotten: a lab may run for days.
    this.#outlets.captured(this.#world.capture.splice(0));
    this.#waitForDue();
  }

  #waitForDue(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    const waitMs = (nextDueMicros(this.#world) - this.#atMicros()) / MICROS_PER_MS;
    const tick = (): void => this.#take({ type: 'tick', atMicros: this.#atMicros() });
    this.#timer = setTimeout(tick, Math.min(LONGEST_TICK_MS, Math.max(0, Math.ceil(waitMs))));
  }
}
