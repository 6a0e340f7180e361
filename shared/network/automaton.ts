import type { Decision, Task } from './task.ts';
import type { World } from './world.ts';

export declare const automatonDecision: (world: World, task: Task) => Decision;
export declare const mergeDecision: (world: World, task: Task, given: Decision) => Decision;
