import { describe, expect, test } from 'vitest';
import { toHex } from '../../../shared/base/bytes.ts';
import { explain } from '../../../shared/protocols/explain.ts';
import { ipv4 } from '../../../shared/protocols/ipv4.ts';
import { writeOptions } from '../../../shared/protocols/options.ts';
import { hexBytes } from './hex-bytes.ts';

// 4500+0073+4000+4011+c0a8+0001+c0a8+00c7 = 2479c, folded 479e, its complement b861.
const HEADER = '4500 0073 0000 4000 40 11 b861 c0a80001 c0a800c7';
const VALUES = { dontFragment: 1, protocol: 17, source: 0xc0a80001, destination: 0xc0a800c7 };
const PAYLOAD = new Uint8Array(0x73 - 20);

const codesOf = (packet: Uint8Array): readonly string[] =>
  explain(packet, ipv4)
    .issues.map(issue => issue.code)
    .filter(code => code.startsWith('ipv4'));

describe('a packet', () => {
  test('is written with lengths and checksum', () => {
    const packet = ipv4.encode(VALUES, PAYLOAD);
    expect(toHex(packet.subarray(0, 20))).toBe(HEADER.replaceAll(' ', ''));
  });

  test('is read', () => {
    const packet = ipv4.encode(VALUES, PAYLOAD);
    expect(ipv4.decode(packet)).toMatchObject({
      ok: true,
      value: {
        header: {
          version: 4,
          headerLength: 5,
          totalLength: 0x73,
          dontFragment: 1,
          moreFragments: 0,
          fragmentOffset: 0,
          timeToLive: 64,
          protocol: 17,
          headerChecksum: 0xb861,
          source: 0xc0a80001,
          destination: 0xc0a800c7,
        },
        headerLength: 20,
        payloadStart: 20,
        payloadEnd: 0x73,
      },
    });
  });

  test('with options has a longer header, padded to whole words', () => {
    const packet = ipv4.encode({ ...VALUES, options: hexBytes('010101') }, hexBytes('ff'));
    expect(packet[0]).toBe(0x46);
    expect(ipv4.decode(packet)).toMatchObject({
      value: { header: { options: hexBytes('01010100') }, payloadStart: 24, payloadEnd: 25 },
    });
  });

  test('ends where its total length says', () => {
    const packet = ipv4.encode({ ...VALUES, totalLength: 22 }, hexBytes('01020304'));
    expect(ipv4.decode(packet)).toMatchObject({ value: { payloadStart: 20, payloadEnd: 22 } });
  });

  test('that promises more than is there ends where the bytes end', () => {
    const packet = ipv4.encode({ ...VALUES, totalLength: 99 }, hexBytes('0102'));
    expect(ipv4.decode(packet)).toMatchObject({ value: { payloadEnd: 22 } });
  });
});

test.each([
  ['a good packet', {}, []],
  ['another version', { version: 6 }, ['ipv4/bad-version']],
  ['a header of four words', { headerLength: 4 }, ['ipv4/short-header-length']],
  ['a length beyond the end', { totalLength: 200 }, ['ipv4/total-length-too-long']],
  ['a length below the header', { totalLength: 19 }, ['ipv4/total-length-too-short']],
  ['the reserved flag', { reservedFlag: 1 }, ['ipv4/reserved-flag-set']],
  ['no hops left', { timeToLive: 0 }, ['ipv4/time-to-live-zero']],
  ['a wrong checksum', { headerChecksum: 1 }, ['ipv4/bad-checksum']],
  ['a group as source', { source: 0xe0000001 }, ['ipv4/group-source']],
  ['everybody as source', { source: 0xffffffff }, ['ipv4/group-source']],
  ['a reserved address as source', { source: 0xf0000001 }, []],
  ['an option that overruns', { options: hexBytes('8309') }, ['ipv4/bad-option-length']],
  ['a router alert of three bytes', { options: hexBytes('940300') }, ['ipv4/bad-option-length']],
  ['half an address in a route', { options: hexBytes('0705040a00') }, ['ipv4/bad-option-length']],
  ['a route of one address', { options: hexBytes('0707040a000001') }, []],
])('%s', (_fact, values, codes) => {
  const packet = ipv4.encode({ ...VALUES, ...values }, PAYLOAD);
  expect(codesOf(packet)).toEqual(codes);
});

test('the right checksum is named', () => {
  const wrong = ipv4.encode({ ...VALUES, headerChecksum: 0x1234 }, PAYLOAD);
  expect(explain(wrong, ipv4).issues[0]).toMatchObject({ given: 0x1234, expected: 0xb861 });
});

test.each([
  ['a header length below five words', { headerLength: 4 }],
  ['a later fragment', { fragmentOffset: 1 }],
])('%s is not read further', (_fact, values) => {
  const packet = ipv4.encode({ ...VALUES, ...values }, PAYLOAD);
  expect(explain(packet, ipv4).layers.map(layer => layer.id)).toEqual(['ipv4']);
});

test('options are spans of their own', () => {
  const options = writeOptions([{ kind: 148, data: Uint8Array.of(0, 0) }]);
  const [header] = explain(ipv4.encode({ ...VALUES, options }), ipv4).spans;
  const span = header?.children?.find(({ path }) => path === 'ipv4.options');
  expect(span?.children?.[0]).toMatchObject({
    label: 'Router alert',
    bitOffset: 160,
    bitLength: 32,
  });
});
