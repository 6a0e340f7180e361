import { defineConfig } from '@playwright/test';
import { CHROMIUM } from '../browser/chromium.ts';

/** Real Chromium, one worker: every spec starts its own server and several people. */
export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.ts',
  // Pictures are taken when somebody asks for new ones; they prove nothing.
  testIgnore: process.env.UPDATE_SCREENS === '1' ? [] : ['screenshots.spec.ts'],
  workers: 1,
  timeout: 600_000,
  // A machine may stall for seconds; what only passes at the second try is listed as flaky.
  retries: 1,
  expect: { timeout: 15_000 },
  reporter: [['list'], ['json']],
  outputDir: '../../.cache/browser',
  use: {
    viewport: { width: 1366, height: 768 },
    launchOptions: CHROMIUM,
    trace: 'off',
    // What is not there by then will not come: the test goes on and says what it saw instead.
    actionTimeout: 20_000,
  },
});
