import { err, ok, type Result } from './result.ts';

/** Why a text is not a row of bytes: a sign that is no hex digit, or half a byte. */
export type HexProblem =
  | { readonly code: 'hex/bad-digit'; readonly given: string; readonly position: number }
  | { readonly code: 'hex/odd-length'; readonly given: string };

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** Two lower-case hex digits a byte, with `separator` between bytes. */
export const toHex = (bytes: Uint8Array, separator = ''): string => {
  let hex = '';
  for (let index = 0; index < bytes.length; index++) {
    hex += index === 0 ? '' : separator;
    hex += HEX[bytes[index] ?? 0] ?? '';
  }
  return hex;
};

const bytesOfHexDigits = (digits: string): Uint8Array =>
  Uint8Array.from({ length: digits.length / 2 }, (_, index) =>
    Number.parseInt(digits.slice(index * 2, index * 2 + 2), 16),
  );

/** Reads hex digits of either case; blanks, colons, dashes and one leading `0x` are skipped. */
export const fromHex = (given: string): Result<Uint8Array, HexProblem> => {
  const start = /^\s*0x/i.exec(given)?.[0].length ?? 0;
  const written = given.slice(start);
  const wrong = written.search(/[^0-9a-f\s:-]/i);
  if (wrong !== -1) {
    return err({ code: 'hex/bad-digit', given: written.charAt(wrong), position: start + wrong });
  }
  const digits = written.replace(/[\s:-]/g, '');
  if (digits.length % 2 === 1) return err({ code: 'hex/odd-length', given: digits });
  return ok(bytesOfHexDigits(digits));
};

/** The same; none where the text is missing or no row of bytes. */
export const bytesOfHex = (given: string | undefined): Uint8Array => {
  const bytes = fromHex(given ?? '');
  return bytes.ok ? bytes.value : new Uint8Array();
};

const BLOCK_BYTES = 16_384;
const LARGEST_PIECE_BYTES = 2_048;

let block = new Uint8Array(BLOCK_BYTES);
let taken = 0;

/** `length` bytes of value 0 that nobody else holds, cut from a larger block: an array of its own costs ten times as
 *  much (0.5 µs beyond 64 bytes), a tenth of a frame's whole way. So `buffer` holds more than these bytes. */
export const freshBytes = (length: number): Uint8Array => {
  if (length > LARGEST_PIECE_BYTES) return new Uint8Array(length);
  if (taken + length > BLOCK_BYTES) {
    block = new Uint8Array(BLOCK_BYTES);
    taken = 0;
  }
  const piece = block.subarray(taken, taken + length);
  taken += length;
  return piece;
};

/** The same bytes once more, to be changed. */
export const copyOf = (bytes: Uint8Array): Uint8Array => {
  const copy = freshBytes(bytes.length);
  copy.set(bytes);
  return copy;
};

/** All `parts` in order, in new bytes. */
export const concat = (...parts: readonly Uint8Array[]): Uint8Array => {
  const whole = freshBytes(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
};

/** The lowest `count` bytes of a whole number, the highest of them first. */
export const bigEndian = (value: number | bigint, count: number): Uint8Array => {
  const bytes = new Uint8Array(count);
  let rest = BigInt(value);
  for (let at = count - 1; at >= 0; at -= 1) {
    bytes[at] = Number(rest & 0xffn);
    rest >>= 8n;
  }
  return bytes;
};

/** The 16-bit number at byte `at`, its high byte first; bytes that are not there count as 0. */
export const read16 = (bytes: Uint8Array, at: number): number =>
  ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);

/** Same length and same bytes. */
export const bytesEqual = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, index) => byte === b[index]);
const REPLACEMENT = 0xfffd;

const isSurrogate = (point: number): boolean => point >= 0xd800 && point <= 0xdfff;

const pushPoint = (bytes: number[], point: number): void => {
  if (point < 0x80) bytes.push(point);
  else if (point < 0x800) bytes.push(0xc0 | (point >> 6), 0x80 | (point & 0x3f));
  else if (point < 0x10000) {
    bytes.push(0xe0 | (point >> 12), 0x80 | ((point >> 6) & 0x3f), 0x80 | (point & 0x3f));
  } else {
    bytes.push(
      0xf0 | (point >> 18),
      0x80 | ((point >> 12) & 0x3f),
      0x80 | ((point >> 6) & 0x3f),
      0x80 | (point & 0x3f),
    );
  }
};

/** The same numbers as in US-ASCII; null where a character is none of that. */
const ascii = (characters: string): Uint8Array | null => {
  const bytes = freshBytes(characters.length);
  for (let index = 0; index < characters.length; index++) {
    const code = characters.charCodeAt(index);
    if (code >= 0x80) return null;
    bytes[index] = code;
  }
  return bytes;
};

/** UTF-8 bytes of `characters`, RFC 3629 §3; a lone surrogate becomes U+FFFD. */
export const utf8 = (characters: string): Uint8Array => ascii(characters) ?? inUtf8(characters);

const inUtf8 = (characters: string): Uint8Array => {
  const bytes: number[] = [];
  for (const character of characters) {
    const point = character.codePointAt(0) ?? REPLACEMENT;
    pushPoint(bytes, isSurrogate(point) ? REPLACEMENT : point);
  }
  return Uint8Array.from(bytes);
};

interface Lead {
  readonly extraBytes: number;
  readonly bits: number;
  readonly smallest: number;
}

const leadOf = (byte: number): Lead | undefined => {
  if (byte < 0x80) return { extraBytes: 0, bits: byte, smallest: 0 };
  if (byte >> 5 === 0b110) return { extraBytes: 1, bits: byte & 0x1f, smallest: 0x80 };
  if (byte >> 4 === 0b1110) return { extraBytes: 2, bits: byte & 0x0f, smallest: 0x800 };
  if (byte >> 3 === 0b11110) return { extraBytes: 3, bits: byte & 0x07, smallest: 0x10000 };
  return undefined;
};

const isCharacter = (point: number, smallest: number): boolean =>
  point >= smallest && point <= 0x10ffff && !isSurrogate(point);

const pointAt = (bytes: Uint8Array, at: number): { point: number; length: number } => {
  const lead = leadOf(bytes[at] ?? 0);
  if (lead === undefined) return { point: REPLACEMENT, length: 1 };
  let point = lead.bits;
  for (let index = 1; index <= lead.extraBytes; index++) {
    const next = bytes[at + index] ?? 0;
    if (next >> 6 !== 0b10) return { point: REPLACEMENT, length: 1 };
    point = (point << 6) | (next & 0x3f);
  }
  return isCharacter(point, lead.smallest)
    ? { point, length: lead.extraBytes + 1 }
    : { point: REPLACEMENT, length: 1 };
};

/** Characters of UTF-8 `bytes`, RFC 3629 §3; each byte that fits nowhere becomes U+FFFD. */
export const text = (bytes: Uint8Array): string => {
  let characters = '';
  for (let at = 0; at < bytes.length; ) {
    const { point, length } = pointAt(bytes, at);
    characters += String.fromCodePoint(point);
    at += length;
  }
  return characters;
};

/** A number of 32 bits with its four bytes in the other order. */
export const swapped32 = (value: number): number =>
  ((value << 24) | ((value & 0xff00) << 8) | ((value >>> 8) & 0xff00) | (value >>> 24)) >>> 0;
