// Reads the result files of the two test runners. A runner that ended badly without a countable result counts as one failure.
import { existsSync, readFileSync } from 'node:fs';

const read = file => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null);

const settle = (totals, status) => ({
  ...totals,
  failed: totals.failed === 0 && status !== 0 ? 1 : totals.failed,
});

const SKIPPED_STATES = ['skipped', 'pending', 'todo', 'disabled'];

export const countVitest = (file, status) => {
  const report = read(file);
  if (!report) return { passed: 0, failed: 1, skipped: 0, reasons: [] };
  const tests = report.testResults.flatMap(suite => suite.assertionResults);
  const skipped = tests.filter(test => SKIPPED_STATES.includes(test.status));
  return settle(
    {
      passed: tests.filter(test => test.status === 'passed').length,
      failed: tests.filter(test => test.status === 'failed').length,
      skipped: skipped.length,
      reasons: skipped.map(test => test.fullName),
    },
    status,
  );
};

const specsOf = suite => [...(suite.specs ?? []), ...(suite.suites ?? []).flatMap(specsOf)];

export const countPlaywright = (file, status) => {
  const report = read(file);
  if (!report) return { passed: 0, failed: 1, skipped: 0, reasons: [] };
  const tests = report.suites
    .flatMap(specsOf)
    .flatMap(spec => spec.tests.map(test => ({ title: spec.title, ...test })));
  const skipped = tests.filter(test => test.status === 'skipped');
  return settle(
    {
      passed: tests.filter(test => ['expected', 'flaky'].includes(test.status)).length,
      failed: tests.filter(test => test.status === 'unexpected').length,
      skipped: skipped.length,
      reasons: skipped.map(test => {
        const why = test.annotations?.find(note => note.type === 'skip')?.description;
        return why ? `${test.title}: ${why}` : test.title;
      }),
    },
    status,
  );
};
