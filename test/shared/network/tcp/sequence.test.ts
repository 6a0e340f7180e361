import { expect, test } from 'vitest';
import { isAcceptable, isAtMost, isBefore } from '../../../../shared/network/tcp/sequence.ts';

test.each([
  ['plainly before', 1, 2, true],
  ['equal is not before', 2, 2, false],
  ['before over the wrap', 0xffff_fff0, 5, true],
  ['after over the wrap', 5, 0xffff_fff0, false],
])('%s', (_fact, a, b, before) => {
  expect(isBefore(a, b)).toBe(before);
  expect(isAtMost(a, b)).toBe(before || a === b);
});

test.each([
  ['no data, closed window: the next number alone', 100, 0, 0, true],
  ['no data, closed window: not the one before', 99, 0, 0, false],
  ['no data, open window: its first number', 100, 0, 10, true],
  ['no data, open window: its last number', 109, 0, 10, true],
  ['no data, open window: one past it', 110, 0, 10, false],
  ['data, closed window: nothing', 100, 1, 0, false],
  ['data that ends in the window', 95, 6, 10, true],
  ['data that ends just before it', 95, 5, 10, false],
  ['data that begins at its last number', 109, 50, 10, true],
  ['data that begins past it', 110, 1, 10, false],
])('acceptance: %s', (_fact, sequence, length, window, acceptable) => {
  expect(isAcceptable(sequence, length, 100, window)).toBe(acceptable);
});

test('acceptance holds over the wrap', () => {
  expect(isAcceptable(3, 4, 0xffff_fffe, 10)).toBe(true);
  expect(isAcceptable(0xffff_fff0, 4, 0xffff_fffe, 10)).toBe(false);
});
