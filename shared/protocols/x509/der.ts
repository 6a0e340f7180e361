import { concat, utf8 } from '../../base/bytes.ts';

/** Tags in use here, X.690 §8.1.2. */
export const TAGS = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  oid: 0x06,
  utf8String: 0x0c,
  utcTime: 0x17,
  generalizedTime: 0x18,
  sequence: 0x30,
  set: 0x31,
} as const;

/** The length in as few bytes as can be, X.690 §10.1. */
const lengthBytes = (length: number): readonly number[] => {
  if (length < 0x80) return [length];
  const bytes: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256);
  return [0x80 | bytes.length, ...bytes];
};

/** One element: its tag, its length and the parts of its content, X.690 §8.1. */
export const element = (tag: number, ...parts: readonly Uint8Array[]): Uint8Array => {
  const content = concat(...parts);
  return concat(Uint8Array.of(tag, ...lengthBytes(content.length)), content);
};

/** A whole number from its bytes, most significant first; a leading 1 bit would make it negative, X.690 §8.3. */
export const integer = (bytes: Uint8Array): Uint8Array => {
  const first = bytes.findIndex(byte => byte !== 0);
  const kept = first === -1 ? Uint8Array.of(0) : bytes.subarray(first);
  const isHigh = (kept[0] ?? 0) >= 0x80;
  return element(TAGS.integer, isHigh ? Uint8Array.of(0) : new Uint8Array(0), kept);
};

const base128 = (value: number): readonly number[] => {
  const bytes = [value % 128];
  for (let rest = Math.floor(value / 128); rest > 0; rest = Math.floor(rest / 128)) {
    bytes.unshift(0x80 | (rest % 128));
  }
  return bytes;
};

/** An object identifier in dots, X.690 §8.19. */
export const objectIdentifier = (dotted: string): Uint8Array => {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  const arcs = [first * 40 + second, ...rest];
  return element(TAGS.oid, Uint8Array.from(arcs.flatMap(base128)));
};

/** Bits whose last `unused` do not count, X.690 §8.6. */
export const bitString = (bytes: Uint8Array, unused = 0): Uint8Array =>
  element(TAGS.bitString, Uint8Array.of(unused), bytes);

/** Characters under a tag of their own. */
export const derText = (tag: number, characters: string): Uint8Array =>
  element(tag, utf8(characters));

/** One element that was read: `whole` with tag and length, `content` without. */
export interface DerElement {
  readonly tag: number;
  readonly content: Uint8Array;
  readonly whole: Uint8Array;
}

const MOST_LENGTH_BYTES = 3;

const elementAt = (bytes: Uint8Array, at: number): DerElement | undefined => {
  const [tag, short] = bytes.subarray(at, at + 2);
  if (tag === undefined || short === undefined) return undefined;
  const extra = short < 0x80 ? 0 : short & 0x7f;
  if (short === 0x80 || extra > MOST_LENGTH_BYTES) return undefined;
  const start = at + 2 + extra;
  const length =
    extra === 0
      ? short
      : bytes.subarray(at + 2, start).reduce((value, byte) => value * 256 + byte, 0);
  if (start + length > bytes.length) return undefined;
  return {
    tag,
    content: bytes.subarray(start, start + length),
    whole: bytes.subarray(at, start + length),
  };
};

/** The elements that fill `bytes` one behind the other; undefined where they do not. */
export const elementsOf = (bytes: Uint8Array): readonly DerElement[] | undefined => {
  const elements: DerElement[] = [];
  for (let at = 0; at < bytes.length; ) {
    const found = elementAt(bytes, at);
    if (found === undefined) return undefined;
    elements.push(found);
    at += found.whole.length;
  }
  return elements;
};
