import type { Decision, StationId } from '../network/task.ts';
import type { World } from '../network/world.ts';
import type { Bench } from './bench.ts';
import type { Verdict } from './verdict.ts';

/** A short task before the round: counts as practice, changes no network. */
export interface LobbyTask {
  readonly bench: Bench;
  readonly judge: (decision: Decision) => Verdict;
}

/** Two tasks for the layers of `stations`, on a copy of the mission's world as it starts. */
export declare const lobbyTasks: (
  world: World,
  stations: readonly StationId[],
  seed: string,
) => readonly LobbyTask[];
