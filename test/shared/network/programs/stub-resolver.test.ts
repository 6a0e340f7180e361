import fc from 'fast-check';
import { expect, test } from 'vitest';
import { makeQuery, readAnswer } from '../../../../shared/network/programs/stub-resolver.ts';
import { CLASS_IN, RECORD_TYPE_NUMBERS } from '../../../../shared/network/programs/zone.ts';
import type {
  DnsMessage,
  RecordData,
  ResourceRecord,
} from '../../../../shared/protocols/dns-message.ts';
import { hexBytes } from '../../protocols/hex-bytes.ts';

const given = (name: string, data: RecordData): ResourceRecord => ({
  name,
  type: data.kind === 'unknown' ? 999 : RECORD_TYPE_NUMBERS[data.kind],
  class: CLASS_IN,
  ttl: 60,
  data,
});
const alias = (name: string, to: string): ResourceRecord =>
  given(name, { kind: 'CNAME', name: to });
const address = (name: string, number: number): ResourceRecord =>
  given(name, { kind: 'A', address: number });
const mail = (preference: number, exchange: string): ResourceRecord =>
  given('a.example', { kind: 'MX', preference, exchange });

const reading = (
  recordType: number,
  answers: readonly ResourceRecord[],
  changes: Partial<DnsMessage> = {},
) => {
  const asked = { id: 5, name: 'a.example', recordType };
  return readAnswer({ ...makeQuery(asked), qr: 1, answers, ...changes }, asked);
};

test.each([
  [
    'the address',
    1,
    [address('a.example', 0x0a000001)],
    { answer: '10.0.0.1', owner: 'a.example', aliases: [] },
  ],
  [
    'the first of two addresses',
    1,
    [address('a.example', 1), address('a.example', 2)],
    { answer: '0.0.0.1', answers: ['0.0.0.1', '0.0.0.2'] },
  ],
  [
    'an address of IPv6 in its one form, RFC 5952',
    28,
    [given('a.example', { kind: 'AAAA', bytes: hexBytes('20010db8000000000000000000000001') })],
    { answer: '2001:db8::1' },
  ],
  [
    'the address behind aliases, in whatever order they come',
    1,
    [address('c.example', 9), alias('b.example', 'c.example'), alias('A.example', 'B.example')],
    { answer: '0.0.0.9', owner: 'c.example', aliases: ['a.example', 'B.example'] },
  ],
  [
    'the alias when that was the question',
    5,
    [alias('a.example', 'b.example')],
    { answer: 'b.example', owner: 'a.example' },
  ],
  [
    'the best of the mail exchanges',
    15,
    [mail(20, 'm2.example'), mail(5, 'm1.example'), mail(10, 'm3.example')],
    { answer: 'm1.example' },
  ],
  [
    'the name of an address',
    12,
    [given('a.example', { kind: 'PTR', name: 'n.example' })],
    { answer: 'n.example' },
  ],
])('reads %s', (_fact, type, answers, expected) => {
  expect(reading(type, answers)).toMatchObject({
    kind: 'answer',
    timeToLiveSeconds: 60,
    ...expected,
  });
});

test.each([
  ['no such name', reading(1, [], { rcode: 3 }), { kind: 'no-such-name' }],
  ['a name without that type', reading(1, []), { kind: 'no-data' }],
  ['an alias to nothing known', reading(1, [alias('a.example', 'b.example')]), { kind: 'no-data' }],
  ['an address of another name', reading(1, [address('x.example', 1)]), { kind: 'no-data' }],
  ['a server that refuses', reading(1, [], { rcode: 5 }), { kind: 'failed', rcode: 5 }],
  ['another id', reading(1, [], { id: 6 }), { kind: 'mismatch', field: 'id' }],
  ['a question', reading(1, [], { qr: 0 }), { kind: 'mismatch', field: 'qr' }],
  ['no question in it', reading(1, [], { questions: [] }), { kind: 'mismatch', field: 'question' }],
  [
    'another question',
    reading(1, [], { questions: [{ name: 'b.example', type: 1, class: 1 }] }),
    { kind: 'mismatch', field: 'question' },
  ],
  [
    'another type',
    reading(1, [], { questions: [{ name: 'a.example', type: 15, class: 1 }] }),
    { kind: 'mismatch', field: 'question' },
  ],
])('%s is told apart', (_fact, result, expected) => expect(result).toEqual(expected));

test('aliases in any tangle end', () => {
  const names = fc.constantFrom('a.example', 'b.example', 'c.example', 'd.example');
  const run = fc.property(fc.array(fc.tuple(names, names), { maxLength: 30 }), pairs => {
    expect(
      reading(
        1,
        pairs.map(([from, to]) => alias(from, to)),
      ).kind,
    ).toBe('no-data');
  });
  fc.assert(run);
});
