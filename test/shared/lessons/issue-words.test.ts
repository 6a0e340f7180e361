import { expect, test } from 'vitest';
import { ISSUE_WORDS } from '../../../shared/lessons/issues-en.ts';
import { ISSUE_CODES } from '../../../shared/protocols/issue.ts';

test('there are words for every code and for no other', () => {
  expect(Object.keys(ISSUE_WORDS).sort()).toEqual([...ISSUE_CODES].sort());
});

test.each(ISSUE_CODES)('the words for %s are whole sentences that do not blame', code => {
  for (const words of Object.values(ISSUE_WORDS[code])) {
    expect(words).toMatch(/^[A-Z].{15,}[.!?]$|^[A-Z].{15,}: .+\.$/);
    expect(words).not.toMatch(/\b(you should|your mistake|stupid)\b/i);
  }
});
