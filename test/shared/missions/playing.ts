import { type Mission, worldOptionsOf } from '../../../shared/missions/mission.ts';
import { automatonDecision, mergeDecision } from '../../../shared/network/automaton.ts';
import type { ExchangeSpec } from '../../../shared/network/exchange.ts';
import type { Happening } from '../../../shared/network/happening.ts';
import { decide, openTasks, startExchange } from '../../../shared/network/simulator.ts';
import type { Decision, Task } from '../../../shared/network/task.ts';
import { createWorld, type World } from '../../../shared/network/world.ts';
import { kindOf } from '../../../shared/rules/kind-of.ts';

const EXCHANGE = 1;

export const freshWorld = (mission: Mission, seed = 'mission test'): World =>
  createWorld(mission.topology, seed, worldOptionsOf(mission));

/** What somebody wants, or a decoy, of a mission's own file. */
export const specOf = (mission: Mission, id: string): ExchangeSpec => {
  const found = [...mission.exchanges, ...mission.decoys].find(exchange => exchange.id === id);
  if (found === undefined) throw new Error(`there is no exchange ${id}`);
  return found.spec;
};

export interface Wanted {
  readonly station: string;
  readonly situation: string;
  readonly exchange: string;
  readonly kind: string | null;
}

export interface Stopped {
  readonly world: World;
  readonly task: Task;
}

/** Plays an exchange by automata until the first task of that station, situation and kind, and leaves it open. */
export const stopAt = (mission: Mission, wanted: Wanted): Stopped => {
  const world = freshWorld(mission);
  let asked = false;
  startExchange(world, specOf(mission, wanted.exchange), EXCHANGE, task => {
    const here = task.station === wanted.station && task.situation.type === wanted.situation;
    if (!here || asked) return 'automaton';
    if (wanted.kind !== null && kindOf(world, task) !== wanted.kind) return 'automaton';
    asked = true;
    return 'person';
  });
  const [task] = openTasks(world);
  if (task === undefined) {
    throw new Error(`${wanted.station} never gets ${wanted.situation} in ${wanted.exchange}`);
  }
  return { world, task };
};

/** What a person gave, the rest filled in by the automaton. */
export const given = ({ world, task }: Stopped, partial: Decision): Decision =>
  mergeDecision(world, task, partial);

/** Decides the open task; automata do the rest. */
export const goOn = ({ world, task }: Stopped, decision: Decision): Happening[] =>
  decide(world, task.id, decision, () => 'automaton');

export const outcomeOf = (happenings: readonly Happening[]): string =>
  happenings.find(happening => happening.type === 'exchange-ended')?.outcome ?? 'open';

/** Every task of an exchange, each seen in the world as it was when the task arose; automata decide. */
export const watch = (
  world: World,
  spec: ExchangeSpec,
  exchangeId: number,
  see: (task: Task) => void,
): Happening[] => {
  const happenings = startExchange(world, spec, exchangeId, () => 'person');
  for (let [task] = openTasks(world); task !== undefined; [task] = openTasks(world)) {
    see(task);
    happenings.push(...decide(world, task.id, automatonDecision(world, task), () => 'person'));
  }
  return happenings;
};
