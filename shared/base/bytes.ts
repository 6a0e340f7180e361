import { err, ok, type Result } from './result.ts';

/** Why a text is not a row of bytes: a sign that is no hex digit, or half a byte. */
export type HexProblem =
  | { readonly code: 'hex/bad-digit'; readonly given: string; readonly position: number }
  | { readonly code: 'hex/odd-length'; readonly given: string };

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** Two lower-case hex digits a byte, with `separator` between bytes. */
export const toHex = (bytes: Uint8Array, separator = ''): string =>
  Array.from(bytes, byte => HEX[byte] ?? '').join(separator);

const bytesOfHexDigits = (digits: string): Uint8Array =>
  Uint8Array.from({ length: digits.length / 2 }, (_, index) =>
    Number.parseInt(digits.slice(index * 2, index * 2 + 2), 16),
  );

/** Reads hex digits of either case; blanks, colons, dashes and one leading `0x` are skipped. */
export const fromHex = (given: string): Result<Uint8Array, HexProblem> => {
  const digits = given
    .trim()
    .replace(/^0x/i, '')
    .replace(/[\s:-]/g, '');
  const wrong = /[^0-9a-f]/i.exec(digits)?.[0];
  if (wrong !== undefined) {
    return err({ code: 'hex/bad-digit', given: wrong, position: given.lastIndexOf(wrong) });
  }
  if (digits.length % 2 === 1) return err({ code: 'hex/odd-length', given: digits });
  return ok(bytesOfHexDigits(digits));
};

/** All `parts` in order, in one new array. */
export const concat = (...parts: readonly Uint8Array[]): Uint8Array => {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
};

/** Same length and same bytes. */
export const bytesEqual = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, index) => byte === b[index]);
