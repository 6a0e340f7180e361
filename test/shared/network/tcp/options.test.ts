import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromHex, toHex } from '../../../../shared/base/bytes.ts';
import { headerOptions, segmentOptions } from '../../../../shared/network/tcp/options.ts';
import type { Segment } from '../../../../shared/network/tcp/segment.ts';
import { readOptions, writeOptions } from '../../../../shared/protocols/options.ts';

type Options = Pick<Segment, 'maximumSegmentSize' | 'options'>;

const bytesOf = (hex: string): Uint8Array => {
  const read = fromHex(hex);
  return read.ok ? read.value : new Uint8Array();
};

const WRITTEN: [fact: string, options: Options, hex: string][] = [
  ['the size alone', { maximumSegmentSize: 1460 }, '020405b4'],
  ['nothing', { maximumSegmentSize: null }, ''],
  [
    'all of a SYN',
    {
      maximumSegmentSize: 1460,
      options: { windowShift: 7, sackPermitted: true, timestamps: { value: 1, echo: 0xffff_fffe } },
    },
    '020405b4 01030307 01010402 0101080a00000001fffffffe',
  ],
  [
    'two blocks',
    {
      maximumSegmentSize: null,
      options: {
        sackBlocks: [
          { from: 0x1000, to: 0x1004 },
          { from: 0xffff_fffe, to: 2 },
        ],
      },
    },
    '01010512 00001000 00001004 fffffffe 00000002',
  ],
];

test.each(WRITTEN)('%s is written in whole words and read again', (_fact, options, hex) => {
  const bytes = bytesOf(hex);
  expect(toHex(writeOptions(headerOptions(options)))).toBe(toHex(bytes));
  expect(segmentOptions(readOptions(bytes))).toEqual(options);
});

test('the options of another system are read in any order', () => {
  expect(
    segmentOptions(readOptions(bytesOf('020405b4 0402 080a0000000100000000 01 030307'))),
  ).toEqual({
    maximumSegmentSize: 1460,
    options: { windowShift: 7, sackPermitted: true, timestamps: { value: 1, echo: 0 } },
  });
});

test.each([
  ['a size of one byte', '020305 00'],
  ['a shift without a number', '0302 0000'],
  ['a time stamp cut short', '08060000 00010000'],
  ['half a block', '01010506 00001000'],
])('%s says nothing', (_fact, hex) => {
  expect(segmentOptions(readOptions(bytesOf(hex)))).toEqual({ maximumSegmentSize: null });
});

test('any bytes can be read', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), bytes => {
      const { options } = segmentOptions(readOptions(bytes));
      expect(options?.sackBlocks?.length ?? 0).toBeLessThanOrEqual(4);
    }),
  );
});
