import type { CrewState } from './crew-state.ts';
import type { Player } from './player-state.ts';
import type { Reply } from './reply.ts';
import type { Scenario } from './scenario.ts';
import type { SessionSettings } from './settings.ts';
import type { StandingsView } from './views/progress.ts';
import type { Phase } from './views/seat.ts';

/** One session: the fold of its log. Owned and changed in place by the fold alone (decision record 0001). */
export interface Session {
  readonly id: string;
  readonly pin: string;
  readonly seed: string;
  settings: SessionSettings;
  scenario: Scenario;
  phase: Phase;
  /** Counts from 1: the round that runs, or the one that comes next while in the lobby. */
  round: number;
  readonly clock: Clock;
  locked: boolean;
  /** Public standings as they were when the host froze them; null while they are live. */
  frozen: StandingsView | null;
  readonly players: Map<string, Player>;
  readonly crews: CrewState[];
  /** Crews into whose network a machine outside is plugged, this round and the next. */
  readonly plugged: Set<number>;
  /** What the host put on the projector, as it was then: its maker may err again meanwhile. */
  shown: { readonly protocol: string; readonly headerHex: string } | null;
  readonly counters: Counters;
  /** Replies to the host's latest commands, by command id. */
  readonly hostReplies: Map<string, Reply>;
  /** Milliseconds on the bench of this round's tasks, for the suggestion after it. */
  taskMs: number[];
  /** Rises with every change that all viewers may see. */
  revision: number;
  /** Viewers whose parts the event in hand has changed; scratch, no state. */
  readonly touched: Set<string>;
  /** Time left as last shown: it must not change with every event while the clock runs. */
  shownRemainingMs: number;
}

/** Wall time enters by `atMs` of events alone; `playMs` is that time without pauses and outages. */
export interface Clock {
  /** Time of the last event. */
  atMs: number;
  /** Milliseconds during which a round's clock ran, since the session opened. */
  playMs: number;
  /** `playMs` when this round began. */
  startedMs: number;
  /** Length of this round. */
  lengthMs: number;
}

export interface Counters {
  refutation: number;
  sideTask: number;
  logLine: number;
  hop: number;
}
