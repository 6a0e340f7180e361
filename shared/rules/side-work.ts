import type { StationId } from '../network/task.ts';
import type { World } from '../network/world.ts';

/** Idle-time work (GAME §4), never scored. `right` stays on the server. */
export interface SideTask {
  readonly type: 'verify' | 'predict';
  readonly facts: Readonly<Record<string, string>>;
  readonly headerHex: string;
  readonly protocol: string;
  readonly choices: readonly string[];
  readonly right: string;
}

/** The `n`th piece of idle-time work for a station; null where there is nothing to draw from. Half of the units to verify hold no error. */
export declare const sideWorkFor: (
  world: World,
  station: StationId,
  seed: string,
  n: number,
) => SideTask | null;
