import { describe, expect, test } from 'vitest';
import { concat } from '../../../../shared/base/bytes.ts';
import {
  gatherIpv6,
  ipv6FragmentKey,
  ipv6FragmentsOf,
} from '../../../../shared/network/ipv6/fragments.ts';
import { type Ipv6Packet, readIpv6Packet } from '../../../../shared/network/ipv6/packets.ts';
import { ipv6 } from '../../../../shared/protocols/ipv6.ts';
import { fragment, hopByHop } from '../../../../shared/protocols/ipv6-extensions.ts';

const SOURCE = 0x20010db8000000000000000000000001n;
const DESTINATION = 0x20010db8000000000000000000000002n;

const bytesOf = (length: number): Uint8Array =>
  Uint8Array.from({ length }, (_, index) => (index * 7) % 251);

const packetOf = (lengthBytes: number): Uint8Array =>
  ipv6.encode(
    { source: SOURCE, destination: DESTINATION, nextHeader: 17, hopLimit: 64 },
    bytesOf(lengthBytes),
  );

const read = (bytes: Uint8Array): Ipv6Packet => {
  const packet = readIpv6Packet(bytes);
  if (packet === undefined) throw new Error('no packet');
  return packet;
};

const gathered = (pieces: readonly Uint8Array[]) => {
  let before: Parameters<typeof gatherIpv6>[0];
  for (const piece of pieces) {
    const result = gatherIpv6(before, read(piece));
    if (result.type !== 'waits') return result;
    before = result.gathering;
  }
  return { type: 'waits' } as const;
};

const cutAt = (offset: number, length: number, more: 0 | 1): Uint8Array =>
  ipv6.encode(
    { source: SOURCE, destination: DESTINATION, nextHeader: 44 },
    fragment.encode(
      { nextHeader: 17, fragmentOffset: offset, moreFragments: more, identification: 5 },
      bytesOf(length),
    ),
  );

describe('fragments of IPv6', () => {
  test.each([
    ['that fits is left alone', 1240, [1280]],
    ['of one byte more is cut in two', 1241, [1280, 57]],
    ['of 4000 bytes is cut in four', 4000, [1280, 1280, 1280, 352]],
  ])('a packet %s', (_fact, length, sizes) => {
    expect(ipv6FragmentsOf(packetOf(length), 1280, 9).map(one => one.length)).toEqual(sizes);
  });

  test.each([
    ['in order', (pieces: readonly Uint8Array[]) => pieces],
    ['backwards', (pieces: readonly Uint8Array[]) => pieces.toReversed()],
    ['one of them twice', (pieces: readonly Uint8Array[]) => [...pieces.slice(0, 1), ...pieces]],
  ])('become whole again, %s', (_fact, order) => {
    const packet = packetOf(4000);
    const result = gathered(order(ipv6FragmentsOf(packet, 1280, 9)));
    expect(result).toEqual({ type: 'whole', packet });
  });

  test('keep the headers that came before them', () => {
    const options = hopByHop.encode({ nextHeader: 44, options: Uint8Array.of(1, 4, 0, 0, 0, 0) });
    const behind = (piece: Uint8Array) =>
      ipv6.encode(
        { source: SOURCE, destination: DESTINATION, nextHeader: 0 },
        concat(options, piece.slice(40)),
      );
    const result = gathered([behind(cutAt(0, 8, 1)), behind(cutAt(1, 3, 0))]);
    const whole = result.type === 'whole' ? read(result.packet) : undefined;
    expect(whole?.protocol).toBe(17);
    expect(whole?.fixed.payloadLength).toBe(8 + 11);
  });

  test.each([
    ['that overlap', [cutAt(0, 16, 1), cutAt(1, 16, 1)], 'overlap'],
    ['behind the last one', [cutAt(1, 8, 0), cutAt(2, 8, 1)], 'overlap'],
    ['of an odd length in the middle', [cutAt(0, 13, 1)], 'uneven'],
    ['that carry nothing', [cutAt(0, 0, 1)], 'uneven'],
    ['that reach too far', [cutAt(8190, 100, 0)], 'too-long'],
  ])('%s are given up', (_fact, pieces, why) => {
    expect(gathered(pieces)).toEqual({ type: 'refused', why });
  });

  test('one that is a whole packet waits for nothing and does not mix with others', () => {
    const waiting = gatherIpv6(undefined, read(cutAt(0, 16, 1)));
    const before = waiting.type === 'waits' ? waiting.gathering : undefined;
    expect(gatherIpv6(before, read(cutAt(0, 8, 0))).type).toBe('whole');
  });

  test('belong together by addresses and number', () => {
    const [one = packetOf(1), two = packetOf(1)] = ipv6FragmentsOf(packetOf(2000), 1280, 9);
    const [other = packetOf(1)] = ipv6FragmentsOf(packetOf(2000), 1280, 10);
    expect(ipv6FragmentKey(read(one))).toBe(ipv6FragmentKey(read(two)));
    expect(ipv6FragmentKey(read(one))).not.toBe(ipv6FragmentKey(read(other)));
  });

  test('cut short anywhere are no reason to throw', () => {
    const bytes = cutAt(0, 16, 1);
    for (let end = 0; end <= bytes.length; end += 1) {
      const packet = readIpv6Packet(bytes.slice(0, end));
      if (packet !== undefined) expect(() => gatherIpv6(undefined, packet)).not.toThrow();
    }
  });
});
