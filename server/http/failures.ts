import { ipKeyGenerator, MemoryStore, type Options } from 'express-rate-limit';
import { Problem } from './problem.ts';

/** Who is counted. */
type Caller = { readonly ip?: string | undefined };

/**
 * Counts failures by address, and nothing else: a whole school comes from one address, so three hundred right PINs in
 * a row must pass where a hundred wrong ones must not.
 */
export class Failures {
  readonly #store = new MemoryStore();
  readonly #most: number;
  readonly #problem: Problem;

  constructor(most: number, windowMs: number, text: string) {
    this.#most = most;
    this.#problem = new Problem(429, 'too-many-tries', text);
    this.#store.init({ windowMs } as Options);
  }

  /** Throws when this address has failed too often of late. */
  async check(request: Caller): Promise<void> {
    const record = await this.#store.get(keyOf(request));
    if ((record?.totalHits ?? 0) >= this.#most) throw this.#problem;
  }

  async count(request: Caller): Promise<void> {
    await this.#store.increment(keyOf(request));
  }

  stop(): void {
    this.#store.shutdown();
  }
}

const keyOf = (request: Caller): string => ipKeyGenerator(request.ip ?? 'unknown');
