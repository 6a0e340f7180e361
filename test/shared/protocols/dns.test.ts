import { describe, expect, test } from 'vitest';
import { toHex, utf8 } from '../../../shared/base/bytes.ts';
import { type DnsMessage, dns, type RecordData } from '../../../shared/protocols/dns.ts';
import { explain } from '../../../shared/protocols/explain.ts';
import { hexBytes } from './hex-bytes.ts';
import { seeded } from './seeded.ts';

const QUERY: DnsMessage = {
  id: 0x1234,
  qr: 0,
  opcode: 0,
  aa: 0,
  tc: 0,
  rd: 1,
  ra: 0,
  z: 0,
  rcode: 0,
  questions: [{ name: 'www.game.example', type: 1, class: 1 }],
  answers: [],
  authorities: [],
  additionals: [],
};
const QUERY_BYTES =
  '1234 0100 0001 0000 0000 0000 03777777 0467616d65 076578616d706c65 00 0001 0001';

const decoded = (bytes: Uint8Array): DnsMessage => {
  const result = dns.decode(bytes);
  if (!result.ok) throw new Error(result.error.code);
  return result.value.header;
};

const answering = (name: string, type: number, data: RecordData): DnsMessage => ({
  ...QUERY,
  qr: 1,
  answers: [{ name, type, class: 1, ttl: 300, data }],
});

describe('a query', () => {
  test('is written', () => {
    expect(toHex(dns.encode(QUERY))).toBe(QUERY_BYTES.replaceAll(' ', ''));
  });

  test('is read', () => {
    expect(decoded(hexBytes(QUERY_BYTES))).toEqual(QUERY);
    expect(dns.view(hexBytes(QUERY_BYTES), 0)).toMatchObject({ id: 0x1234, rd: 1 });
  });
});

describe('names', () => {
  test('share their endings, as in the example of RFC 1035 §4.1.4', () => {
    const ask = (name: string) => ({ name, type: 1, class: 1 });
    const names = ['F.ISI.ARPA', 'FOO.F.ISI.ARPA', 'ARPA', ''];
    const bytes = dns.encode({ questions: names.map(ask) });
    expect(toHex(bytes.subarray(12))).toBe(
      ['0146 03495349 0441525041 00', '03464f4f c00c', 'c012', '00']
        .map(name => `${name.replaceAll(' ', '')}00010001`)
        .join(''),
    );
    expect(decoded(bytes).questions.map(question => question.name)).toEqual(names);
  });

  test('keep their case, so only the same letters are shared', () => {
    const bytes = dns.encode({
      questions: ['a.Test', 'b.test', 'c.Test'].map(name => ({ name, type: 1, class: 1 })),
    });
    expect(decoded(bytes).questions.map(({ name }) => name)).toEqual([
      'a.Test',
      'b.test',
      'c.Test',
    ]);
    expect(bytes.length).toBe(12 + 8 + 4 + 8 + 4 + 4 + 4);
  });

  test.each([
    ['a dot in a label', 'x\\.y.test', '03782e79 0474657374 00'],
    ['a backslash', 'x\\\\.test', '02785c 0474657374 00'],
    ['a byte by its number', '\\255.test', '01ff 0474657374 00'],
    ['a dot at the end', 'test.', '0474657374 00'],
  ])('%s', (_fact, name, wire) => {
    const bytes = dns.encode({ questions: [{ name, type: 1, class: 1 }] });
    expect(toHex(bytes.subarray(12, -4))).toBe(wire.replaceAll(' ', ''));
    expect(decoded(bytes).questions[0]?.name).toBe(name.replace(/\.$/, ''));
  });

  test('no pointer reaches beyond its 14 bits', () => {
    const texts = Array.from({ length: 70 }, () => utf8('x'.repeat(255)));
    const at = (name: string, data: RecordData, type: number) => ({
      name,
      type,
      class: 1,
      ttl: 0,
      data,
    });
    const message: DnsMessage = {
      ...QUERY,
      answers: [
        at('big.test', { kind: 'TXT', texts }, 16),
        at('late.other', { kind: 'NS', name: 'again.late.other' }, 2),
        at('late.other', { kind: 'NS', name: 'big.test' }, 2),
      ],
    };
    expect(decoded(dns.encode(message))).toEqual(message);
  });
});

describe('record data', () => {
  const rows: readonly (readonly [string, number, RecordData, string])[] = [
    ['A', 1, { kind: 'A', address: 0x0a000001 }, '0a000001'],
    ['AAAA', 28, { kind: 'AAAA', bytes: new Uint8Array(16).fill(7) }, '07'.repeat(16)],
    ['NS', 2, { kind: 'NS', name: 'ns.game.example' }, '026e73c010'],
    ['CNAME', 5, { kind: 'CNAME', name: 'game.example' }, 'c010'],
    ['PTR', 12, { kind: 'PTR', name: 'a.test' }, '01610474657374 00'],
    ['MX', 15, { kind: 'MX', preference: 10, exchange: 'mail.game.example' }, '000a046d61696cc010'],
    ['TXT', 16, { kind: 'TXT', texts: [utf8('hi'), utf8('')] }, '02686900'],
    [
      'SOA',
      6,
      {
        kind: 'SOA',
        primary: 'ns.game.example',
        mailbox: '',
        serial: 1,
        refresh: 2,
        retry: 3,
        expire: 4,
        minimum: 0xffffffff,
      },
      '026e73c010 00 00000001 00000002 00000003 00000004 ffffffff',
    ],
    ['a type nobody knows', 65280, { kind: 'unknown', bytes: Uint8Array.of(1, 2) }, '0102'],
    ['no data at all', 1, { kind: 'unknown', bytes: new Uint8Array(0) }, ''],
  ];

  test.each(rows)('%s is written and read', (_kind, type, data, wire) => {
    const message = answering('www.game.example', type, data);
    const bytes = dns.encode(message);
    const expected = wire.replaceAll(' ', '');
    const length = (expected.length / 2).toString(16).padStart(4, '0');
    expect(toHex(bytes).slice(QUERY_BYTES.replaceAll(' ', '').length)).toBe(
      `c00c${type.toString(16).padStart(4, '0')}00010000012c${length}${expected}`,
    );
    expect(decoded(bytes)).toEqual(message);
    expect(explain(bytes, dns).issues).toEqual([]);
  });
});

test('a wrong count and a wrong data length survive', () => {
  const message = answering('a.test', 1, { kind: 'A', address: 1 });
  const bytes = dns.encode({
    ...message,
    answerCount: 3,
    answers: message.answers.map(record => ({ ...record, dataLength: 5 })),
  });
  expect(toHex(bytes.subarray(6, 8))).toBe('0003');
  expect(toHex(bytes.subarray(-6, -4))).toBe('0005');
  expect(dns.decode(bytes).ok).toBe(false);
});

test.each([
  ['bytes behind the message', `${QUERY_BYTES} 00`, 'dns/trailing-bytes'],
  ['the reserved bit', QUERY_BYTES.replace('0100', '0140'), 'dns/reserved-bit-set'],
])('%s: a warning', (_fact, hex, code) => {
  const { issues } = explain(hexBytes(hex), dns);
  expect(issues).toMatchObject([{ severity: 'warning', code }]);
});

test('an answer in a query: a warning', () => {
  const message = answering('a.test', 1, { kind: 'A', address: 1 });
  const { issues } = explain(dns.encode({ ...message, qr: 0 }), dns);
  expect(issues).toMatchObject([{ severity: 'warning', code: 'dns/answer-in-query', given: 1 }]);
});

test('generated messages come back as they were', () => {
  const random = seeded('dns');
  for (let run = 0; run < 2000; run++) {
    const message = dns.generate(random);
    expect(decoded(dns.encode(message))).toEqual(message);
  }
});

test('the rest behind a message is its payload', () => {
  const bytes = dns.encode(QUERY, Uint8Array.of(1, 2));
  expect(dns.decode(bytes)).toMatchObject({
    value: {
      headerLength: bytes.length - 2,
      payloadStart: bytes.length - 2,
      payloadEnd: bytes.length,
    },
  });
});
