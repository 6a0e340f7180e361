import type { KindId } from '../rules/kinds.ts';

/**
 * Which steps of one message are decided by hand: data of the message, fixed at its start (GAME §1).
 * `wanted` are promised steps (seat and kind, first occurrence each); others may stop it by the dispatcher's rule 2.
 */
export interface HandPlan {
  readonly exchange: number;
  /** Index of the mission's exchange template, and where learned state was forgotten for it. */
  readonly template: number;
  readonly forget: readonly { readonly node: string; readonly what: 'arp' | 'dns' }[];
  readonly pulledBy: number | null;
  readonly wanted: readonly { readonly seat: number; readonly kind: KindId }[];
  /** Indexes into `wanted` that have come. */
  readonly come: Set<number>;
  /** Seats that were stopped at besides the wanted steps. */
  readonly stops: number[];
  /** Steps decided by a person so far. */
  byHand: number;
  /** Parts of one all-hands message share its number; null for an ordinary one. */
  readonly allHands: number | null;
  /** A step that must come back by hand to the seat that erred. */
  again: { readonly seat: number; readonly kind: KindId; readonly times: number } | null;
  readonly startedMs: number;
  /** Committed wrong units of this message, for the rank key. */
  errors: number;
  hints: number;
  delivered: number;
  ended: 'done' | 'failed' | null;
}
