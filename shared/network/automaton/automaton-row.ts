import type { Action, Decision, Situation, SituationType, Task } from '../task.ts';
import type { Values } from '../values.ts';
import type { World } from '../world.ts';

type SituationOf<K extends SituationType> = Extract<Situation, { readonly type: K }>;
export type TaskOf<K extends SituationType> = Task & { readonly situation: SituationOf<K> };

/** How the protocol itself decides one sort of situation. */
export interface AutomatonRow<K extends SituationType> {
  /** What it does, with the values that are not to be computed (a reason, a socket). */
  readonly choose: (world: World, task: TaskOf<K>) => Decision;
  /** Where nobody sits, its choice is the whole decision: the rest is said for people to judge by, and nothing follows from it. */
  readonly terse?: true;
  /** Every value of a decision for `action`: those given stay as they are, derived ones follow them. */
  readonly complete: (world: World, task: TaskOf<K>, action: Action, given: Values) => Values;
}

const NO_VALUES: Values = {};

export const send = (values: Values = NO_VALUES): Decision => ({ action: 'send', values });
export const deliver = (values: Values = NO_VALUES): Decision => ({ action: 'deliver', values });
export const answer = (values: Values = NO_VALUES): Decision => ({ action: 'answer', values });
export const drop = (reason: string): Decision => ({ action: 'drop', values: { reason } });

/** Nothing is derived: what is given is all. */
export const asGiven = <K extends SituationType>(
  _world: World,
  _task: TaskOf<K>,
  _action: Action,
  given: Values,
): Values => given;
