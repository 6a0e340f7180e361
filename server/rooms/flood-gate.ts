/** Actions a person may send at once, for instance after the network was away, and how fast more may follow. */
const BURST = 20;
const PER_SECOND = 8;

/** Lets through what a person can do, and no more. One gate per seat, however many sockets it has had. */
export class FloodGate {
  #left = BURST;
  #atMs: number;

  constructor(nowMs: number) {
    this.#atMs = nowMs;
  }

  /** Whether one more action may pass at `nowMs`. */
  admits(nowMs: number): boolean {
    const passedMs = Math.max(0, nowMs - this.#atMs);
    this.#left = Math.min(BURST, this.#left + (passedMs * PER_SECOND) / 1000);
    this.#atMs = nowMs;
    if (this.#left < 1) return false;
    this.#left -= 1;
    return true;
  }
}
