import { expect, test } from 'vitest';
import { MISSIONS } from '../../shared/missions/catalog.ts';
import { pacingRun } from '../bench/pacing-run.ts';

/** Seconds of play, not of this machine: what GAME §10 check 2 allows the others. */
const LONGEST_IDLE_MS = 8_000;

test.each(MISSIONS.map(({ id }) => id))(
  'somebody looks out of the window for half a minute in %s, and the others go on',
  missionId => {
    const absence = { fromMs: 120_000, untilMs: 150_000 };
    for (const seed of ['absent', 'away']) {
      const run = pacingRun(missionId, 5, seed, absence);
      expect(run.longestIdleMs).toBeLessThanOrEqual(LONGEST_IDLE_MS);
      expect(run.mostWaiting).toBeLessThanOrEqual(3);
      expect(run.delivered).toBeGreaterThan(0);
    }
  },
);
