import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createEventQueue, dequeue, enqueue } from '../../../shared/network/event-queue.ts';

const drain = (times: readonly number[]): (readonly [number, number])[] => {
  const queue = createEventQueue<number>();
  for (const [order, atMicros] of times.entries()) enqueue(queue, atMicros, order);
  const out: (readonly [number, number])[] = [];
  for (let next = dequeue(queue); next !== undefined; next = dequeue(queue)) {
    out.push([next.atMicros, next.event]);
  }
  return out;
};

test('an empty queue gives nothing', () => {
  expect(drain([])).toEqual([]);
});

test('events come earliest first, and in the order of coming where times are equal', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(20), { maxLength: 60 }), times => {
      const sorted = times
        .map((atMicros, order) => [atMicros, order] as const)
        .sort((a, b) => a[0] - b[0] || a[1] - b[1]);
      expect(drain(times)).toEqual(sorted);
    }),
  );
});
