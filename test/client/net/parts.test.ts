import { effect } from '@preact/signals';
import { expect, test } from 'vitest';
import { createParts } from '../../../client/net/parts.ts';

interface Two {
  readonly head: { readonly round: number };
  readonly bench: { readonly taskId: number } | null;
}

test('only a part whose text changed wakes who looks at it', () => {
  const { part, take } = createParts<Two>();
  const seen: unknown[] = [];
  const stop = effect(() => {
    seen.push(part('head').value?.round);
  });
  take([['head', '{"round":1}']]);
  take([['head', '{"round":1}']]);
  take([
    ['head', '{"round":1}'],
    ['bench', '{"taskId":4}'],
  ]);
  take([['head', '{"round":2}']]);
  stop();
  expect(seen).toEqual([undefined, 1, 2]);
  expect(part('bench').value).toEqual({ taskId: 4 });
});

test('a part that is gone comes as null, one that never came as undefined', () => {
  const { part, take } = createParts<Two>();
  take([['bench', 'null']]);
  expect(part('bench').value).toBeNull();
  expect(part('head').value).toBeUndefined();
});
