import { MISSIONS } from '../../../shared/missions/catalog.ts';
import type { Mission } from '../../../shared/missions/mission.ts';
import { automatonDecision } from '../../../shared/network/automaton.ts';
import type { ExchangeSpec } from '../../../shared/network/exchange.ts';
import { decide, openTasks, startExchange } from '../../../shared/network/simulator.ts';
import type { Task } from '../../../shared/network/task.ts';
import { createWorld, type World } from '../../../shared/network/world.ts';
import type { Bench, Level } from '../../../shared/rules/bench.ts';
import { benchFor } from '../../../shared/rules/bench-plan.ts';
import { kindOf } from '../../../shared/rules/kind-of.ts';

export interface Seen {
  readonly mission: Mission;
  readonly world: World;
  readonly task: Task;
}

/** The network of a mission with somebody at every switch, whether a seat has it or not. */
export const worldOf = (mission: Mission, seed = 'rules test'): World => {
  const switches = mission.topology.nodes.filter(({ role }) => role === 'switch');
  return createWorld(mission.topology, seed, {
    physical: mission.physical,
    switches: new Set(switches.map(({ name }) => name)),
  });
};

/** Plays exchanges one after the other, every task by hand with the automaton's decision; `see` looks at each before. */
const playAll = (
  mission: Mission,
  specs: readonly ExchangeSpec[],
  see: (seen: Seen) => void,
): void => {
  const world = worldOf(mission);
  for (const [index, spec] of specs.entries()) {
    startExchange(world, spec, index + 1, () => 'person');
    for (let [task] = openTasks(world); task !== undefined; [task] = openTasks(world)) {
      see({ mission, world, task });
      decide(world, task.id, automatonDecision(world, task), () => 'person');
    }
  }
};

/** Every task of every exchange and decoy of every mission, in the world as it was when the task arose. */
export const everyTask = (see: (seen: Seen) => void): void => {
  for (const mission of MISSIONS) {
    playAll(
      mission,
      [...mission.exchanges, ...mission.decoys].map(({ spec }) => spec),
      see,
    );
  }
};

const BY_AUTOMATON = ['serve-query', 'converse'];

const isByHand = ({ task }: Seen): boolean => !BY_AUTOMATON.includes(task.situation.type);

export const benchAt = (
  { world, task }: Pick<Seen, 'world' | 'task'>,
  level: Level,
  firstOfKind = false,
): Bench => benchFor(world, task, { level, firstOfKind, allHands: false, seed: 'bench' });

/** Tasks alike in mission, station and kind say little new after the second. */
const MOST_ALIKE = 2;

/** Runs `claim` on tasks of every kind that a person may get, and lists where it does not hold: null says that it does. */
export const failures = (claim: (seen: Seen) => string | null): string[] => {
  const found = new Set<string>();
  const alike = new Map<string, number>();
  everyTask(seen => {
    const { mission, task, world } = seen;
    const key = `${mission.id} ${task.station} ${task.situation.type} ${kindOf(world, task)}`;
    const before = alike.get(key) ?? 0;
    alike.set(key, before + 1);
    if (!isByHand(seen) || before >= MOST_ALIKE) return;
    const problem = claim(seen);
    if (problem !== null) found.add(`${key}: ${problem}`);
  });
  return [...found];
};
