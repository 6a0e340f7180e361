import { expect, test } from 'vitest';
import { toHex } from '../../../shared/base/bytes.ts';
import { optionLengthRule, readOptions, writeOptions } from '../../../shared/protocols/options.ts';
import { hexBytes } from './hex-bytes.ts';

const NOTHING = new Uint8Array(0);
const SIZE = { kind: 2, data: Uint8Array.of(0x05, 0xb4) };
const NO_OPERATION = { kind: 1, data: NOTHING };

test.each([
  ['none', [], ''],
  ['one of a whole word', [SIZE], '020405b4'],
  ['padding to whole words', [NO_OPERATION, SIZE], '01020405b4000000'],
  ['one without data', [{ kind: 4, data: NOTHING }], '04020000'],
])('%s', (_fact, options, wire) => {
  expect(toHex(writeOptions(options))).toBe(wire);
  expect(readOptions(hexBytes(wire))).toEqual(options);
});

const RULE = optionLengthRule('tcp', 'tcp/bad-option-length', 0, {}, 'RFC 9293 §3.1');

test.each([
  ['the end of the list ends it', '00020405b4', [], false],
  ['a length of 0', '0200', [], true],
  ['a length of 1', '0201', [], true],
  ['a length beyond the end', '010209', [NO_OPERATION], true],
  ['no length', '02', [], true],
])('%s', (_fact, wire, options, broken) => {
  const bytes = hexBytes(wire);
  expect(readOptions(bytes)).toEqual(options);
  expect(RULE.broken({ bytes, start: 0, headerEnd: bytes.length })).toBe(broken);
});
