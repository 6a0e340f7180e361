import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  forgetLineage,
  keepLineage,
  type Lineage,
  lineageOf,
  newLineageTable,
  tasksIn,
} from '../../../shared/network/lineage.ts';

const lineage = (key: number): Lineage => ({ cause: null, key, note: null, followed: null });

test('what is kept is found until it is forgotten, as in a map', () => {
  const steps = fc.array(
    fc.record({ ahead: fc.integer({ min: 1, max: 300 }), back: fc.nat(1200) }),
  );
  fc.assert(
    fc.property(steps, moves => {
      const table = newLineageTable();
      const plain = new Map<number, Lineage>();
      let task = 0;
      for (const { ahead, back } of moves) {
        task += ahead;
        const row = lineage(task);
        keepLineage(table, task, row);
        plain.set(task, row);
        forgetLineage(table, task - back);
        plain.delete(task - back);
        expect(lineageOf(table, task - back)).toBeUndefined();
      }
      expect(tasksIn(table)).toEqual([...plain.keys()]);
      expect(table.size).toBe(plain.size);
      for (const [id, row] of plain) expect(lineageOf(table, id)).toBe(row);
    }),
  );
});

test('pages of which nothing is left are given back', () => {
  const table = newLineageTable();
  for (let task = 1; task <= 100_000; task++) {
    keepLineage(table, task, lineage(task));
    forgetLineage(table, task - 20);
  }
  expect(table.pages.size).toBeLessThan(3);
});
