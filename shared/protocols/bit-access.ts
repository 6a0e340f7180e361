import { read16 } from '../base/bytes.ts';

/** Where a number lies in a header: `size` bytes from byte `at`, of them the bits that `mask` leaves
 *  after a shift to the right by `shift`. */
export interface BitPlace {
  readonly at: number;
  readonly size: 1 | 2 | 3 | 4 | 6 | 8 | 16;
  readonly shift: number;
  readonly mask: number;
}

const WHOLE: Readonly<Record<number, BitPlace['size'] | undefined>> = {
  8: 1,
  16: 2,
  24: 3,
  32: 4,
  48: 6,
  64: 8,
  128: 16,
};

const PARTS = [1, 2, 3, 4] as const;

/** The place of `bits` bits from bit `bitOffset` of a header: whole bytes of 8, 16, 24, 32 or 48 bits,
 *  of 64 or 128 for the wide access, or a part of at most four bytes. Anything else is a mistake in a
 *  table. */
export const bitPlace = (bitOffset: number, bits: number): BitPlace => {
  const at = bitOffset >> 3;
  const within = bitOffset & 7;
  const mask = 2 ** bits - 1;
  const whole = within === 0 ? WHOLE[bits] : undefined;
  if (whole !== undefined) return { at, size: whole, shift: 0, mask };
  for (const size of PARTS) {
    const shift = size * 8 - within - bits;
    if (shift >= 0) return { at, size, shift, mask };
  }
  throw new Error(`no access to ${bits} bits at bit ${bitOffset}`);
};

const read24 = (bytes: Uint8Array, at: number): number =>
  (read16(bytes, at) << 8) | (bytes[at + 2] ?? 0);

const read32 = (bytes: Uint8Array, at: number): number =>
  ((read16(bytes, at) << 16) | read16(bytes, at + 2)) >>> 0;

/** The number at `place`, of at most 48 bits, of the header that starts at byte `start`. */
export const readBits = (bytes: Uint8Array, start: number, place: BitPlace): number => {
  const at = start + place.at;
  switch (place.size) {
    case 1:
      return ((bytes[at] ?? 0) >> place.shift) & place.mask;
    case 2:
      return (read16(bytes, at) >> place.shift) & place.mask;
    case 3:
      return (read24(bytes, at) >> place.shift) & place.mask;
    case 4:
      return ((read32(bytes, at) >>> place.shift) & place.mask) >>> 0;
    default:
      return read16(bytes, at) * 2 ** 32 + read32(bytes, at + 2);
  }
};

/** A header in its bytes, as a view holds it. */
export interface HeaderWindow {
  readonly bytes: Uint8Array;
  readonly start: number;
}

type Getter = (this: HeaderWindow) => number;

const partGetter = (offset: number, shift: number, mask: number): Record<1 | 2, Getter> => ({
  1: function () {
    return ((this.bytes[this.start + offset] as number) >> shift) & mask;
  },
  2: function () {
    const { bytes } = this;
    const at = this.start + offset;
    return ((((bytes[at] as number) << 8) | (bytes[at + 1] as number)) >> shift) & mask;
  },
});

const wholeGetter = (offset: number): Record<1 | 2 | 4 | 6, Getter> => ({
  1: function () {
    return this.bytes[this.start + offset] as number;
  },
  2: function () {
    const { bytes } = this;
    const at = this.start + offset;
    return ((bytes[at] as number) << 8) | (bytes[at + 1] as number);
  },
  4: function () {
    const { bytes } = this;
    const at = this.start + offset;
    const high = ((bytes[at] as number) << 8) | (bytes[at + 1] as number);
    return ((high << 16) | ((bytes[at + 2] as number) << 8) | (bytes[at + 3] as number)) >>> 0;
  },
  6: function () {
    const { bytes } = this;
    const at = this.start + offset;
    const high = ((bytes[at] as number) << 8) | (bytes[at + 1] as number);
    const middle = ((bytes[at + 2] as number) << 8) | (bytes[at + 3] as number);
    const low = ((bytes[at + 4] as number) << 8) | (bytes[at + 5] as number);
    return high * 2 ** 32 + (((middle << 16) | low) >>> 0);
  },
});

/** `readBits` as a getter of a view. Each body is as short as it can be, for the engine only inlines so
 *  much: the bytes are taken to be there, which whoever makes a view has to see to. */
export const getterAt = (place: BitPlace): Getter => {
  const { at: offset, size, shift, mask } = place;
  const isWhole = mask === 2 ** (size * 8) - 1;
  if (size === 1 || size === 2) {
    return isWhole ? wholeGetter(offset)[size] : partGetter(offset, shift, mask)[size];
  }
  if (isWhole && (size === 4 || size === 6)) return wholeGetter(offset)[size];
  return function () {
    return readBits(this.bytes, this.start, place);
  };
};

const write16 = (bytes: Uint8Array, at: number, value: number): void => {
  bytes[at] = value >>> 8;
  bytes[at + 1] = value;
};

const write32 = (bytes: Uint8Array, at: number, value: number): void => {
  write16(bytes, at, value >>> 16);
  write16(bytes, at + 2, value);
};

const write24 = (bytes: Uint8Array, at: number, value: number): void => {
  bytes[at] = value >>> 16;
  write16(bytes, at + 1, value);
};

/** Puts `value` at `place`, of at most 48 bits, and leaves the bits around it. A value that does not
 *  fit is cut to the width: judging it is for others. */
export const writeBits = (
  bytes: Uint8Array,
  start: number,
  { at: offset, size, shift, mask }: BitPlace,
  value: number,
): void => {
  const at = start + offset;
  const kept = ~(mask << shift);
  const cut = (value & mask) << shift;
  switch (size) {
    case 1:
      bytes[at] = ((bytes[at] ?? 0) & kept) | cut;
      return;
    case 2:
      write16(bytes, at, (read16(bytes, at) & kept) | cut);
      return;
    case 3:
      write24(bytes, at, (read24(bytes, at) & kept) | cut);
      return;
    case 4:
      write32(bytes, at, (read32(bytes, at) & kept) | cut);
      return;
    default:
      write16(bytes, at, Math.floor(value / 2 ** 32));
      write32(bytes, at + 2, value);
  }
};
