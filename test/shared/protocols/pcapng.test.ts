import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { concat, fromHex, utf8 } from '../../../shared/base/bytes.ts';
import type { Capture } from '../../../shared/protocols/capture.ts';
import { readPcapng, writePcapng } from '../../../shared/protocols/pcapng.ts';

const bytesOf = (hex: string): Uint8Array => {
  const read = fromHex(hex);
  if (!read.ok) throw new Error(`the test holds bad hex: ${read.error.code}`);
  return read.value;
};

const reading = (bytes: Uint8Array) => {
  const read = readPcapng(bytes);
  if (!read.ok) throw new Error(read.error.code);
  return read.value;
};

const codes = (bytes: Uint8Array): readonly string[] => {
  const read = readPcapng(bytes);
  return read.ok ? read.value.issues.map(issue => issue.code) : [`refused: ${read.error.code}`];
};

const SECTION = '0a0d0d0a 1c000000 4d3c2b1a 0100 0000 ffffffffffffffff 1c000000';
const ETHERNET = '01000000 14000000 0100 0000 00000000 14000000';
/** Three bytes at 1 700 000 000.000001 s. */
const PACKET = '06000000 24000000 00000000 240a0600 01401e18 03000000 03000000 aabbcc00 24000000';

const BIG_ENDIAN = bytesOf(
  [
    '0a0d0d0a 0000001c 1a2b3c4d 0001 0000 ffffffffffffffff 0000001c',
    // if_name "e", if_tsresol 9 (nanoseconds)
    '00000001 00000028 0001 0000 00000000 0002 0001 65000000 0009 0001 09000000 0000 0000 00000028',
    '00000006 00000024 00000000 17979cfe 3d85cd15',
    '00000003 00000005 aabbcc00 00000024',
  ].join(''),
);

const captures: fc.Arbitrary<Capture> = fc
  .array(
    fc.record(
      {
        name: fc.string({ unit: 'binary' }),
        linkType: fc.nat({ max: 0xffff }),
        fcsLength: fc.nat({ max: 15 }),
      },
      { requiredKeys: ['name', 'linkType'] },
    ),
    { minLength: 1, maxLength: 4 },
  )
  .chain(interfaces =>
    fc.record(
      {
        interfaces: fc.constant(interfaces),
        packets: fc.array(
          fc.record(
            {
              interfaceIndex: fc.nat({ max: interfaces.length - 1 }),
              timestampMicros: fc.maxSafeNat(),
              bytes: fc.uint8Array({ maxLength: 100 }),
              comment: fc.string({ unit: 'binary' }),
              direction: fc.constantFrom('inbound' as const, 'outbound' as const),
              originalLengthBytes: fc.integer({ min: 101, max: 0xffffffff }),
            },
            { requiredKeys: ['interfaceIndex', 'timestampMicros', 'bytes'] },
          ),
          { maxLength: 6 },
        ),
        comment: fc.string({ unit: 'binary' }),
      },
      { requiredKeys: ['interfaces', 'packets'] },
    ),
  );

describe('reading what we wrote', () => {
  test('a capture survives the round trip', () => {
    fc.assert(
      fc.property(captures, capture => {
        const written = writePcapng(capture);
        expect(written.length % 4).toBe(0);
        expect(reading(written)).toEqual({ ...capture, issues: [] });
      }),
    );
  });

  test('an interface is laid out as the draft draws it', () => {
    const written = writePcapng({
      interfaces: [{ name: 'eth0', linkType: 1, fcsLength: 4 }],
      packets: [],
    });
    expect(written).toEqual(
      bytesOf(
        `${SECTION} 01000000 30000000 0100 0000 00000000 0200 0400 65746830 0900 0100 06000000
         0d00 0100 04000000 0000 0000 30000000`,
      ),
    );
  });

  test('a comment longer than an option is cut between characters', () => {
    const comment = 'é'.repeat(40_000);
    const written = writePcapng({ interfaces: [], packets: [], comment });
    expect(reading(written).comment).toBe('é'.repeat(32_767));
    expect(reading(written).issues).toEqual([]);
  });

  test('a packet of an interface that is not there is a bug of ours', () => {
    const packets = [{ interfaceIndex: 0, timestampMicros: 0, bytes: new Uint8Array(1) }];
    expect(() => writePcapng({ interfaces: [], packets })).toThrow(RangeError);
  });
});

describe('reading what others wrote', () => {
  test('little-endian without options', () => {
    expect(reading(bytesOf(SECTION + ETHERNET + PACKET))).toEqual({
      interfaces: [{ name: '', linkType: 1 }],
      packets: [
        { interfaceIndex: 0, timestampMicros: 1_700_000_000_000_001, bytes: bytesOf('aabbcc') },
      ],
      issues: [],
    });
  });

  test('big-endian with nanoseconds and a cut packet', () => {
    const { interfaces, packets, issues } = reading(BIG_ENDIAN);
    expect(interfaces).toEqual([{ name: 'e', linkType: 1 }]);
    expect(packets).toEqual([
      {
        interfaceIndex: 0,
        timestampMicros: 1_700_000_000_123_456,
        bytes: bytesOf('aabbcc'),
        originalLengthBytes: 5,
      },
    ]);
    expect(issues).toEqual([]);
  });

  test('timestamps in powers of two, moved by whole seconds', () => {
    const described = `01000000 2c000000 0100 0000 00000000 0900 0100 8a000000
      0e00 0800 0200000000000000 0000 0000 2c000000`;
    const packet = '06000000 20000000 00000000 00000000 00060000 00000000 00000000 20000000';
    const { packets, issues } = reading(bytesOf(SECTION + described + packet));
    expect(issues).toEqual([]);
    expect(packets[0]?.timestampMicros).toBe(3_500_000);
  });

  test('a second section numbers its interfaces afresh, in its own byte order', () => {
    const { interfaces, packets } = reading(concat(bytesOf(SECTION + ETHERNET), BIG_ENDIAN));
    expect(interfaces.map(from => from.name)).toEqual(['', 'e']);
    expect(packets.map(packet => packet.interfaceIndex)).toEqual([1]);
  });

  test('unknown blocks are noted and skipped', () => {
    const strange = '99000000 10000000 01020304 10000000';
    const { packets, issues } = reading(bytesOf(SECTION + ETHERNET + strange + PACKET));
    expect(packets).toHaveLength(1);
    expect(issues).toMatchObject([
      { severity: 'note', code: 'pcapng/block-unknown', given: 0x99, bitOffset: 8 * 48 },
    ]);
  });
});

describe('damaged files', () => {
  test.each<[string, string, readonly string[]]>([
    ['no bytes at all', '', ['refused: pcapng/no-section-header']],
    [
      'an old pcap file',
      'd4c3b2a1 02000400 00000000 00000000 00000400 01000000',
      ['refused: pcapng/block-length'],
    ],
    ['a file that starts with an interface', ETHERNET, ['refused: pcapng/no-section-header']],
    [
      'a section without magic',
      SECTION.replace('4d3c', '0000'),
      ['refused: pcapng/byte-order-magic'],
    ],
    ['a section header too short', '0a0d0d0a 10000000 4d3c2b1a 10000000', ['pcapng/block-short']],
    [
      'an interface too short',
      `${SECTION} 01000000 10000000 01000000 10000000`,
      ['pcapng/block-short'],
    ],
    [
      'a block longer than the file',
      `${SECTION} 01000000 18000000 0100 0000 00000000 18000000`,
      ['pcapng/block-length'],
    ],
    ['a block of no length', `${SECTION} 01000000 00000000 00000000`, ['pcapng/block-length']],
    ['a block of odd length', `${SECTION} 01000000 0d000000 00 0d000000`, ['pcapng/block-length']],
    ['a tail of a few bytes', `${SECTION} 0100`, ['pcapng/block-length']],
    [
      'total lengths that disagree',
      SECTION + ETHERNET.replace(/14000000$/, '18000000'),
      ['pcapng/trailing-length'],
    ],
    ['a packet before its interface', SECTION + PACKET, ['pcapng/packet-interface']],
    [
      'a captured length that lies',
      SECTION + ETHERNET + PACKET.replace('03000000', '05000000'),
      ['pcapng/packet-length'],
    ],
    [
      'an option that overruns',
      `${SECTION} 01000000 18000000 0100 0000 00000000 0200 0400 18000000`,
      ['pcapng/option-length'],
    ],
  ])('%s', (_fact, hex, expected) => expect(codes(bytesOf(hex))).toEqual(expected));

  test('the packets before the damage are kept', () => {
    const whole = bytesOf(SECTION + ETHERNET + PACKET + PACKET);
    for (let cut = 1; cut < 36; cut += 1) {
      const { packets, issues } = reading(whole.subarray(0, whole.length - cut));
      expect(packets).toHaveLength(1);
      expect(issues.map(issue => issue.code)).toEqual(['pcapng/block-length']);
    }
  });

  test('no change of a byte and no cut makes the reader throw', () => {
    const written = writePcapng({
      interfaces: [{ name: 'client', linkType: 1, fcsLength: 4 }],
      packets: [0, 1, 2].map(index => ({
        interfaceIndex: 0,
        timestampMicros: 1_700_000_000_000_000 + index,
        bytes: utf8(`packet ${index}`),
        comment: `decision ${index}`,
        direction: 'outbound',
      })),
      comment: 'a round',
    });
    const changes = fc.array(fc.tuple(fc.nat({ max: written.length - 1 }), fc.nat({ max: 255 })), {
      maxLength: 4,
    });
    fc.assert(
      fc.property(changes, fc.nat({ max: written.length }), (changed, end) => {
        const bytes = written.slice(0, end);
        for (const [at, byte] of changed) if (at < end) bytes[at] = byte;
        expect(readPcapng(bytes)).toHaveProperty('ok');
      }),
      { numRuns: 5000 },
    );
  });

  test('no bytes whatever make the reader throw', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), bytes => {
        expect(readPcapng(bytes)).toHaveProperty('ok');
        expect(readPcapng(concat(bytesOf(SECTION), bytes))).toHaveProperty('ok', true);
      }),
      { numRuns: 2000 },
    );
  });
});
