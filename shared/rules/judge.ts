import type { Decision, Task } from '../network/task.ts';
import type { World } from '../network/world.ts';
import type { Verdict } from './verdict.ts';

/**
 * What is right, unusual or wrong about a decision, held against the world as it stands, never against one stored
 * answer. `decision.values` may hold only what a person filled in; what is missing counts as the automaton's. Never
 * throws, whatever the values are.
 */
export declare const judge: (world: World, task: Task, decision: Decision) => Verdict;
