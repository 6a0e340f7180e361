import { expect, test } from 'vitest';
import { FINDING_CODES, findingRule } from '../../../shared/rules/findings.ts';
import { MISCONCEPTION_TAGS } from '../../../shared/rules/misconceptions.ts';

test.each(MISCONCEPTION_TAGS.map(tag => [tag]))('%s is caught by a finding', tag => {
  const codes = FINDING_CODES.filter(code => findingRule(code).tag === tag);
  expect(codes.length).toBeGreaterThan(0);
});
