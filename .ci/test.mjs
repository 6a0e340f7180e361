// `npm test`: sets up, runs every test, and ends with the line `N passed, N failed, N skipped`.
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { prepare, root } from './prepare.mjs';
import { countPlaywright, countVitest } from './results.mjs';
import { installTools } from './tools.mjs';

const node = prepare();
const results = join(root, '.cache', 'results');
rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });
const { chromium, notes } = installTools();

const run = (args, extra = {}) =>
  spawnSync(node, args, {
    cwd: root,
    stdio: 'inherit',
    env: {
      ...process.env,
      PATH: `${join(node, '..')}${process.platform === 'win32' ? ';' : ':'}${process.env.PATH}`,
      ...extra,
    },
  }).status;

const unitFile = join(results, 'vitest.json');
const unitStatus = run([
  'node_modules/vitest/vitest.mjs',
  'run',
  '--config',
  'test/vitest.config.ts',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${unitFile}`,
]);
const totals = [countVitest(unitFile, unitStatus)];

const browserFile = join(results, 'playwright.json');
if (chromium) {
  const status = run(
    ['node_modules/@playwright/test/cli.js', 'test', '--config', 'test/e2e/playwright.config.ts'],
    { CHROMIUM: chromium, PLAYWRIGHT_JSON_OUTPUT_NAME: browserFile },
  );
  totals.push(countPlaywright(browserFile, status));
} else {
  totals.push({
    passed: 0,
    failed: process.env.CI ? 1 : 0,
    skipped: 1,
    reasons: [
      'browser tests: no Chromium or Chrome was found; install one, or name it in CHROMIUM',
    ],
  });
}

const sum = key => totals.reduce((total, part) => total + part[key], 0);
for (const note of notes) console.log(note);
for (const reason of totals.flatMap(part => part.reasons)) console.log(`skipped: ${reason}`);
console.log(`${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped`);
process.exit(sum('failed') > 0 ? 1 : 0);
