import fc from 'fast-check';
import { expect, test } from 'vitest';
import { answerQuery } from '../../../../shared/network/programs/name-server.ts';
import {
  dataText,
  makeQuery,
  readAnswer,
} from '../../../../shared/network/programs/stub-resolver.ts';
import { RECORD_TYPE_NUMBERS, reverseName } from '../../../../shared/network/programs/zone.ts';
import type { ZoneRecord } from '../../../../shared/network/topology.ts';
import type { DnsMessage, ResourceRecord } from '../../../../shared/protocols/dns-message.ts';
import { record } from '../program-specs.ts';

const SOA = 'ns1.game.example hostmaster.game.example 1 7200 3600 1209600 300';

const ZONES: readonly ZoneRecord[] = [
  record('game.example', 'SOA', SOA),
  record('game.example', 'NS', 'ns1.game.example'),
  record('game.example', 'MX', '20 post.game.example'),
  record('game.example', 'MX', '10 mail.game.example'),
  record('game.example', 'TXT', 'hello'),
  record('ns1.game.example', 'A', '10.1.74.10'),
  record('www.game.example', 'A', '172.217.12.229'),
  record('www.game.example', 'AAAA', '2001:db8::1'),
  record('mail.game.example', 'A', '10.1.74.25'),
  record('deep.down.game.example', 'A', '10.1.74.26'),
  record('prices.game.example', 'CNAME', 'web.game.example'),
  record('web.game.example', 'CNAME', 'www.game.example'),
  record('gone.game.example', 'CNAME', 'nothing.game.example'),
  record('away.game.example', 'CNAME', 'www.other.example'),
  record('loop.game.example', 'CNAME', 'pool.game.example'),
  record('pool.game.example', 'CNAME', 'loop.game.example'),
  record('74.1.10.in-addr.arpa', 'SOA', SOA),
  record('10.74.1.10.in-addr.arpa', 'PTR', 'ns1.game.example'),
];

const shown = (records: readonly ResourceRecord[]): string =>
  records.map(({ name, data }) => `${name} ${data.kind} ${dataText(data)}`).join(', ');

const ask = (name: string, type: keyof typeof RECORD_TYPE_NUMBERS): DnsMessage =>
  answerQuery(ZONES, makeQuery({ id: 7, name, recordType: RECORD_TYPE_NUMBERS[type] }));

test.each([
  ['an address', 'www.game.example', 'A', 0, 'www.game.example A 172.217.12.229', '', ''],
  ['names in any case', 'WWW.Game.EXAMPLE', 'A', 0, 'www.game.example A 172.217.12.229', '', ''],
  ['an IPv6 address', 'www.game.example', 'AAAA', 0, 'www.game.example AAAA 2001:db8::1', '', ''],
  ['a text', 'game.example', 'TXT', 0, 'game.example TXT hello', '', ''],
  [
    'an alias of an alias',
    'prices.game.example',
    'A',
    0,
    'prices.game.example CNAME web.game.example, web.game.example CNAME www.game.example, www.game.example A 172.217.12.229',
    '',
    '',
  ],
  [
    'the alias itself',
    'prices.game.example',
    'CNAME',
    0,
    'prices.game.example CNAME web.game.example',
    '',
    '',
  ],
  [
    'an alias that leads elsewhere',
    'away.game.example',
    'A',
    0,
    'away.game.example CNAME www.other.example',
    '',
    '',
  ],
  [
    'an alias to nothing',
    'gone.game.example',
    'A',
    3,
    'gone.game.example CNAME nothing.game.example',
    'game.example SOA ns1.game.example',
    '',
  ],
  [
    'mail exchanges with their addresses',
    'game.example',
    'MX',
    0,
    'game.example MX post.game.example, game.example MX mail.game.example',
    '',
    'mail.game.example A 10.1.74.25',
  ],
  [
    'name servers with their addresses',
    'game.example',
    'NS',
    0,
    'game.example NS ns1.game.example',
    '',
    'ns1.game.example A 10.1.74.10',
  ],
  [
    'a name by its address',
    '10.74.1.10.in-addr.arpa',
    'PTR',
    0,
    '10.74.1.10.in-addr.arpa PTR ns1.game.example',
    '',
    '',
  ],
  [
    'a name that is not there',
    'shop.game.example',
    'A',
    3,
    '',
    'game.example SOA ns1.game.example',
    '',
  ],
  [
    'a name without that type',
    'www.game.example',
    'MX',
    0,
    '',
    'game.example SOA ns1.game.example',
    '',
  ],
  [
    'a name that has only others below it',
    'down.game.example',
    'A',
    0,
    '',
    'game.example SOA ns1.game.example',
    '',
  ],
  [
    'an address that has no name',
    '11.74.1.10.in-addr.arpa',
    'PTR',
    3,
    '',
    '74.1.10.in-addr.arpa SOA ns1.game.example',
    '',
  ],
] as const)('%s', (_fact, name, type, rcode, answers, authorities, additionals) => {
  const message = ask(name, type);
  expect(message).toMatchObject({ id: 7, qr: 1, aa: 1, rd: 1, ra: 0, rcode });
  expect(message.questions[0]?.name).toBe(name);
  expect(shown(message.answers)).toBe(answers);
  expect(shown(message.authorities)).toBe(authorities);
  expect(shown(message.additionals)).toBe(additionals);
});

test('aliases in a circle end', () => {
  expect(ask('loop.game.example', 'A').answers.length).toBeLessThan(12);
});

test('a denial is kept for the last field of the SOA, not for its own time to live', () => {
  expect(ask('shop.game.example', 'A').authorities[0]?.ttl).toBe(300);
});

test('outside its zones it refuses, without authority', () => {
  for (const name of ['www.other.example', 'example', '', 'notgame.example']) {
    expect(ask(name, 'A')).toMatchObject({ rcode: 5, aa: 0, answers: [], authorities: [] });
  }
});

test('what is no question gets a format error, another operation is not implemented', () => {
  const query = makeQuery({ id: 1, name: 'www.game.example', recordType: 1 });
  expect(answerQuery(ZONES, { ...query, questions: [] }).rcode).toBe(1);
  expect(
    answerQuery(ZONES, { ...query, questions: [...query.questions, ...query.questions] }).rcode,
  ).toBe(1);
  expect(answerQuery(ZONES, { ...query, qr: 1 }).rcode).toBe(1);
  expect(answerQuery(ZONES, { ...query, opcode: 4 }).rcode).toBe(4);
  const chaos = query.questions.map(question => ({ ...question, class: 3 }));
  expect(answerQuery(ZONES, { ...query, questions: chaos }).rcode).toBe(5);
});

test('no name and no type breaks it, and an answer always reads as something', () => {
  const labels = fc.constantFrom(
    'www',
    'game',
    'example',
    'in-addr',
    'arpa',
    '10',
    '',
    'a.b',
    '__proto__',
  );
  const names = fc.array(labels, { maxLength: 6 }).map(parts => parts.join('.'));
  const run = fc.property(names, fc.nat(0xffff), fc.nat(0xffff), (name, recordType, id) => {
    const message = answerQuery(ZONES, makeQuery({ id, name, recordType }));
    expect(message.qr).toBe(1);
    expect(readAnswer(message, { id, name, recordType }).kind).not.toBe('mismatch');
  });
  fc.assert(run, { numRuns: 2000 });
});

test('a name for looking up an address backwards has its numbers turned round', () => {
  expect(reverseName(0x0a01_4a0a)).toBe('10.74.1.10.in-addr.arpa');
  expect(reverseName(0xff00_0001)).toBe('1.0.0.255.in-addr.arpa');
});
