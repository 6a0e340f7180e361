import { runAt } from '../processes/running.ts';
import type { ProgramEvent } from '../programs/program.ts';
import { sessionAt } from '../programs/smtp-server.ts';
import { newSession } from '../programs/smtp-session.ts';
import type { Run } from '../run.ts';
import type { Action, Decision, Task } from '../task.ts';
import type { ToldProgram } from '../told-program.ts';
import type { Values } from '../values.ts';
import type { World } from '../world.ts';
import { readDnsInput } from './dns-input.ts';
import { readHttpInput } from './http-input.ts';
import { type GuardLimits, type GuardReading, limitsOf } from './reading.ts';
import { readSmtpInput } from './smtp-input.ts';

/** Situations in which somebody stands guard before a daemon: by the protocol that it speaks. */
export type GuardType = 'guard-request' | 'guard-command' | 'guard-query';

/** A unit of input in the buffer of a guarded daemon: all that lies there, the oldest byte first. */
export type GuardTask = Task & { readonly situation: ToldProgram & { readonly type: GuardType } };

interface Guarded {
  readonly type: GuardType;
  readonly by: ProgramEvent['type'];
}

const GUARDED: Readonly<Record<string, Guarded>> = {
  'http-server': { type: 'guard-request', by: 'received' },
  'smtp-server': { type: 'guard-command', by: 'received' },
  'name-server': { type: 'guard-query', by: 'datagram' },
};

/** The sort of situation where a daemon is guarded and `event` brings it input; undefined elsewhere. */
export const guardType = (
  { service, settings }: Run,
  event: ProgramEvent | null,
): GuardType | undefined => {
  const guarded = GUARDED[service];
  const isInput = event !== null && event.type === guarded?.by;
  return isInput && limitsOf(settings) !== undefined ? guarded?.type : undefined;
};

const NO_LIMITS: GuardLimits = { bufferBytes: 512, lineBytes: 512 };
const NOBODY = { address: 0, port: 0 } as const;

/** Room that the daemon of a task has. */
export const limitsAt = (world: World, { node, situation }: GuardTask): GuardLimits =>
  limitsOf(runAt(world, node, situation.run)?.settings ?? {}) ?? NO_LIMITS;

/** Where the conversation by SMTP stands in which a command has come. */
export const conversationAt = (world: World, { node, situation }: GuardTask) =>
  sessionAt(runAt(world, node, situation.run)?.state, situation.connection ?? 0) ??
  newSession(NOBODY);

/** What the documents make of the input of a task. */
export const guardReadingAt = (world: World, task: GuardTask): GuardReading => {
  switch (task.situation.type) {
    case 'guard-request':
      return readHttpInput(task.unit, limitsAt(world, task));
    case 'guard-command':
      return readSmtpInput(task.unit, conversationAt(world, task));
    case 'guard-query':
      return readDnsInput(task.unit);
  }
};

const REASONS: Readonly<Record<string, string>> = { 'is-response': 'not-my-question' };

/** What a careful daemon does. */
export const guardChoice = (world: World, task: GuardTask): Decision => {
  const { verdict, codes, fault } = guardReadingAt(world, task);
  if (verdict === 'refuse') return { action: 'answer', values: { answer: codes[0] ?? '' } };
  if (verdict === 'ignore') {
    return { action: 'drop', values: { reason: REASONS[fault] ?? 'malformed' } };
  }
  return { action: 'deliver', values: {} };
};

const USUAL_CODES: Readonly<Record<GuardType, string>> = {
  'guard-request': '400',
  'guard-command': '500',
  'guard-query': 'FORMERR',
};

/** What somebody who takes the unit reads of it: of one that is no good, as much as it says that it has. */
const readBytes = ({ verdict, unitBytes, claimedBytes }: GuardReading): number =>
  verdict === 'refuse' ? Math.max(unitBytes, claimedBytes) : unitBytes;

/** Every value of a decision for `action`; those given stay. */
export const guardValues = (
  world: World,
  task: GuardTask,
  action: Action,
  given: Values,
): Values => {
  if (action !== 'deliver' && action !== 'answer') return given;
  const reading = guardReadingAt(world, task);
  const { type } = task.situation;
  const { spoken, fault, length: toldLength, order } = reading;
  const isStream = type !== 'guard-query';
  return {
    spoken,
    fault,
    ...(type === 'guard-command' ? { order } : { toldLength }),
    sum: 'undamaged',
    ...(action === 'deliver' && isStream ? { read: readBytes(reading) } : {}),
    ...(action === 'answer' ? { answer: reading.codes[0] ?? USUAL_CODES[type] } : {}),
    ...given,
  };
};
