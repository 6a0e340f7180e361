import { lastKeptBy } from '../last-kept.ts';
import { eventOf } from '../processes/program-words.ts';
import { factsAt, runAt } from '../processes/running.ts';
import type { ProgramTurn } from '../programs/program.ts';
import type { Action, Decision, SituationType, Task } from '../task.ts';
import type { ToldProgram } from '../told-program.ts';
import type { Values } from '../values.ts';
import type { World } from '../world.ts';
import { nameServerPlayed } from './name-server.ts';
import type { Moment, PlayedProgram } from './played-program.ts';
import { questionPlayed } from './resolver-question.ts';
import { replyPlayed } from './resolver-reply.ts';

/** Situations in which somebody may speak in a program's stead. */
export type PlayedType = Extract<
  SituationType,
  'answer-query' | 'resolve-question' | 'resolve-reply'
>;

/** A task of such a situation. */
export type PlayedTask = Task & {
  readonly situation: ToldProgram & { readonly type: PlayedType };
};

const PLAYED: Readonly<Record<PlayedType, PlayedProgram>> = {
  'answer-query': nameServerPlayed,
  'resolve-question': questionPlayed,
  'resolve-reply': replyPlayed,
};

/** The program at the moment of a task; undefined where it does not run any more. */
export const momentOf = lastKeptBy(
  // As long as these are the same, so is what the program makes of it.
  (world: World, { id, node, situation }: PlayedTask) => {
    const run = runAt(world, node, situation.run);
    return [world, world.nowMicros, id, run, run?.state];
  },
  (world, task): Moment | undefined => {
    const run = runAt(world, task.node, task.situation.run);
    const event = eventOf(task.situation, task.unit);
    if (run === undefined || event?.type !== 'datagram') return undefined;
    return { settings: run.settings, state: run.state, event, facts: factsAt(world, task) };
  },
);

/** What the program itself decides: its rules are asked, none is written twice. */
export const playedChoice = (world: World, task: PlayedTask): Decision => {
  const moment = momentOf(world, task);
  return moment === undefined
    ? { action: 'drop', values: { reason: 'nothing-to-do' } }
    : PLAYED[task.situation.type].choose(moment);
};

/** Every value of a decision for `action`; those given stay. */
export const playedValues = (
  world: World,
  task: PlayedTask,
  action: Action,
  given: Values,
): Values => {
  const moment = momentOf(world, task);
  return moment === undefined ? given : PLAYED[task.situation.type].complete(moment, action, given);
};

/** How the program goes on after a decision, right or wrong; undefined where it has heard nothing. */
export const playedTurn = (
  world: World,
  task: PlayedTask,
  decision: Decision,
): ProgramTurn<unknown> | undefined => {
  const moment = momentOf(world, task);
  if (moment === undefined || decision.action === 'drop') return undefined;
  return PLAYED[task.situation.type].turn(moment, decision);
};
