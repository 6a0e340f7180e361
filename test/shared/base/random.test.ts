import { describe, expect, test } from 'vitest';
import { draw, drawInteger, keyAfter, pick, shuffle } from '../../../shared/base/random.ts';

const DRAWS = 20_000;
const many = Array.from({ length: DRAWS }, (_, index) => draw('seed', 'loss', index));

describe('a draw', () => {
  test('depends on seed and key alone', () => {
    expect(draw('seed', 'loss', 7)).toBe(draw('seed', 'loss', 7));
  });

  test('stays what it was when the first session was logged', () => {
    expect([draw('seed'), draw('seed', 'loss', 7), draw('seed', 'link', 1, 2)]).toEqual([
      0.9790758142188872, 0.911142825619041, 0.629750912209712,
    ]);
  });

  test.each([
    ['another seed', draw('seeds', 'a', 1)],
    ['another part', draw('seed', 'a', 2)],
    ['a number written as text', draw('seed', 'a', '1')],
    ['parts cut elsewhere', draw('seed', 'a1')],
    ['a part more', draw('seed', 'a', 1, '')],
  ])('differs for %s', (_fact, other) => {
    expect(other).not.toBe(draw('seed', 'a', 1));
  });

  test('lies in [0, 1) and is spread evenly', () => {
    expect(many.every(value => value >= 0 && value < 1)).toBe(true);
    for (let tenth = 0; tenth < 10; tenth++) {
      const share = many.filter(value => Math.floor(value * 10) === tenth).length / DRAWS;
      expect(share).toBeGreaterThan(0.09);
      expect(share).toBeLessThan(0.11);
    }
  });

  test('says nothing about its neighbour', () => {
    const rising = many.filter((value, index) => value < (many[index + 1] ?? 1)).length / DRAWS;
    expect(rising).toBeGreaterThan(0.48);
    expect(rising).toBeLessThan(0.52);
  });
});

test('whole numbers reach every value below the limit', () => {
  const drawn = new Set(Array.from({ length: 200 }, (_, index) => drawInteger(6, 's', index)));
  expect([...drawn].sort()).toEqual([0, 1, 2, 3, 4, 5]);
});

test('an item is picked from the list; of nothing, nothing', () => {
  expect(['a', 'b', 'c']).toContain(pick(['a', 'b', 'c'], 'seed', 1));
  expect(pick([], 'seed', 1)).toBeUndefined();
});

test('a shuffled list has the same items, and each comes first now and then', () => {
  const list = [1, 2, 3, 4];
  const firsts = new Set<number | undefined>();
  for (let index = 0; index < 100; index++) {
    const shuffled = shuffle(list, 'seed', index);
    expect(shuffled.toSorted()).toEqual(list);
    firsts.add(shuffled[0]);
  }
  expect(firsts.size).toBe(4);
});

describe('keys that follow from a key', () => {
  const STEPS = [1, 2, 0x7fffffff, -1, -0x80000000];
  const family = Array.from({ length: 400 }, (_, key) =>
    STEPS.flatMap(step => Array.from({ length: 5 }, (_, count) => keyAfter(key, step, count))),
  ).flat();

  test('are whole numbers of 32 bits, the same each time', () => {
    expect(family.every(key => key === (key | 0))).toBe(true);
    expect(keyAfter(7, 3, 1)).toBe(keyAfter(7, 3, 1));
  });

  test('are hardly ever two of one', () => {
    expect(new Set(family).size).toBeGreaterThan(family.length - 3);
  });

  test.each(Array.from({ length: 32 }, (_, bit) => bit))('set bit %i half of the time', bit => {
    const share = family.filter(key => (key >>> bit) & 1).length / family.length;
    expect(share).toBeGreaterThan(0.47);
    expect(share).toBeLessThan(0.53);
  });
});
