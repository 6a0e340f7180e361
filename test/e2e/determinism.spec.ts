import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { MISSIONS } from '../../shared/missions/catalog.ts';
import { pacingRun } from '../bench/pacing-run.ts';
import { type ServedPage, servePage } from '../browser/bundle-page.ts';
import { type Outcome, outcomeOfLog } from './outcome-of-log.ts';

const PROJECT = join(import.meta.dirname, '..', '..');
const SEED = 'twice';

declare global {
  var foldInPage: (log: string) => Promise<Outcome>;
}

let served: ServedPage;
let folder: string;

test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'stack-determinism-'));
  served = await servePage(join(import.meta.dirname, 'determinism-page.ts'));
});

test.afterAll(() => {
  served.close();
  rmSync(folder, { recursive: true, force: true });
});

const byAutomata = (missionId: string): string => {
  const log = join(folder, `${missionId}.jsonl`);
  const typed = ['server/tools/mission.ts', missionId, '--seed', SEED, '--log', log];
  execFileSync(process.execPath, typed, { cwd: PROJECT });
  return readFileSync(log, 'utf8');
};

/** People err, so such a log also holds what was refused. */
const byPeople = (missionId: string): string =>
  pacingRun(missionId, 5, SEED)
    .events.map(event => JSON.stringify(event))
    .join('\n');

for (const { id } of MISSIONS) {
  for (const [who, play] of [
    ['automata', byAutomata],
    ['people who err', byPeople],
  ] as const) {
    test(`${id} by ${who}: Node and Chromium agree on every byte and on the state`, async ({
      page,
    }) => {
      const log = play(id);
      const here = await outcomeOfLog(log);
      await page.goto(served.url);
      const there = await page.evaluate(text => globalThis.foldInPage(text), log);
      expect(here.captureBytes).toBeGreaterThan(1_000);
      expect(there).toEqual(here);
      const other = await outcomeOfLog(log.replace(`"seed":"${SEED}"`, '"seed":"other"'));
      expect(other.digest).not.toBe(here.digest);
    });
  }
}
