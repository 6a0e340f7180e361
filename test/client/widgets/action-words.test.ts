import { expect, test } from 'vitest';
import { givenWords } from '../../../client/widgets/action-words.ts';
import type { FindingView } from '../../../shared/session/views/play.ts';

const finding = (field: string, givenShown: string): FindingView => ({
  code: 'packet/took-damaged',
  field,
  given: givenShown,
  givenShown,
  bits: null,
  rfc: 'RFC 1122 §3.2.1.2',
  tag: null,
  speaker: 'client.network',
  facts: {},
});

test.each([
  ['an action', 'action', 'deliver', '“hand it up”'],
  ['a reason to drop', 'action', 'no-such-port', '“No process has that port”'],
  ['an answer sent back', 'action', 'port-unreachable', '“port unreachable”'],
  ['a value as it is', 'udp.destinationPort', '17', '17'],
  ['no value', 'udp.destinationPort', '', 'nothing'],
])('%s is said in words', (_fact, field, given, words) => {
  expect(givenWords(finding(field, given))).toBe(words);
});
