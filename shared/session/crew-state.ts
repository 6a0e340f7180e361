import type { Decision, StationId, Task } from '../network/task.ts';
import type { World } from '../network/world.ts';
import type { Bench, Level } from '../rules/bench.ts';
import type { Offer } from '../rules/dispatcher.ts';
import type { KindId } from '../rules/kinds.ts';
import type { MisconceptionTag } from '../rules/misconceptions.ts';
import type { Finding } from '../rules/verdict.ts';
import type { Carried, HandPlan, Repeat, WantedStep } from './hand-plan.ts';
import type { Route } from './routes.ts';
import type { Scenario, Template } from './scenario.ts';
import type { Presence } from './views/seat.ts';

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
  /** As last shown: it changes with time alone. */
  presence: Presence;
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
  /** How often it came again while it lay here; missing until it does. */
  copies?: number;
  hints: number;
  /** Beliefs that its wrong tries showed, to be counted as repaired. */
  tags: readonly MisconceptionTag[];
  /** Drawn when it is opened or its level changes. */
  bench: Bench | null;
}

/** One round of one crew. */
export interface CrewGame {
  readonly scenario: Scenario;
  readonly templates: readonly Template[];
  readonly world: World;
  readonly plans: Map<number, HandPlan>;
  nextExchange: number;
  /** The exchange that is being started, for tasks which belong to nobody's wish. */
  starting: number | null;
  readonly assigned: Map<number, Assigned>;
  readonly trace: TraceEntry[];
  /** Wrong units that were refused before they left, with what they would have been. */
  readonly refused: RefusedUnit[];
  hops: Hop[];
  restarts: Restart[];
  readonly score: CrewScore;
  readonly offers: readonly (readonly Offer[])[];
  readonly routes: readonly Route[];
  /** A machine outside is plugged in; null while none is. */
  outside: Outside | null;
  /** Faults of the mission that have happened. */
  faults: number;
  /** Rises with all that the map shows of the network: links, taps, daemons that fall or run again. */
  changes: number;
  /** All-hands messages released so far. */
  released: number;
  /** `playMs` of the first delivery with a step by hand. */
  firstDeliveryMs: number | null;
  /** Rises whenever the network has come to rest anew: traffic, trays, tables, deliveries. */
  revision: number;
}

/** How the network's time follows the session's, and how much has come in. */
export interface Outside {
  /** Virtual microseconds at which the session's `playMs` would be 0. */
  readonly offsetMicros: number;
  frames: number;
}

/** Who decides a task at a seat that somebody plays, fixed when it arose. */
export interface Assigned {
  readonly kind: KindId;
  readonly by: 'automaton' | 'apprentice' | 'person';
  readonly playerId: string | null;
  /** What the judge said of the decision that was applied. */
  findings: readonly Finding[];
}

export interface TraceEntry {
  readonly atMicros: number;
  readonly task: Task;
  readonly decision: Decision;
  /** Null at a station that nobody plays. */
  readonly kind: KindId | null;
  /** 'automaton', 'apprentice' or a player id. */
  readonly decidedBy: string;
  readonly findings: readonly Finding[];
}

export interface RefusedUnit {
  readonly atMicros: number;
  readonly task: Task;
  readonly playerId: string;
  /** The frame in which it would have left; null where nothing would. */
  readonly bytes: Uint8Array | null;
  readonly findings: readonly Finding[];
}

/** A message that has to start again after a wrong unit died. */
export interface Restart {
  readonly template: number;
  readonly repeat: Repeat;
  readonly dueMs: number;
  readonly carried: Carried;
  /** Promised steps that had not come yet. */
  readonly wanted: readonly WantedStep[];
  readonly allHands: number | null;
}

/** A hop as it happened; who decided it is told apart per viewer. */
export interface Hop {
  readonly id: number;
  readonly from: string;
  readonly to: string;
  readonly label: string;
  readonly playerId: string | null;
  readonly captureIndex: number | null;
  outcome: 'moved' | 'lost' | 'dropped' | 'delivered';
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
