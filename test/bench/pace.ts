const WARM_UP_MILLISECONDS = 150;
const ROUND_MILLISECONDS = 60;
const ROUNDS = 9;

/** Runs `work` over 0..size-1 again and again for a while; how often a second. */
const paceOnce = (size: number, work: (index: number) => number, milliseconds: number): number => {
  let count = 0;
  let sink = 0;
  const start = performance.now();
  let now = start;
  while (now - start < milliseconds) {
    for (let index = 0; index < size; index++) sink += work(index);
    count += size;
    now = performance.now();
  }
  // The sum is looked at, so that the work cannot be thrown away.
  if (Number.isNaN(sink)) throw new Error('a measured function gave no number');
  return (count * 1000) / (now - start);
};

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;

/** Times a second of both, measured in turns so that a noisy machine slows both alike. */
export const paceOf = (
  size: number,
  ours: (index: number) => number,
  theirs: (index: number) => number,
  roundMilliseconds = ROUND_MILLISECONDS,
): { readonly ours: number; readonly theirs: number } => {
  paceOnce(size, ours, WARM_UP_MILLISECONDS);
  paceOnce(size, theirs, WARM_UP_MILLISECONDS);
  const rounds = Array.from({ length: ROUNDS }, () => ({
    ours: paceOnce(size, ours, roundMilliseconds),
    theirs: paceOnce(size, theirs, roundMilliseconds),
  }));
  return {
    ours: median(rounds.map(round => round.ours)),
    theirs: median(rounds.map(round => round.theirs)),
  };
};
