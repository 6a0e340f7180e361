import { internetChecksum } from './checksum.ts';
import type { Unit } from './protocol.ts';

const wordsOf = (address: number | bigint): number => {
  if (typeof address === 'number') return (address >>> 16) + (address & 0xffff);
  let sum = 0;
  for (let rest = address; rest > 0n; rest >>= 16n) sum += Number(rest & 0xffffn);
  return sum;
};

/** Checksum of the segment or datagram `[start, end)` and its pseudo header: both addresses, the
 *  protocol number and the length, RFC 9293 §3.1, RFC 768 and RFC 8200 §8.1. 0 when the field holds the right
 *  value; undefined when the addresses are not known. */
export const transportChecksum = (
  { bytes, start, end, context }: Unit,
  protocolNumber: number,
): number | undefined => {
  const { sourceAddress, destinationAddress } = context;
  if (sourceAddress === undefined || destinationAddress === undefined) return undefined;
  const pseudo =
    wordsOf(sourceAddress) + wordsOf(destinationAddress) + protocolNumber + (end - start);
  return internetChecksum(bytes, start, end, pseudo);
};

/** What the checksum should be when the field holds `given` and the sum came to `checksum`:
 *  the given value is taken out again, RFC 1071 §2(4). */
export const withoutGiven = (checksum: number, given: number): number => {
  const sum = (~checksum & 0xffff) + (~given & 0xffff);
  return ~((sum & 0xffff) + (sum >>> 16)) & 0xffff;
};
