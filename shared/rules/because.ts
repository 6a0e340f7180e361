import type { Finding } from './verdict.ts';

/** Lessons keys of the choices in the order shown, and the right one. */
export interface BecauseQuestion {
  readonly choices: readonly string[];
  readonly right: string;
}

/** The one question after a refutation: why did the network do that? Null where no belief is behind the value. */
export declare const becauseQuestion: (finding: Finding, seed: string) => BecauseQuestion | null;
