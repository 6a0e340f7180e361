/** Reads and writes one number at a fixed place of a header that starts at byte `start`. Values
 *  that do not fit are cut to the width: judging them is for others. */
export interface BitAccess {
  readonly get: (bytes: Uint8Array, start: number) => number;
  readonly put: (bytes: Uint8Array, start: number, value: number) => void;
}

const byteAccess = (at: number): BitAccess => ({
  get: (bytes, start) => bytes[start + at] ?? 0,
  put: (bytes, start, value) => {
    bytes[start + at] = value;
  },
});

const wordAccess = (at: number): BitAccess => ({
  get: (bytes, start) => ((bytes[start + at] ?? 0) << 8) | (bytes[start + at + 1] ?? 0),
  put: (bytes, start, value) => {
    bytes[start + at] = value >>> 8;
    bytes[start + at + 1] = value;
  },
});

const read32 = (bytes: Uint8Array, at: number): number =>
  (((bytes[at] ?? 0) << 24) |
    ((bytes[at + 1] ?? 0) << 16) |
    ((bytes[at + 2] ?? 0) << 8) |
    (bytes[at + 3] ?? 0)) >>>
  0;

const write32 = (bytes: Uint8Array, at: number, value: number): void => {
  bytes[at] = value >>> 24;
  bytes[at + 1] = value >>> 16;
  bytes[at + 2] = value >>> 8;
  bytes[at + 3] = value;
};

const doubleWordAccess = (at: number): BitAccess => ({
  get: (bytes, start) => read32(bytes, start + at),
  put: (bytes, start, value) => write32(bytes, start + at, value),
});

const macAccess = (at: number): BitAccess => ({
  get: (bytes, start) =>
    (((bytes[start + at] ?? 0) << 8) | (bytes[start + at + 1] ?? 0)) * 2 ** 32 +
    read32(bytes, start + at + 2),
  put: (bytes, start, value) => {
    const high = Math.floor(value / 2 ** 32);
    bytes[start + at] = high >>> 8;
    bytes[start + at + 1] = high;
    write32(bytes, start + at + 2, value);
  },
});

const withinByte = (at: number, shift: number, mask: number): BitAccess => ({
  get: (bytes, start) => ((bytes[start + at] ?? 0) >> shift) & mask,
  put: (bytes, start, value) => {
    const others = (bytes[start + at] ?? 0) & ~(mask << shift);
    bytes[start + at] = others | ((value & mask) << shift);
  },
});

const withinWord = (at: number, shift: number, mask: number): BitAccess => {
  const word = wordAccess(at);
  return {
    get: (bytes, start) => (word.get(bytes, start) >> shift) & mask,
    put: (bytes, start, value) => {
      const others = word.get(bytes, start) & ~(mask << shift);
      word.put(bytes, start, others | ((value & mask) << shift));
    },
  };
};

const WHOLE: Readonly<Record<number, (at: number) => BitAccess>> = {
  8: byteAccess,
  16: wordAccess,
  32: doubleWordAccess,
  48: macAccess,
};

/** Access to `bits` bits from bit `bitOffset` of a header: whole bytes of 8, 16, 32 or 48 bits, or
 *  a part of at most two bytes. Anything else is a mistake in a table. */
export const bitAccess = (bitOffset: number, bits: number): BitAccess => {
  const at = bitOffset >> 3;
  const within = bitOffset & 7;
  const whole = within === 0 ? WHOLE[bits] : undefined;
  if (whole !== undefined) return whole(at);
  const mask = 2 ** bits - 1;
  if (within + bits <= 8) return withinByte(at, 8 - within - bits, mask);
  if (within + bits <= 16) return withinWord(at, 16 - within - bits, mask);
  throw new Error(`no access to ${bits} bits at bit ${bitOffset}`);
};
