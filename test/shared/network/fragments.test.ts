import { describe, expect, test } from 'vitest';
import { draw } from '../../../shared/base/random.ts';
import {
  fragmentsOf,
  type Gathered,
  type Gathering,
  gather,
} from '../../../shared/network/fragments.ts';
import {
  hasGoodHeaderChecksum,
  type ReadPacket,
  readPacket,
} from '../../../shared/network/packets.ts';
import { type Ipv4Header, ipv4 } from '../../../shared/protocols/ipv4.ts';

const read = (bytes: Uint8Array): ReadPacket => {
  const packet = readPacket(bytes);
  if (packet === undefined) throw new Error('no packet');
  return packet;
};

const bytesUpTo = (length: number) => Uint8Array.from({ length }, (_, index) => index % 251);

const packetOf = (length: number, header: Partial<Ipv4Header> = {}): ReadPacket =>
  read(
    ipv4.encode(
      { source: 0x0a000001, destination: 0x0a000002, protocol: 17, identification: 7, ...header },
      bytesUpTo(length),
    ),
  );

/** Offset in units of eight bytes, bytes carried, more to come. */
const shape = (pieces: readonly Uint8Array[]) =>
  pieces.map(piece => {
    const { header, payload } = read(piece);
    return [header.fragmentOffset, payload.length, header.moreFragments];
  });

const gatherAll = (pieces: readonly ReadPacket[]): Gathered<ReadPacket> => {
  let before: Gathering<ReadPacket> | undefined;
  let result: Gathered<ReadPacket> = { type: 'refused', why: 'uneven' };
  for (const piece of pieces) {
    result = gather(before, piece);
    if (result.type === 'waits') before = result.gathering;
    if (result.type === 'refused') return result;
  }
  return result;
};

describe('a packet that is longer than the link carries', () => {
  test.each([
    ['fits', 556, 576, [[0, 556, 0]]],
    [
      // RFC 791, example 2 of appendix A: 452 bytes of data over an MTU of 280.
      'is cut as in the example of RFC 791',
      452,
      280,
      [
        [0, 256, 1],
        [32, 196, 0],
      ],
    ],
    [
      'is cut into whole units of eight bytes, but for the last',
      1000,
      576,
      [
        [0, 552, 1],
        [69, 448, 0],
      ],
    ],
    ['stays whole where nothing would fit', 100, 27, [[0, 100, 0]]],
  ])('%s', (_fact, length, mtu, expected) => {
    const pieces = fragmentsOf(packetOf(length), mtu);
    expect(shape(pieces)).toEqual(expected);
    for (const piece of pieces) expect(hasGoodHeaderChecksum(read(piece))).toBe(true);
  });

  test('a fragment is cut again, and its last piece is not the last of all', () => {
    const fragment = packetOf(552, { moreFragments: 1, fragmentOffset: 69 });
    expect(shape(fragmentsOf(fragment, 320))).toEqual([
      [69, 296, 1],
      [106, 256, 1],
    ]);
  });

  test('only options with the copied bit go with every fragment', () => {
    const options = Uint8Array.of(0x44, 4, 5, 0, 1, 0x88, 4, 0, 9, 0, 0, 0);
    const [first, second] = fragmentsOf(packetOf(200, { options }), 128).map(read);
    expect(first?.header.options).toEqual(options);
    expect(second?.header.options).toEqual(Uint8Array.of(0x88, 4, 0, 9));
  });
});

describe('fragments at their end', () => {
  const whole = packetOf(1000);
  const pieces = fragmentsOf(whole, 276).map(read);

  test.each([
    ['in order', [0, 1, 2, 3]],
    ['backwards', [3, 2, 1, 0]],
    ['with repeats', [1, 1, 3, 0, 3, 2]],
  ])('%s make the packet that was sent', (_fact, order) => {
    const result = gatherAll(order.flatMap(index => pieces[index] ?? []));
    expect(result.type === 'whole' && result.packet).toEqual(whole.bytes);
  });

  test('cut twice and in any order they still make it', () => {
    for (let trial = 0; trial < 200; trial++) {
      const length = 1 + Math.floor(draw('length', trial) * 4000);
      const packet = packetOf(length);
      const cut = fragmentsOf(packet, 300 + Math.floor(draw('mtu', trial) * 1200))
        .flatMap(piece => fragmentsOf(read(piece), 68 + Math.floor(draw('again', trial) * 300)))
        .map((piece, index) => ({ piece, at: draw('order', trial, index) }))
        .sort((a, b) => a.at - b.at);
      if (cut.length === 1) continue;
      const result = gatherAll(cut.map(({ piece }) => read(piece)));
      expect(result.type === 'whole' && result.packet).toEqual(packet.bytes);
    }
  });

  const piece = (fragmentOffset: number, length: number, moreFragments: number): ReadPacket =>
    packetOf(length, { fragmentOffset, moreFragments });

  test.each([
    ['that reach into each other', [piece(0, 64, 1), piece(7, 64, 1)], 'overlap'],
    ['of which one lies in another', [piece(0, 64, 1), piece(1, 8, 1)], 'overlap'],
    ['behind the last', [piece(8, 8, 0), piece(10, 8, 1)], 'overlap'],
    ['with two ends', [piece(8, 8, 0), piece(8, 16, 0)], 'overlap'],
    ['with an end before what came', [piece(9, 16, 1), piece(4, 8, 0)], 'overlap'],
    ['that reach past 65535 bytes', [piece(8191, 64, 0)], 'too-long'],
    ['of no whole units', [piece(0, 9, 1)], 'uneven'],
    ['of nothing', [piece(3, 0, 0)], 'uneven'],
  ])('%s are refused', (_fact, bad, why) => {
    expect(gatherAll(bad)).toEqual({ type: 'refused', why });
  });
});
