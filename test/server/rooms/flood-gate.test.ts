import { describe, expect, test } from 'vitest';
import { FloodGate } from '../../../server/rooms/flood-gate.ts';

const admitted = (gate: FloodGate, times: readonly number[]): number =>
  times.filter(time => gate.admits(time)).length;

describe('the flood gate', () => {
  test('lets twenty through at once, for what waited while the network was away', () => {
    expect(admitted(new FloodGate(0), Array(50).fill(0))).toBe(20);
  });

  test('lets eight a second through for as long as one likes', () => {
    const eachEighth = Array.from({ length: 800 }, (_, index) => index * 125);
    expect(admitted(new FloodGate(0), eachEighth)).toBe(800);
  });

  test('a flood of a hundred a second gets eight of them through', () => {
    const times = Array.from({ length: 1000 }, (_, index) => index * 10);
    const count = admitted(new FloodGate(0), times);
    expect(count).toBeGreaterThanOrEqual(99);
    expect(count).toBeLessThanOrEqual(100);
  });

  test('a clock that is set back opens nothing and closes nothing', () => {
    const gate = new FloodGate(10_000);
    expect(admitted(gate, Array(30).fill(10_000))).toBe(20);
    expect(gate.admits(0)).toBe(false);
    expect(gate.admits(125)).toBe(true);
  });
});
