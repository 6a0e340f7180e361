import { describe, expect, test } from 'vitest';
import { toHex } from '../../../shared/base/bytes.ts';
import { explain } from '../../../shared/protocols/explain.ts';
import { readOptions, writeOptions } from '../../../shared/protocols/options.ts';
import { flagsOf, MAXIMUM_SEGMENT_SIZE, tcp } from '../../../shared/protocols/tcp.ts';
import { hexBytes } from './hex-bytes.ts';

const CONTEXT = { sourceAddress: 0x0a000001, destinationAddress: 0x0a000002 };
const SYN = { sourcePort: 1000, destinationPort: 80, sequenceNumber: 1, syn: 1, window: 0x2000 };

const codesOf = (segment: Uint8Array): readonly string[] =>
  explain(segment, tcp, { context: CONTEXT }).issues.map(issue => issue.code);

describe('a segment', () => {
  test('is written with data offset and checksum', () => {
    // 0a00+0001+0a00+0002+0006+0014 + 03e8+0050+0001+5002+2000 = 8858, its complement 77a7.
    expect(toHex(tcp.encode(SYN, new Uint8Array(0), CONTEXT))).toBe(
      '03e8005000000001000000005002200077a70000',
    );
  });

  test('with options has a longer header', () => {
    const size = { kind: MAXIMUM_SEGMENT_SIZE, data: Uint8Array.of(0x05, 0xb4) };
    const options = writeOptions([size, { kind: 4, data: new Uint8Array(0) }]);
    const segment = tcp.encode({ ...SYN, options }, hexBytes('ab'), CONTEXT);
    expect(toHex(segment.subarray(20))).toBe('020405b404020000ab');
    const decoded = tcp.decode(segment);
    expect(decoded).toMatchObject({
      ok: true,
      value: { header: { ...SYN, dataOffset: 7, options }, headerLength: 28, payloadEnd: 29 },
    });
    expect(readOptions(options)).toEqual([size, { kind: 4, data: new Uint8Array(0) }]);
  });

  test('whose header is longer than it is cannot be read', () => {
    const segment = tcp.encode({ ...SYN, dataOffset: 6 });
    expect(tcp.decode(segment)).toEqual({
      ok: false,
      error: { code: 'header/truncated', protocol: 'tcp', needed: 24, available: 20 },
    });
  });
});

test.each([
  ['a good SYN', {}, []],
  ['port 0', { destinationPort: 0 }, ['tcp/port-zero']],
  ['a header of four words', { dataOffset: 4 }, ['tcp/short-data-offset']],
  ['reserved bits', { reserved: 1 }, ['tcp/reserved-bits-set']],
  ['SYN and FIN', { fin: 1 }, ['tcp/syn-with-fin']],
  ['SYN and RST', { rst: 1 }, ['tcp/syn-with-rst']],
  ['no control bit', { syn: 0 }, ['tcp/no-flags']],
  ['a wrong checksum', { checksum: 1 }, ['tcp/bad-checksum']],
  [
    'a number that is not acknowledged',
    { acknowledgmentNumber: 9 },
    ['tcp/acknowledgment-without-ack'],
  ],
  ['a pointer that does not count', { urgentPointer: 9 }, ['tcp/urgent-pointer-without-urg']],
  ['an option without end', { options: hexBytes('02ff') }, ['tcp/bad-option-length']],
  ['a segment size of three bytes', { options: hexBytes('020305') }, ['tcp/bad-option-length']],
  ['half a block of SACK', { options: hexBytes('0506000000010101') }, ['tcp/bad-option-length']],
  [
    'more than zeros behind the options',
    { options: hexBytes('00000001') },
    ['tcp/padding-not-zero'],
  ],
  ['an option of a kind nobody knows', { options: hexBytes('fd050102030101') }, []],
])('%s', (_fact, values, codes) => {
  expect(codesOf(tcp.encode({ ...SYN, ...values }, hexBytes('6869'), CONTEXT))).toEqual(codes);
});

test('the right checksum is named', () => {
  const segment = tcp.encode({ ...SYN, checksum: 0x1234 }, new Uint8Array(0), CONTEXT);
  expect(explain(segment, tcp, { context: CONTEXT }).issues[0]).toMatchObject({
    path: 'tcp.checksum',
    bitOffset: 128,
    bitLength: 16,
    given: 0x1234,
    expected: 0x77a7,
  });
});

test.each([
  ['of a known kind', '0101080901020304050607', 'tcp.options.2.length', (20 + 3) * 8],
  ['that leads out of the header', '01010809', 'tcp.options.2', (20 + 2) * 8],
])('a wrong option %s is named', (_fact, options, path, bitOffset) => {
  const segment = tcp.encode({ ...SYN, options: hexBytes(options) }, new Uint8Array(0), CONTEXT);
  const { issues } = explain(segment, tcp, { context: CONTEXT });
  expect(issues).toMatchObject([{ code: 'tcp/bad-option-length', path, bitOffset }]);
});

test.each([
  [{ syn: 1 }, 'SYN'],
  [{ ack: 1, syn: 1 }, 'SYN ACK'],
  [{ fin: 1, ack: 1, psh: 1 }, 'FIN PSH ACK'],
  [{}, ''],
])('the control bits %j are said as "%s"', (bits, said) => {
  const none = { cwr: 0, ece: 0, urg: 0, ack: 0, psh: 0, rst: 0, syn: 0, fin: 0 };
  expect(flagsOf({ ...none, ...bits })).toBe(said);
});
