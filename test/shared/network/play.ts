import type { ExchangeSpec } from '../../../shared/network/exchange.ts';
import type { Assign, Happening } from '../../../shared/network/happening.ts';
import { decide, openTasks, startExchange } from '../../../shared/network/simulator.ts';
import type { Decision, SituationType, Task, Value } from '../../../shared/network/task.ts';
import type { World } from '../../../shared/network/world.ts';

export const byAutomaton: Assign = () => 'automaton';

type Decided = Extract<Happening, { readonly type: 'task-decided' }>;

export const decided = (happenings: readonly Happening[]): Decided[] =>
  happenings.filter(happening => happening.type === 'task-decided');

export const outcomeOf = (happenings: readonly Happening[]): string | undefined =>
  happenings.find(happening => happening.type === 'exchange-ended')?.outcome;

export const deliveries = (happenings: readonly Happening[]): string[] =>
  happenings.flatMap(happening => (happening.type === 'delivered' ? [happening.what] : []));

export const losses = (happenings: readonly Happening[]): string[] =>
  happenings.flatMap(happening => (happening.type === 'frame-lost' ? [happening.why] : []));

/** 'node situation action reason-or-answer' of every decision, in order. */
export const story = (happenings: readonly Happening[]): string[] =>
  decided(happenings).map(({ task, decision }) =>
    [
      task.node,
      task.situation.type,
      decision.action,
      decision.values.reason ?? decision.values.answer ?? '',
    ]
      .join(' ')
      .trim(),
  );

/** What a person does with the tasks of one sort at one node, the first time or every time. */
export interface Mistake {
  readonly node: string;
  readonly type: SituationType;
  readonly action?: Decision['action'];
  readonly values: Readonly<Record<string, Value>>;
  readonly always?: boolean;
}

/** Plays an exchange by automata but for one person who makes one mistake. */
export const playWith = (
  world: World,
  spec: ExchangeSpec,
  exchangeId: number,
  mistake: Mistake,
): Happening[] => {
  let made = false;
  const isTheirs = (task: Task): boolean =>
    task.node === mistake.node && task.situation.type === mistake.type;
  const assign: Assign = task =>
    isTheirs(task) && (!made || mistake.always === true) ? 'person' : 'automaton';
  const happenings = startExchange(world, spec, exchangeId, assign);
  for (let turn = 0; turn < 100; turn++) {
    const [task] = openTasks(world);
    if (task === undefined) return happenings;
    const { action = 'send', values } = mistake;
    made = true;
    happenings.push(...decide(world, task.id, { action, values }, assign));
  }
  throw new Error('the person has to decide without end');
};
