import { drawInteger } from '../base/random.ts';
import type { Task } from '../network/task.ts';
import type { World } from '../network/world.ts';
import type { KindId } from './kinds.ts';

/** Variants of a message that differ only in what its steps ask; with all of them every station asks all it can. */
export const QUESTION_VARIANTS = 4;

/**
 * Which of `choices` questions a step puts, as a number from 0: the same in the rehearsal of a message and in play, so
 * that the dispatcher can promise it.
 */
export const questionAt = ({ exchanges }: World, task: Task, choices: number): number => {
  const spec = task.exchange === null ? undefined : exchanges.get(task.exchange)?.spec;
  const offset = drawInteger(QUESTION_VARIANTS, 'question', task.station);
  return ((spec?.question ?? 0) + offset) % choices;
};

/** What a task asks for: its kind, and the field that is the point of it. */
export interface Question {
  readonly kind: KindId;
  readonly focus: string;
}

/** One of `all`, by turns; `more` sets apart tasks of one station that are asked in one message. */
export const inTurn = <One>(
  world: World,
  task: Task,
  all: readonly [One, ...One[]],
  more = 0,
): One => all[(questionAt(world, task, all.length) + more) % all.length] ?? all[0];
