import { draw } from '../../shared/base/random.ts';

/** How fast an artificial player works: guesses until real classes correct them (GAME §2.1). Times in seconds. */
export const LEARNING = {
  firstTaskSeconds: 45,
  fastestSeconds: 8,
  exponent: 0.6,
  /** Share of practice with other kinds that counts for this one. */
  transfer: 0.2,
  taskScatter: 0.35,
  personScatter: 0.25,
  /** The first unit of a kind opens one field only. */
  oneFieldShare: 0.6,
  firstWrong: 0.35,
  leastWrong: 0.05,
  coachSeconds: 15,
  lobbyTasks: 2,
} as const;

/** A draw from the standard normal distribution, by Box and Muller. */
const normal = (seed: string, ...key: readonly (string | number)[]): number => {
  const radius = Math.sqrt(-2 * Math.log(1 - draw(seed, ...key, 'radius')));
  return radius * Math.cos(2 * Math.PI * draw(seed, ...key, 'angle'));
};

/** A factor around 1 with that relative scatter, never negative. */
const factor = (scatter: number, seed: string, ...key: readonly (string | number)[]): number =>
  Math.exp(scatter * normal(seed, ...key) - (scatter * scatter) / 2);

/** Practice of one artificial player. */
export interface Learner {
  readonly seed: string;
  readonly name: string;
  readonly done: Map<string, number>;
  total: number;
  tries: number;
}

export const newLearner = (seed: string, name: string): Learner => ({
  seed,
  name,
  done: new Map(),
  total: LEARNING.lobbyTasks,
  tries: 0,
});

const practice = (learner: Learner, kind: string): number => {
  const own = learner.done.get(kind) ?? 0;
  return 1 + own + LEARNING.transfer * (learner.total - own);
};

/** Milliseconds that this person thinks about a unit of `kind`. */
export const taskMs = (learner: Learner, kind: string, isFirstOfKind: boolean): number => {
  const { firstTaskSeconds, fastestSeconds, exponent, taskScatter, personScatter } = LEARNING;
  const { seed, name, total } = learner;
  const learned = firstTaskSeconds * practice(learner, kind) ** -exponent;
  const whole = Math.max(fastestSeconds, learned) * (isFirstOfKind ? LEARNING.oneFieldShare : 1);
  const person = factor(personScatter, seed, name, 'person');
  return 1000 * whole * person * factor(taskScatter, seed, name, kind, total, 'task');
};

/** Whether the next try is wrong. */
export const errs = (learner: Learner, kind: string): boolean => {
  const { firstWrong, leastWrong, exponent } = LEARNING;
  const chance = Math.max(leastWrong, firstWrong * practice(learner, kind) ** -exponent);
  learner.tries += 1;
  return draw(learner.seed, learner.name, kind, learner.tries, 'wrong') < chance;
};

/** Counts a task done. */
export const learnTask = (learner: Learner, kind: string): void => {
  learner.done.set(kind, (learner.done.get(kind) ?? 0) + 1);
  learner.total += 1;
};
