import { acknowledge, type Progress, update } from './step.ts';

/** RFC 5961 §7: at most ten challenges in five seconds. */
export const MOST_CHALLENGES = 10;
const WINDOW_MICROS = 5_000_000;

/**
 * Answers a segment that does not fit with what this end has got so far. Two ends that disagree about the connection
 * would answer each other's answers for ever (RFC 5961 §7), so after a few there is silence for a while.
 */
export const challenge = (progress: Progress): Progress => {
  const { nowMicros } = progress;
  const { challenges } = progress.connection;
  const isOld = nowMicros - challenges.sinceMicros >= WINDOW_MICROS;
  const { sinceMicros, count } = isOld ? { sinceMicros: nowMicros, count: 0 } : challenges;
  if (count >= MOST_CHALLENGES) return progress;
  return acknowledge(update(progress, { challenges: { sinceMicros, count: count + 1 } }));
};
