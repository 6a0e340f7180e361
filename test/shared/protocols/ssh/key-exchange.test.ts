import { expect, test } from 'vitest';
import { toHex } from '../../../../shared/base/bytes.ts';
import { keysOf, multiplePrecision } from '../../../../shared/protocols/ssh/key-exchange.ts';
import { packetOf, payloadOf } from '../../../../shared/protocols/ssh/packet-protection.ts';
import { hexBytes } from '../hex-bytes.ts';

test.each([
  ['zero', '00', '00000000'],
  ['a number whose first bit is not set', '09a378f9b2e332a7', '0000000809a378f9b2e332a7'],
  ['one whose first bit is set', '80', '000000020080'],
  ['zeros in front that are not needed', '000001', '0000000101'],
])('mpint of RFC 4251 §5: %s', (_fact, number, written) => {
  expect(toHex(multiplePrecision(hexBytes(number)))).toBe(written);
});

const chance = (count: number) => new Uint8Array(count).fill(0x5a);
const { toServer, toClient } = keysOf(chance(32), chance(32), chance(32));

test('a packet in the clear is filled to eight bytes, with four of padding at least', () => {
  const { packet } = packetOf(hexBytes('15'), chance, undefined);
  expect(toHex(packet)).toBe(`0000000c0a15${'5a'.repeat(10)}`);
});

test.each([0, 1, 10, 11, 12, 27, 28, 1000])(
  '%i bytes come back, each packet under its own nonce',
  size => {
    let [writing, reading] = [toServer, toServer];
    const payload = new Uint8Array(size + 1).fill(7);
    const seen = new Set<string>();
    for (let count = 0; count < 3; count++) {
      const { packet, keys } = packetOf(payload, chance, writing);
      expect((packet.length - 4) % 16).toBe(0);
      seen.add(toHex(packet));
      const opened = payloadOf(packet, reading);
      expect(opened?.payload).toEqual(payload);
      writing = keys ?? writing;
      reading = opened?.keys ?? reading;
    }
    expect(seen.size).toBe(3);
  },
);

test('a packet with a changed bit, under another key or out of turn is none', () => {
  const { packet, keys } = packetOf(hexBytes('0501'), chance, toServer);
  for (const at of [0, 3, 4, 20, packet.length - 1]) {
    const changed = packet.slice();
    changed[at] = (changed[at] ?? 0) ^ 1;
    expect(payloadOf(changed, toServer)).toBeUndefined();
  }
  expect(payloadOf(packet, toClient)).toBeUndefined();
  expect(payloadOf(packet, keys)).toBeUndefined();
});

test('padding that leaves no message is refused', () => {
  expect(payloadOf(hexBytes('00000008 07 00000000000000'), undefined)).toBeUndefined();
  expect(payloadOf(hexBytes('00000008 03 15000000000000'), undefined)).toBeUndefined();
});
