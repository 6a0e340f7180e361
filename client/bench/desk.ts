import type { Action, Value } from '../../shared/network/task.ts';
import type { Bench } from '../../shared/rules/bench.ts';
import type { FindingView } from '../../shared/session/views/play.ts';

/** A bench and what surrounds it: everything the parts of the form need to know. */
export interface Desk {
  readonly bench: Bench;
  /** The objection to what was sent last from this bench. */
  readonly finding: FindingView | null;
  /** Values that came back for a field: shown struck, can be chosen again. */
  readonly tried: Readonly<Record<string, readonly Value[]>>;
  /** Why nothing can be sent now (paused, waiting for an answer), or null. */
  readonly blocked: string | null;
  readonly decide: (action: Action, values: Readonly<Record<string, Value>>) => void;
  /** Opens the next hint; null where there are none (lobby, exam). */
  readonly hint: (() => void) | null;
  readonly hintStep: number;
  /** Who sits at a station or node: a nickname, or the layer's or device's name. */
  readonly whoAt: (place: string) => string;
}
