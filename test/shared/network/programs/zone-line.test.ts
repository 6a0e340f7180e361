import { expect, test } from 'vitest';
import {
  lineOf,
  linesOf,
  recordOfLine,
  recordsOfLines,
} from '../../../../shared/network/programs/zone-line.ts';

test.each([
  'www.game.example 300 A 203.0.113.80',
  '. 604800 NS a.root.example',
  'game.example 300 MX 10 mail.game.example',
  'www.game.example 60 CNAME box.game.example',
  '80.113.0.203.in-addr.arpa 3600 PTR www.game.example',
  'game.example 300 TXT v=spf1 mx -all',
  'game.example 300 AAAA 2001:0db8:0000:0000:0000:0000:0000:0050',
  'game.example 300 SOA ns.game.example hostmaster.game.example 1 7200 3600 1209600 300',
])('%s is read and written as it was', line => {
  const record = recordOfLine(line);
  expect(record === undefined ? '' : lineOf(record)).toBe(line);
});

test('blanks around a line are no part of it', () => {
  const record = recordOfLine(' game.example 300  NS ns.game.example ');
  expect(record && lineOf(record)).toBe('game.example 300 NS ns.game.example');
});

test.each([
  '',
  'www',
  'www.game.example A 203.0.113.80',
  'www.game.example 300 SRV 1 1 1 x',
  'a -1 A 1.2.3.4',
])('no record: "%s"', line => {
  expect(recordOfLine(line)).toBeUndefined();
});

test('lines that cannot be read are left out, the others keep their order', () => {
  const lines = 'b.example 1 A 192.0.2.2\nnonsense\na.example 2 A 192.0.2.1';
  expect(linesOf(recordsOfLines(lines))).toBe('b.example 1 A 192.0.2.2\na.example 2 A 192.0.2.1');
});
