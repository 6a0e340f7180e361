import type { KindId } from '../rules/kinds.ts';
import type { MisconceptionTag } from '../rules/misconceptions.ts';

/** A step that went wrong and comes back by hand. */
export interface Repeat {
  readonly seat: number;
  readonly kind: KindId;
  readonly times: number;
  readonly tags: readonly MisconceptionTag[];
}

/** A step promised to a seat: the first of this kind that comes there; of any kind when null. */
export interface WantedStep {
  readonly seat: number;
  readonly kind: KindId | null;
}

/** What a message that starts again still owes to the rank key (DESIGN §7). */
export type Carried = Pick<HandPlan, 'startedMs' | 'errors' | 'hintMs'>;

/**
 * Which steps of one message are decided by hand: data of the message, fixed at its start (GAME §1).
 * `wanted` are promised steps (seat and kind, first occurrence each); others may stop it by the dispatcher's rule 2.
 */
export interface HandPlan {
  readonly exchange: number;
  /** Index of the message template among the crew's routes. */
  readonly template: number;
  /** Seat that pulled it; null for an all-hands message. */
  readonly pulledBy: number | null;
  readonly wanted: readonly WantedStep[];
  /** Indexes into `wanted` that have come. */
  readonly come: Set<number>;
  /** Seats that were stopped at besides the wanted steps. */
  readonly stops: number[];
  /** Steps decided by a person so far. */
  byHand: number;
  /** The promised step was not reached at once: it travels on as traffic that nobody waits for. */
  stuck: boolean;
  /** Parts of one all-hands message share its number; null for an ordinary one. */
  allHands: number | null;
  /** A step that must come back by hand to the seat that erred. */
  again: Repeat | null;
  readonly startedMs: number;
  /** Committed wrong units of this message, for the rank key. */
  errors: number;
  /** Milliseconds that opened hints cost in a competition. */
  hintMs: number;
  ended: 'done' | 'failed' | null;
}
