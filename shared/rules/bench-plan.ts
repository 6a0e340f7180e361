import type { Task } from '../network/task.ts';
import type { World } from '../network/world.ts';
import type { Bench, Level } from './bench.ts';

/** Who the bench is laid for. `seed` keys the draws: the same seed lays the same bench. */
export interface BenchWish {
  readonly level: Level;
  /** First unit of this kind for this person: only the new field is open. */
  readonly firstOfKind: boolean;
  readonly allHands: boolean;
  readonly seed: string;
}

/** The task as its own station may see it. */
export declare const benchFor: (world: World, task: Task, wish: BenchWish) => Bench;
