import type { Task } from '../network/task.ts';
import type { World } from '../network/world.ts';

/** 1 where to look, 2 the rule, 3 a worked sibling, 4 the answer. */
export type HintStep = 1 | 2 | 3 | 4;

/** Facts for the words of one hint. Only step 4 holds the answer, as 'field' and 'answer'. */
export declare const hintFor: (
  world: World,
  task: Task,
  step: HintStep,
  seed: string,
) => Readonly<Record<string, string>>;
