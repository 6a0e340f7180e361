import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toHex, utf8 } from '../../../shared/base/bytes.ts';
import { dns, type RecordData, type ResourceRecord } from '../../../shared/protocols/dns.ts';
import { ednsOf, optRecord } from '../../../shared/protocols/dns-edns.ts';
import { nameProblem } from '../../../shared/protocols/dns-name-check.ts';
import { messagesIn, streamed } from '../../../shared/protocols/dns-stream.ts';
import { explain } from '../../../shared/protocols/explain.ts';
import { leavesOf } from '../../../shared/protocols/span.ts';
import { hexBytes } from './hex-bytes.ts';
import { seeded } from './seeded.ts';
import { expectTiled } from './tiling.ts';

const QUESTION = { name: 'a.example', type: 1, class: 1 };
const HEADER = '1234 0100 0000 0000 0000 0001';

const record = (type: number, data: RecordData): ResourceRecord => ({
  name: 'a.example',
  type,
  class: 1,
  ttl: 5,
  data,
});

const decoded = (bytes: Uint8Array) => {
  const result = dns.decode(bytes);
  if (!result.ok) throw new Error(result.error.code);
  return result.value.header;
};

describe('EDNS', () => {
  test.each([
    ['the size alone', { udpSizeBytes: 1232 }, '00 0029 04d0 00 00 0000 0000'],
    ['signatures wanted', { udpSizeBytes: 4096, dnssecOk: 1 }, '00 0029 1000 00 00 8000 0000'],
    [
      'another version and the upper response code',
      { udpSizeBytes: 512, version: 1, extendedRcode: 1 },
      '00 0029 0200 01 01 0000 0000',
    ],
    [
      'an option',
      { udpSizeBytes: 512, options: [{ code: 10, bytes: Uint8Array.of(1, 2) }] },
      '00 0029 0200 00 00 0000 0006 000a 0002 0102',
    ],
  ])('%s is written and read, RFC 6891 §6.1.2', (_fact, edns, wire) => {
    const message = { id: 1, additionals: [optRecord(edns)] };
    const bytes = dns.encode(message);
    expect(toHex(bytes.subarray(12))).toBe(wire.replaceAll(' ', ''));
    expect(ednsOf(decoded(bytes))).toMatchObject(edns);
    expect(explain(bytes, dns).issues).toEqual([]);
  });

  test('each part of it has a name of its own', () => {
    const options = [{ code: 10, bytes: Uint8Array.of(1, 2) }];
    const bytes = dns.encode({ additionals: [optRecord({ udpSizeBytes: 1232, options })] });
    const { spans } = explain(bytes, dns);
    expectTiled(spans, 0, bytes.length * 8);
    const shown = leavesOf(spans).map(({ label, shown: said }) => [label, said]);
    expect(shown).toContainEqual(['UDP size', '1232 bytes']);
    expect(shown).toContainEqual(['EDNS version', '0']);
    expect(shown).toContainEqual(['Option code', '10']);
  });

  test('a size below 512 counts as 512, and without EDNS there is none', () => {
    expect(ednsOf({ additionals: [optRecord({ udpSizeBytes: 100 })] })?.udpSizeBytes).toBe(512);
    expect(ednsOf({ additionals: [] })).toBeUndefined();
  });

  test.each([
    [
      'an OPT record with a name',
      { additionals: [{ ...optRecord({}), name: 'a' }] },
      'dns/opt-with-name',
    ],
    ['two OPT records', { additionals: [optRecord({}), optRecord({})] }, 'dns/opt-repeated'],
    [
      'an OPT record among the answers',
      { qr: 1, answers: [optRecord({})] },
      'dns/opt-outside-additional',
    ],
  ])('%s is found', (_fact, message, code) => {
    const { spans, issues } = explain(dns.encode(message), dns);
    expect(issues.map(issue => issue.code)).toEqual([code]);
    expectTiled(spans, 0, dns.encode(message).length * 8);
  });

  test.each([
    ['an option longer than the record', `${HEADER} 00 0029 0200 00000000 0004 000a 0009`],
    ['half an option', `${HEADER} 00 0029 0200 00000000 0003 000a 00`],
  ])('%s is refused and still tiles', (_fact, hex) => {
    const bytes = hexBytes(hex);
    expect(dns.decode(bytes).ok).toBe(false);
    const { spans, issues } = explain(bytes, dns);
    expect(issues).toHaveLength(1);
    expectTiled(spans, 0, bytes.length * 8);
  });
});

describe('more kinds of data', () => {
  test.each<[string, number, RecordData, string]>([
    [
      'SRV, whose host is never compressed (RFC 2782)',
      33,
      { kind: 'SRV', priority: 1, weight: 2, port: 443, target: 'a.example' },
      '0001 0002 01bb 0161 076578616d706c65 00',
    ],
    [
      'CAA (RFC 8659 §4.1)',
      257,
      { kind: 'CAA', flags: 128, tag: utf8('issue'), value: utf8('ca') },
      '80 05 6973737565 6361',
    ],
    [
      'CAA without a value',
      257,
      { kind: 'CAA', flags: 0, tag: utf8('issue'), value: new Uint8Array(0) },
      '00 05 6973737565',
    ],
  ])('%s', (_fact, type, data, wire) => {
    const bytes = dns.encode({ qr: 1, questions: [QUESTION], answers: [record(type, data)] });
    const written = wire.replaceAll(' ', '');
    expect(toHex(bytes).endsWith(written)).toBe(true);
    expect(decoded(bytes).answers[0]?.data).toEqual(data);
    const { spans, issues } = explain(bytes, dns);
    expect(issues).toEqual([]);
    expectTiled(spans, 0, bytes.length * 8);
  });

  test('mutated messages never break the explanation', () => {
    const random = seeded('dns mutations');
    for (let run = 0; run < 3000; run++) {
      const bytes = dns.encode(dns.generate(random));
      for (let times = 0; times < 3; times++) {
        bytes[Math.floor(random() * bytes.length)] = Math.floor(random() * 256);
      }
      const cut = bytes.subarray(0, Math.ceil(random() * bytes.length));
      dns.decode(cut);
      expectTiled(explain(cut, dns).spans, 0, cut.length * 8);
    }
  });
});

test.each([
  ['the root', '', undefined],
  ['the root as a dot', '.', undefined],
  ['an ordinary name', 'www.game.example', undefined],
  ['a dot at the end', 'www.game.example.', undefined],
  ['a dot inside a label', 'x\\.y.example', undefined],
  ['a label of 63', `${'a'.repeat(63)}.example`, undefined],
  ['a label of 64', `${'a'.repeat(64)}.example`, 'dns/name-label-too-long'],
  ['a label of 63 umlauts, two bytes each', `${'ü'.repeat(63)}.example`, 'dns/name-label-too-long'],
  ['a label of 63 numbered bytes', `${'\\255'.repeat(63)}.example`, undefined],
  ['two dots in a row', 'www..example', 'dns/name-empty-label'],
  ['a dot at the start', '.example', 'dns/name-empty-label'],
  ['255 bytes', `${`${'a'.repeat(63)}.`.repeat(3)}${'a'.repeat(61)}`, undefined],
  ['256 bytes', `${`${'a'.repeat(63)}.`.repeat(3)}${'a'.repeat(62)}`, 'dns/name-too-long'],
])('a name: %s', (_fact, name, problem) => {
  expect(nameProblem(name)).toBe(problem);
});

test('a name without a problem comes back from the wire as it was', () => {
  const signs = fc.constantFrom('a', 'B', '-', '.', '\\.', '\\\\', '\\000', 'ü', ' ');
  const names = fc.array(signs, { maxLength: 80 }).map(parts => parts.join(''));
  const run = fc.property(names, name => {
    const wire = dns.encode({ questions: [{ ...QUESTION, name }] });
    const back = dns.encode({ questions: decoded(wire).questions });
    expect(toHex(back)).toBe(toHex(wire));
    if (nameProblem(name) === undefined && /^[aB.-]*$/.test(name)) {
      expect(decoded(wire).questions[0]?.name).toBe(name.replace(/\.$/, ''));
    }
  });
  fc.assert(run, { numRuns: 2000 });
});

describe('messages on a stream (RFC 7766 §8)', () => {
  test('have their length before them', () => {
    expect(toHex(streamed(Uint8Array.of(7, 8, 9)))).toBe('0003070809');
    expect(streamed(new Uint8Array(0x10000))).toHaveLength(0);
  });

  test.each([
    ['nothing', '', [], ''],
    ['half a length', '00', [], '00'],
    ['a message that is not whole', '0003 0102', [], '00030102'],
    ['a message', '0002 0102', ['0102'], ''],
    ['two and the beginning of a third', '0001 01 0001 02 0001', ['01', '02'], '0001'],
    ['an empty one', '0000 0001 05', ['', '05'], ''],
  ])('%s', (_fact, hex, messages, rest) => {
    const read = messagesIn(hexBytes(hex));
    expect(read.messages.map(message => toHex(message))).toEqual(messages);
    expect(toHex(read.rest)).toBe(rest);
  });

  test('come out whole in whatever pieces they came', () => {
    const several = fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 5 });
    const run = fc.property(several, fc.integer({ min: 1, max: 50 }), (messages, piece) => {
      const wire = Uint8Array.from(messages.flatMap(message => [...streamed(message)]));
      const seen: string[] = [];
      let waiting = new Uint8Array(0);
      for (let at = 0; at < wire.length; at += piece) {
        const read = messagesIn(Uint8Array.from([...waiting, ...wire.subarray(at, at + piece)]));
        seen.push(...read.messages.map(message => toHex(message)));
        waiting = Uint8Array.from(read.rest);
      }
      expect(seen).toEqual(messages.map(message => toHex(message)));
    });
    fc.assert(run);
  });
});
