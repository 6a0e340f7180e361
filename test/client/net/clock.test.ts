import { expect, test } from 'vitest';
import { alignClock, clockText, leftMs } from '../../../client/net/clock.ts';

test.each([
  [0, '00:00'],
  [999, '00:01'],
  [252_000, '04:12'],
  [3_852_000, '1:04:12'],
])('%i ms read %s', (milliseconds, text) => expect(clockText(milliseconds)).toBe(text));

test('a stopped clock stands still at what is left', () => {
  expect(leftMs(null, 61_000)).toBe(61_000);
});

test('the end of the round is in server time, whatever the own clock says', () => {
  const serverMs = Date.now() + 3_600_000;
  alignClock(serverMs, Date.now());
  expect(leftMs(serverMs + 60_000, 0)).toBeGreaterThan(59_000);
  expect(leftMs(serverMs + 60_000, 0)).toBeLessThanOrEqual(60_000);
  expect(leftMs(serverMs - 1, 0)).toBe(0);
});
