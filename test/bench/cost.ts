const ROUNDS = 7;
/** Long enough for the engine to compile what it will: a figure is of the work, not of its first moments. */
const WARM_UP_MILLISECONDS = 500;

/** One measured stretch of work: how long it took and how many things were done in it. */
export interface Stretch {
  readonly ms: number;
  readonly count: number;
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

const warmUp = (work: () => Stretch): void => {
  const until = performance.now() + WARM_UP_MILLISECONDS;
  do work();
  while (performance.now() < until);
};

/** Microseconds per thing of both, measured in turns so that a noisy machine slows both alike, once both are warm. */
export const costsOf = (
  ours: () => Stretch,
  theirs: () => Stretch,
): { readonly ours: number; readonly theirs: number } => {
  warmUp(ours);
  warmUp(theirs);
  const rounds = Array.from({ length: ROUNDS }, () => ({ ours: ours(), theirs: theirs() }));
  const micros = ({ ms, count }: Stretch): number => (ms * 1000) / count;
  return {
    ours: median(rounds.map(round => micros(round.ours))),
    theirs: median(rounds.map(round => micros(round.theirs))),
  };
};

/** Times `work`, which says how many things it did, by what the processor spent on it: what others do counts for less. */
export const stretchOfCpu = (work: () => number): Stretch => {
  const start = process.cpuUsage();
  const count = work();
  const { user, system } = process.cpuUsage(start);
  return { ms: (user + system) / 1000, count };
};
