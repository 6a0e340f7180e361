import { draw } from '../../../shared/base/random.ts';

/** Numbers in [0, 1) for generators: the same row for the same seed. */
export const seeded = (seed: string): (() => number) => {
  let count = 0;
  return () => draw(seed, count++);
};
