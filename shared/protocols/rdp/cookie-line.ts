import type { Piece } from '../structure/piece.ts';
import { fail, leaf, type Reading } from '../structure/reading.ts';
import { append } from '../structure/writing.ts';
import { bytesOfCharacters, charactersOf } from '../text.ts';

const ENDING = '\r\n';

const isPrintable = (byte: number | undefined): boolean =>
  byte !== undefined && byte >= 0x20 && byte < 0x7f;

/** Where the line at `reading.at` ends, behind its CR LF; -1 without one. */
const endOfLine = ({ bytes, at, end }: Reading): number => {
  for (let index = at; index + 1 < end; index++) {
    if (bytes[index] === 0x0d && bytes[index + 1] === 0x0a) return index + ENDING.length;
  }
  return -1;
};

/**
 * Characters up to the next CR LF, which is not part of the value. Where no printable character stands there is no line:
 * the value is then empty, and nothing is written for it.
 */
export const cookieLine: Piece<string> = {
  kind: 'text',
  compound: false,
  bits: 0,
  initial: () => '',
  read: (reading, words) => {
    const { bytes, at, end } = reading;
    if (reading.stopped || at >= end || !isPrintable(bytes[at])) return '';
    const behind = endOfLine(reading);
    reading.at = behind === -1 ? end : behind;
    const value = charactersOf(bytes, at, behind === -1 ? end : behind - ENDING.length);
    const shown = value.replace(/[^ -~]/g, '.');
    leaf(reading, words, at, shown, shown);
    if (behind === -1) fail(reading, 'text/line-ending', words, [at, end]);
    return value;
  },
  write: (writing, value) => {
    if (value !== '') append(writing, bytesOfCharacters(`${value}${ENDING}`));
  },
  generate: random => (random() < 0.3 ? '' : 'line: of text'.slice(random() * 10)),
  form: () => [],
};
