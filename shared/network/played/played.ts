import { lastKeptBy } from '../last-kept.ts';
import { eventOf } from '../processes/program-words.ts';
import { factsAt, runAt } from '../processes/running.ts';
import type { ProgramTurn } from '../programs/program.ts';
import type { Action, Decision, SituationType, Task } from '../task.ts';
import type { ToldProgram } from '../told-program.ts';
import type { Values } from '../values.ts';
import type { World } from '../world.ts';
import { leaseAnswerPlayed } from './lease-answer.ts';
import { leaseAskPlayed } from './lease-ask.ts';
import { leaseCheckPlayed } from './lease-check.ts';
import { leaseServerPlayed } from './lease-server.ts';
import { nameServerPlayed } from './name-server.ts';
import type {
  Moment,
  MomentOf,
  PlayedEvent,
  PlayedProgram,
  TimedMoment,
} from './played-program.ts';
import { questionPlayed } from './resolver-question.ts';
import { replyPlayed } from './resolver-reply.ts';

/** Situations in which somebody may speak in a program's stead, and what it is told of there. */
interface PlayedMoments {
  readonly 'answer-query': Moment;
  readonly 'resolve-question': Moment;
  readonly 'resolve-reply': Moment;
  readonly 'serve-lease': Moment;
  readonly 'ask-lease': TimedMoment;
  readonly 'check-lease': TimedMoment;
  readonly 'read-lease': Moment;
}
export type PlayedType = Extract<SituationType, keyof PlayedMoments>;

/** A task of such a situation. */
export type PlayedTask<Type extends PlayedType = PlayedType> = Task & {
  readonly situation: ToldProgram & { readonly type: Type };
};

const PLAYED: { readonly [Type in PlayedType]: PlayedProgram<PlayedMoments[Type]> } = {
  'answer-query': nameServerPlayed,
  'resolve-question': questionPlayed,
  'resolve-reply': replyPlayed,
  'serve-lease': leaseServerPlayed,
  'ask-lease': leaseAskPlayed,
  'check-lease': leaseCheckPlayed,
  'read-lease': leaseAnswerPlayed,
};

/** The table pairs each situation with its own sort of event. */
const playedBy = ({ situation }: PlayedTask): PlayedProgram<MomentOf<PlayedEvent>> =>
  PLAYED[situation.type] as PlayedProgram<MomentOf<PlayedEvent>>;

const HEARS: Readonly<Record<PlayedType, PlayedEvent['type']>> = {
  'answer-query': 'datagram',
  'resolve-question': 'datagram',
  'resolve-reply': 'datagram',
  'serve-lease': 'datagram',
  'ask-lease': 'timer',
  'check-lease': 'timer',
  'read-lease': 'datagram',
};

const momentAt = lastKeptBy(
  // As long as these are the same, so is what the program makes of it.
  (world: World, { id, node, situation }: PlayedTask) => {
    const run = runAt(world, node, situation.run);
    return [world, world.nowMicros, id, run, run?.state];
  },
  (world, task): MomentOf<PlayedEvent> | undefined => {
    const run = runAt(world, task.node, task.situation.run);
    const event = eventOf(task.situation, task.unit);
    if (run === undefined || event?.type !== HEARS[task.situation.type]) return undefined;
    if (event.type !== 'datagram' && event.type !== 'timer') return undefined;
    return { settings: run.settings, state: run.state, event, facts: factsAt(world, task) };
  },
);

/** The program at the moment of a task; undefined where it does not run any more. */
export const momentOf = <Type extends PlayedType>(
  world: World,
  task: PlayedTask<Type>,
): PlayedMoments[Type] | undefined => momentAt(world, task) as PlayedMoments[Type] | undefined;

/** What the program itself decides: its rules are asked, none is written twice. */
export const playedChoice = (world: World, task: PlayedTask): Decision => {
  const moment = momentAt(world, task);
  return moment === undefined
    ? { action: 'drop', values: { reason: 'nothing-to-do' } }
    : playedBy(task).choose(moment);
};

/** Every value of a decision for `action`; those given stay. */
export const playedValues = (
  world: World,
  task: PlayedTask,
  action: Action,
  given: Values,
): Values => {
  const moment = momentAt(world, task);
  return moment === undefined ? given : playedBy(task).complete(moment, action, given);
};

/** How the program goes on after a decision, right or wrong; undefined where it has heard nothing. */
export const playedTurn = (
  world: World,
  task: PlayedTask,
  decision: Decision,
): ProgramTurn<unknown> | undefined => {
  const moment = momentAt(world, task);
  if (moment === undefined) return undefined;
  const program = playedBy(task);
  return decision.action === 'drop'
    ? program.silent?.(moment, decision)
    : program.turn(moment, decision);
};
