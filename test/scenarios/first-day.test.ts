import { expect, test } from 'vitest';
import { playMission } from '../../server/tools/play-mission.ts';

test.each(['a', 'b'])('where all decide right, hosts get their leases: %s', seed => {
  const { session, refused } = playMission('06-first-day', seed, 5);
  const ends = session.crews.flatMap(({ game }) =>
    [...(game?.plans.values() ?? [])].map(({ ended }) => ended),
  );
  const failed = ends.filter(end => end === 'failed');
  expect(refused).toEqual([]);
  expect(ends.length).toBeGreaterThan(150);
  // One user's patience takes no time from the others: nearly all are met.
  expect(failed.length).toBeLessThan(ends.length / 100);
});
