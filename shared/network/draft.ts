import type { Values } from './values.ts';
import type { World } from './world.ts';

/** Keeps the bytes that were written to complete `values`, until the next decision is completed; gives `values` back. */
export const drafted = (world: World, values: Values, bytes: Uint8Array): Values => {
  world.inner.draft = { values, bytes };
  return values;
};

/** What was written for these very values; undefined where others have been completed since. */
export const draftOf = ({ inner }: World, values: Values): Uint8Array | undefined =>
  inner.draft?.values === values ? inner.draft.bytes : undefined;
