import { expect } from 'vitest';
import { leavesOf, type Span } from '../../../shared/protocols/span.ts';

/** Fails unless the leaves of `spans` cover bits `[from, to)` in order, each bit once. */
export const expectTiled = (spans: readonly Span[], from: number, to: number): void => {
  let at = from;
  for (const leaf of leavesOf(spans)) {
    if (leaf.bitOffset !== at || leaf.bitLength <= 0) expect(leaf).toHaveProperty('bitOffset', at);
    at += leaf.bitLength;
  }
  expect(at).toBe(to);
};
