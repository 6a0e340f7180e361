import type { Unanswered } from './machinery.ts';
import type { Told } from './processes/running.ts';
import type { ProgramEffect } from './programs/program.ts';
import type { Endpoint } from './told-program.ts';
import type { World } from './world.ts';

/** More than a resolver has lookups at a time; the oldest is forgotten. */
const MOST_UNANSWERED = 1000;

type Place = Pick<Told, 'node' | 'situation'>;

const programOf = ({ node, situation }: Place): string => `${node} ${situation.run}`;

const keyOf = (place: Place, port: number | null, peer: Endpoint | null): string =>
  [programOf(place), port, peer?.address, peer?.port].join(' ');

/** Keeps in mind that a client waits for an answer to what the program was told, having done `effects` about it. */
export const keepQuestion = (
  { inner: { unanswered } }: World,
  task: Told,
  effects: readonly ProgramEffect[],
): void => {
  const { type, port, peer } = task.situation;
  if (type !== 'resolve-question' || effects.some(isAnswerTo(task))) return;
  const key = keyOf(task, port, peer);
  const { exchange, id: cause } = task;
  unanswered.delete(key);
  const [oldest] = unanswered.keys();
  if (unanswered.size >= MOST_UNANSWERED && oldest !== undefined) unanswered.delete(oldest);
  const program = programOf(task);
  unanswered.set(key, { program, exchange, cause, isJoined: effects.length === 0 });
};

const isAnswerTo =
  ({ situation: { port, peer } }: Told) =>
  (effect: ProgramEffect): boolean =>
    effect.type === 'send-datagram' &&
    effect.port === port &&
    effect.peer.address === peer?.address &&
    effect.peer.port === peer.port;

/** The question that a datagram to `peer` answers: it is owed no longer. Undefined where it answers none. */
export const takeQuestion = (
  { inner: { unanswered } }: World,
  task: Told,
  { port, peer }: ProgramEffect & { readonly type: 'send-datagram' },
): Unanswered | undefined => {
  const key = keyOf(task, port, peer);
  const question = unanswered.get(key);
  unanswered.delete(key);
  return question;
};

/** Nobody waits any more for what an exchange asked. */
export const dropQuestions = ({ inner: { unanswered } }: World, exchange: number): void => {
  for (const [key, question] of unanswered) {
    if (question.exchange === exchange) unanswered.delete(key);
  }
};
