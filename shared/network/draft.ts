import { ethernet } from '../protocols/ethernet.ts';
import { frameCheckOf } from './frames.ts';
import { headerFrom, type Values } from './values.ts';
import type { World } from './world.ts';

/** Keeps the bytes that were written to complete `values`, until the next decision is completed; gives `values` back. */
export const drafted = (world: World, values: Values, bytes: Uint8Array): Values => {
  world.inner.draft = { values, bytes };
  return values;
};

/** What was written for these very values; undefined where others have been completed since. */
export const draftOf = ({ inner }: World, values: Values): Uint8Array | undefined =>
  inner.draft?.values === values ? inner.draft.bytes : undefined;

/** Completes the header `values` of a frame by its check sequence, unless that is among those `given`. */
export const framed = (
  world: World,
  values: Values,
  given: Values,
  payload: Uint8Array,
): Values => {
  if (given['ethernet.frameCheckSequence'] !== undefined) return values;
  const frame = ethernet.encode(headerFrom(ethernet, values), payload);
  return drafted(world, { ...values, 'ethernet.frameCheckSequence': frameCheckOf(frame) }, frame);
};
