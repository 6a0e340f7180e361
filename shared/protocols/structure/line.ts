import { bytesOfCharacters, charactersOf } from '../text.ts';
import type { Piece } from './piece.ts';
import { fail, leaf } from './reading.ts';
import { append } from './writing.ts';

const LINE_FEED = 0x0a;

/** One line with its ending, a byte a character: up to and with the next line feed. */
export const line: Piece<string> = {
  kind: 'text',
  compound: false,
  bits: 0,
  initial: () => '\n',
  read: (reading, words) => {
    if (reading.stopped) return '';
    const { bytes, at, end, start, open } = reading;
    const feed = bytes.subarray(at, end).indexOf(LINE_FEED);
    reading.at = feed === -1 ? end : at + feed + 1;
    const value = charactersOf(bytes, at, reading.at);
    leaf(reading, words, at, value.replace(/[\r\n]+$/, '').replace(/\p{Cc}/gu, '.'), value);
    if (feed === -1) {
      const more = open ? { needed: end + 1 - start } : {};
      fail(reading, 'header/truncated', words, [at, end], { ...more });
      reading.stopped = true;
    }
    return value;
  },
  write: (writing, value) => append(writing, bytesOfCharacters(value)),
  generate: random => `${'aZ 09.-'.charAt(Math.floor(random() * 7))}\r\n`,
  form: () => [],
};
