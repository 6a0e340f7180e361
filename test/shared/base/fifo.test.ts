import fc from 'fast-check';
import { expect, test } from 'vitest';
import { newFifo, putLast, takeFirst } from '../../../shared/base/fifo.ts';

test('whatever goes in comes out in its order', () => {
  fc.assert(
    fc.property(fc.array(fc.option(fc.integer())), moves => {
      const fifo = newFifo<number>();
      const plain: number[] = [];
      for (const put of moves) {
        if (put === null) expect(takeFirst(fifo)).toBe(plain.shift());
        else {
          putLast(fifo, put);
          plain.push(put);
        }
      }
      expect(fifo.end - fifo.first).toBe(plain.length);
    }),
  );
});

test('what is taken is not kept', () => {
  const fifo = newFifo<object>();
  putLast(fifo, {});
  putLast(fifo, {});
  takeFirst(fifo);
  takeFirst(fifo);
  expect(fifo.items.every(item => item === undefined)).toBe(true);
  expect(takeFirst(fifo)).toBeUndefined();
});
