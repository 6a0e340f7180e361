import type { RefusalCode } from '../lessons/session-words.ts';
import type { CoachPart } from './views/play.ts';

/** Answer to one command. A refused one says why in a code that has words in `shared/lessons`. */
export type Reply =
  | {
      readonly ok: true;
      readonly verdict?: NonNullable<CoachPart['verdict']>;
      readonly inspected?: NonNullable<CoachPart['inspected']>;
    }
  | {
      readonly ok: false;
      readonly code: RefusalCode;
      readonly facts: Readonly<Record<string, string>>;
    };

/** Done, with nothing to add. */
export const DONE: Reply = { ok: true };

/** Refused for `code`; `facts` fill the gaps of its words. */
export const refuse = (code: RefusalCode, facts: Readonly<Record<string, string>> = {}): Reply => ({
  ok: false,
  code,
  facts,
});

/** A frame for the machine outside of a crew, in hex, without frame check sequence. */
export interface Leaving {
  readonly crew: number;
  readonly hex: string;
}

/** What an event did: the reply to a command (null for other events), and whose parts may have changed. */
export interface Outcome {
  readonly reply: Reply | null;
  /** Player ids, 'host', 'projector'; or everybody. */
  readonly touched: ReadonlySet<string> | 'all';
  /** For machines outside. */
  readonly leaving: readonly Leaving[];
}
