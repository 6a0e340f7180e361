/** Frames that may come at once, and how many a second may follow. */
const BURST = 400;
const PER_SECOND = 200;

/** Lets through what one machine needs, and no more: what is beyond is lost, as on a link that is full. */
export class FrameGate {
  #left = BURST;
  #atMs: number;

  constructor(nowMs: number) {
    this.#atMs = nowMs;
  }

  /** Whether one more frame may pass at `nowMs`. */
  admits(nowMs: number): boolean {
    const passedMs = Math.max(0, nowMs - this.#atMs);
    this.#left = Math.min(BURST, this.#left + (passedMs * PER_SECOND) / 1000);
    this.#atMs = nowMs;
    if (this.#left < 1) return false;
    this.#left -= 1;
    return true;
  }
}
