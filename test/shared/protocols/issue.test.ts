import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ISSUE_CODES } from '../../../shared/protocols/issue.ts';

const FOLDER = join(import.meta.dirname, '../../../shared/protocols');
const SOURCES = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
  .filter(name => name.endsWith('.ts') && !name.startsWith('issue'))
  .map(name => readFileSync(join(FOLDER, name), 'utf8'))
  .join('\n');

test('each code is there once', () => {
  expect(new Set(ISSUE_CODES).size).toBe(ISSUE_CODES.length);
});

test.each(ISSUE_CODES)('%s is raised by some protocol', code => {
  expect(SOURCES).toContain(`'${code}'`);
});
