const ROUND_MILLISECONDS = 60;
/** Long enough for the engine to compile what it will. */
const ROUNDS_OF_WARMTH = 5;
const ROUNDS = 9;

/** Two ways to do the same to things 0..size-1. Each gives a number, so that no work can be thrown away. */
export interface Work {
  readonly size: number;
  readonly ours: (index: number) => number;
  readonly theirs: (index: number) => number;
}

/** How often a second each was done, and how much faster ours was. */
export interface Pace {
  readonly ours: number;
  readonly theirs: number;
  readonly ratio: number;
}

/** Milliseconds since some moment. */
type Clock = () => number;

/** Runs `work` over 0..size-1 again and again for a while; how often a second. */
const paceOnce = (
  size: number,
  work: (index: number) => number,
  milliseconds: number,
  clock: Clock,
): number => {
  let count = 0;
  let sink = 0;
  const start = clock();
  let now = start;
  while (now - start < milliseconds) {
    for (let index = 0; index < size; index++) sink += work(index);
    count += size;
    now = clock();
  }
  // The sum is looked at, so that the work cannot be thrown away.
  if (Number.isNaN(sink)) throw new Error('a measured function gave no number');
  return (count * 1000) / (now - start);
};

/** The one in the middle by its ratio. */
export const middleOf = (paces: readonly Pace[]): Pace => {
  const middle = paces.toSorted((a, b) => a.ratio - b.ratio)[paces.length >> 1];
  if (middle === undefined) throw new Error('nothing was measured');
  return middle;
};

/** Times a second of both, measured in turns so that a noisy machine slows both alike. */
export const paceOf = (
  { size, ours, theirs }: Work,
  clock: Clock = () => performance.now(),
  roundMilliseconds = ROUND_MILLISECONDS,
): Pace => {
  paceOnce(size, ours, roundMilliseconds * ROUNDS_OF_WARMTH, clock);
  paceOnce(size, theirs, roundMilliseconds * ROUNDS_OF_WARMTH, clock);
  const rounds = Array.from({ length: ROUNDS }, () => {
    const pace = {
      ours: paceOnce(size, ours, roundMilliseconds, clock),
      theirs: paceOnce(size, theirs, roundMilliseconds, clock),
    };
    return { ...pace, ratio: pace.ours / pace.theirs };
  });
  return middleOf(rounds);
};
