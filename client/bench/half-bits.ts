/** Two levels to a bit, eight bits to a byte. */
export const HALF_BITS_IN_BYTE = 16;

/** Low then high, high then low (IEEE 802.3: a rise in mid-bit is 1). */
export const RISE = '01';
export const FALL = '10';

/** Bits as the far end hears them, in the order of the wire; '·' for what has not come, '?' where no turn is. */
export const heardBits = (halves: string): readonly string[] =>
  Array.from({ length: HALF_BITS_IN_BYTE / 2 }, (_, bit) => {
    const pair = halves.slice(bit * 2, bit * 2 + 2);
    if (pair.length < 2) return '·';
    if (pair === RISE) return '1';
    return pair === FALL ? '0' : '?';
  });

/** Bits of a byte in sending order: Ethernet sends the least significant first. */
export const bitsInSendingOrder = (byte: number): readonly string[] =>
  Array.from({ length: 8 }, (_, bit) => String((byte >> bit) & 1));

/** '0100 0111', as it is written: most significant first. */
export const binaryOf = (byte: number): string =>
  byte
    .toString(2)
    .padStart(8, '0')
    .replace(/(.{4})/, '$1 ');
