import type { World } from './world.ts';

/** Two programs that talk for ever make progress for ever. */
const MOST_STEPS = 400_000;

/** Blows where the network goes round in circles, not where it carries much. */
export interface Fuse {
  /** How many steps in a row may go by without a new byte of a stream. */
  readonly mostInVain: number;
  steps: number;
  inVain: number;
  /** Bytes that had been delivered to streams at the last step. */
  delivered: number;
}

export const newFuse = ({ inner }: World, mostInVain: number): Fuse => ({
  mostInVain,
  steps: 0,
  inVain: 0,
  delivered: inner.deliveredBytes,
});

/** Counts one step; true where there have been too many. */
export const blows = (fuse: Fuse, { inner }: World): boolean => {
  fuse.steps += 1;
  fuse.inVain = inner.deliveredBytes === fuse.delivered ? fuse.inVain + 1 : 0;
  fuse.delivered = inner.deliveredBytes;
  return fuse.inVain > fuse.mostInVain || fuse.steps > MOST_STEPS;
};
