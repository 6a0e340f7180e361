import type { StationId, Task } from '../network/task.ts';
import type { World } from '../network/world.ts';
import type { Bench, Level } from '../rules/bench.ts';
import type { KindId } from '../rules/kinds.ts';
import type { Finding } from '../rules/verdict.ts';
import type { HandPlan } from './hand-plan.ts';
import type { CrewScenario } from './scenario.ts';
import type { TrafficPart } from './views/seat.ts';

/** People who share one copy of a network. */
export interface CrewState {
  readonly crew: number;
  readonly name: string;
  seats: Seat[];
  /** The crew's variant of the mission and its network; null until the first round. */
  game: CrewGame | null;
  /** Rises with every change that the whole crew may see. */
  revision: number;
}

export interface Seat {
  readonly seat: number;
  stations: readonly StationId[];
  /** Who sits here; null: a bot. */
  playerId: string | null;
  /** Oldest first; the bench holds one of them. */
  tray: TrayItem[];
  benchTask: number | null;
  /** `playMs` since when the tray is empty; null while it holds something. */
  emptySinceMs: number | null;
  /** Kind pulled last: never the same twice running. */
  lastKind: KindId | null;
  /** How many messages this seat has pulled: its place in the deck of a competition. */
  pulls: number;
  revision: number;
}

/** A task that waits for a person. */
export interface TrayItem {
  readonly task: Task;
  readonly kind: KindId;
  level: Level;
  readonly firstOfKind: boolean;
  readonly allHands: boolean;
  /** How often the same step has come back after a wrong decision. */
  readonly repeated: number;
  readonly arrivedMs: number;
  openedMs: number | null;
  tries: number;
  hints: number;
  /** Drawn when it is opened or its level changes. */
  bench: Bench | null;
}

/** One round of one crew. */
export interface CrewGame {
  readonly scenario: CrewScenario;
  readonly world: World;
  readonly plans: Map<number, HandPlan>;
  nextExchange: number;
  /** The exchange that is being started, for tasks which belong to nobody's wish. */
  starting: number | null;
  readonly assigned: Map<number, Assigned>;
  readonly trace: TraceEntry[];
  /** Wrong units that were refused before they left, with what they would have been. */
  readonly refused: RefusedUnit[];
  readonly hops: TrafficPart['hops'][number][];
  readonly restarts: Restart[];
  readonly score: CrewScore;
  released: number;
  /** `playMs` of the first delivery with a step by hand. */
  firstDeliveryMs: number | null;
}

/** Who decides a task, fixed when it arose. */
export interface Assigned {
  readonly kind: KindId;
  readonly by: 'automaton' | 'apprentice' | 'person';
  readonly playerId: string | null;
}

export interface TraceEntry {
  readonly atMicros: number;
  readonly task: Task;
  readonly action: string;
  readonly kind: KindId | null;
  readonly decidedBy: string;
  readonly findings: readonly Finding[];
  readonly playMs: number;
}

export interface RefusedUnit {
  readonly atMicros: number;
  readonly task: Task;
  readonly playerId: string;
  readonly bytes: Uint8Array;
  readonly findings: readonly Finding[];
}

/** A message that has to start again after a wrong unit died. */
export interface Restart {
  readonly exchange: number;
  readonly dueMs: number;
}

export interface CrewScore {
  delivered: number;
  allHands: number;
  right: number;
  repaired: number;
  points: number;
  penaltyMs: number;
  errors: number;
  lastScoringMs: number | null;
}
