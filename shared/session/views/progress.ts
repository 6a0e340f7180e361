import type { KindId } from '../../rules/kinds.ts';
import type { MisconceptionTag } from '../../rules/misconceptions.ts';
import type { FindingView } from './play.ts';

export interface ProgressPart {
  readonly rightDecisions: number;
  readonly kindsMet: readonly KindId[];
  readonly repaired: number;
  readonly goalPerSeat: number;
  readonly crewDelivered: number;
  readonly crewAllHands: number;
  /** Index into the mission's steps that the crew has reached. */
  readonly step: number;
  /** Text lines for the log region, newest last, at most 12; `key` is a lessons key. */
  readonly log: readonly {
    readonly id: number;
    readonly key: string;
    readonly facts: Readonly<Record<string, string>>;
  }[];
}

/** After the round: own kinds, tags met and repaired, all findings (exam too), histogram place without names. */
export interface SummaryPart {
  readonly rightDecisions: number;
  readonly firstTry: number;
  readonly repaired: number;
  readonly hints: number;
  readonly kinds: readonly KindId[];
  readonly tags: readonly {
    readonly tag: MisconceptionTag;
    readonly count: number;
    readonly repaired: boolean;
  }[];
  readonly findings: readonly { readonly kind: KindId; readonly finding: FindingView }[];
  readonly allHands: number;
  readonly standings: StandingsView | null;
  readonly seed: { readonly hash: string; readonly value: string } | null;
}

/** Rank key of DESIGN §7. `sealed` while frozen. */
export interface StandingsView {
  readonly frozen: boolean;
  readonly final: boolean;
  readonly rows: readonly {
    readonly crew: number;
    readonly name: string;
    readonly rank: number;
    readonly points: number;
    readonly penaltyMs: number;
    readonly errors: number;
    readonly lastScoringMs: number | null;
    readonly sealed: boolean;
  }[];
}
