import type { LINE_ISSUES } from '../protocols/issue-codes/line.ts';
import type { WordsFor } from './issue-words.ts';

const SYMBOLS = 'Cut the bits into fives from the start symbols on, and look each up in the table.';

/** Objections to signals of the line codes besides Manchester. */
export const LINE_ISSUE_WORDS: WordsFor<typeof LINE_ISSUES> = {
  'line/missing-edge': {
    means: 'The level stays the same through the middle of a bit, where it always has to change.',
    look: 'Look at the two halves of the bit.',
  },
  'line/half-bit-left': {
    means: 'The signal ends in the middle of a bit.',
    look: 'Count the halves: each bit has two.',
  },
  'line/jump': {
    means: 'The level leaps from one side to the other without the middle between.',
    look: 'Look at the level before and after: every step passes through zero.',
  },
  'line/wrong-direction': {
    means: 'The level goes back to the side it came from.',
    look: 'The order is always the same: zero, up, zero, down.',
  },
  '4b5b/no-start': {
    means: 'Nowhere stand the two symbols that begin a frame.',
    look: 'Search for 11000 and 10001 behind the idle ones.',
  },
  '4b5b/bad-symbol': {
    means: 'These five bits stand for no four bits of data.',
    look: SYMBOLS,
  },
  '4b5b/no-end': {
    means: 'The frame breaks off without the two symbols that end it.',
    look: SYMBOLS,
  },
  '4b5b/half-byte': {
    means: 'The frame ends in the middle of a byte.',
    look: 'Two symbols make a byte; count them.',
  },
};
