import { expect, test } from 'vitest';
import { parseNumber } from '../../../shared/base/number.ts';

test.each([
  ['decimal', '443', 16, 443],
  ['hex', '0x1BB', 16, 443],
  ['blanks around', ' 443 ', 16, 443],
  ['full-width digits', '４４３', 16, 443],
  ['the largest', '65535', 16, 65535],
  ['zero', '0', 1, 0],
  ['48 bits', '0xffffffffffff', 48, 0xffffffffffff],
])('%s is understood', (_fact, typed, bits, value) => {
  expect(parseNumber(typed, bits)).toEqual({ ok: true, value });
});

test.each([
  ['nothing', ' ', 16, { code: 'number/empty' }],
  ['a word', 'http', 16, { code: 'number/not-a-number', given: 'http' }],
  ['a fraction', '1.5', 16, { code: 'number/not-a-number', given: '1.5' }],
  ['an exponent', '1e3', 16, { code: 'number/not-a-number', given: '1e3' }],
  ['a minus', '-1', 16, { code: 'number/not-a-number', given: '-1' }],
  ['a leading zero', '010', 16, { code: 'number/leading-zero', given: '010' }],
  ['too much', '65536', 16, { code: 'number/out-of-range', given: '65536', max: 65535 }],
])('%s is refused', (_fact, typed, bits, error) => {
  expect(parseNumber(typed, bits)).toEqual({ ok: false, error });
});
