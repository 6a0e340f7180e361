import { expect, test } from 'vitest';
import { binaryOf, bitsInSendingOrder, heardBits } from '../../../client/bench/half-bits.ts';

test.each([
  ['a rise is 1, a fall is 0 (IEEE 802.3)', '0110', ['1', '0', '·', '·', '·', '·', '·', '·']],
  ['a level that stays is no bit', '0011', ['?', '?', '·', '·', '·', '·', '·', '·']],
  ['half a bit is not heard yet', '010', ['1', '·', '·', '·', '·', '·', '·', '·']],
])('%s', (_fact, halves, heard) => expect(heardBits(halves)).toEqual(heard));

test('the least significant bit goes first', () => {
  expect(bitsInSendingOrder(0x47).join('')).toBe('11100010');
  expect(binaryOf(0x47)).toBe('0100 0111');
});
