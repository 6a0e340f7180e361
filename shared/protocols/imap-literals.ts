import { type Line, lineAt } from './text.ts';

/** A literal that a line announces: how many bytes it has, and whether the sender waits for leave. */
export interface ImapLiteral {
  readonly lengthBytes: number;
  readonly waits: boolean;
}

/** A line with its literals, and those that were announced up to where the bytes end. */
interface Walked {
  readonly line: Line;
  readonly literals: readonly ImapLiteral[];
}

const LONGEST_ANNOUNCEMENT = 16;

/** The literal that the end of a line announces, RFC 9051 §4.3; a plus says that nobody waits. */
const announcedBy = (bytes: Uint8Array, { start, contentEnd }: Line): ImapLiteral | undefined => {
  const from = Math.max(start, contentEnd - LONGEST_ANNOUNCEMENT);
  const tail = String.fromCharCode(...bytes.subarray(from, contentEnd));
  const found = /\{(\d{1,10})(\+?)\}$/.exec(tail);
  return found === null ? undefined : { lengthBytes: Number(found[1]), waits: found[2] === '' };
};

const walk = (bytes: Uint8Array, start: number, limit: number): Walked => {
  const literals: ImapLiteral[] = [];
  let line = lineAt(bytes, start, limit);
  for (;;) {
    const literal = line.ending === 'crlf' ? announcedBy(bytes, line) : undefined;
    if (literal === undefined) return { line: { ...line, start }, literals };
    literals.push(literal);
    const next = line.end + literal.lengthBytes;
    if (next > limit) {
      return { line: { start, contentEnd: limit, end: limit, ending: 'none' }, literals };
    }
    line = lineAt(bytes, next, limit);
  }
};

/** A line with the literals in it: a length in braces at the end of a line says that so many bytes follow, and then
 *  the line goes on. RFC 9051 §4.3. */
export const imapLineAt = (bytes: Uint8Array, start: number, limit: number): Line =>
  walk(bytes, start, limit).line;

/** The literals that the line at the start of `bytes` has announced so far. */
export const imapLiteralsIn = (bytes: Uint8Array): readonly ImapLiteral[] =>
  walk(bytes, 0, bytes.length).literals;
