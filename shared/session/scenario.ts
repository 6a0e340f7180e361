import type { ExchangeSpec } from '../network/exchange.ts';
import type { StationId } from '../network/task.ts';
import type { Topology } from '../network/topology.ts';
import type { Level } from '../rules/bench.ts';

/** What a session needs to know of a mission. */
export interface Scenario {
  readonly id: string;
  readonly title: string;
  readonly goal: string;
  readonly steps: readonly string[];
  /** Where a newcomer's first unit starts. */
  readonly level: Level;
  /** The row of the seat table for a crew size: stations of each seat. */
  readonly seats: (crewSize: number) => readonly (readonly StationId[])[];
}

/** A mission in the variant of one crew: same structure, permuted addresses and numbers. */
export interface CrewScenario {
  readonly topology: Topology;
  readonly exchanges: readonly ExchangeSpec[];
  readonly physical: boolean;
}
