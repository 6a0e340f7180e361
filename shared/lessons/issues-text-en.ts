import type { TEXT_ISSUES } from '../protocols/issue-codes/text.ts';
import type { WordsFor } from './issue-words.ts';

/** Objections to dialogues in lines: mail, files, chat, terminals. */
export const TEXT_ISSUE_WORDS: WordsFor<typeof TEXT_ISSUES> = {
  'text/incomplete': {
    means: 'The line has not come to its end yet; the rest may be on its way.',
    look: 'A line ends with carriage return and line feed: 0d 0a.',
  },
  'text/line-ending': {
    means: 'The line ends with a line feed alone, which not every receiver takes for an end.',
    look: 'Look at the byte before the line feed, 0a.',
  },
  'text/line-too-long': {
    means: 'The line is longer than a receiver has to keep.',
    look: 'Count the bytes of the line, its ending included.',
  },
  'text/surplus': {
    means: 'Something stands behind the last word that belongs to this line.',
    look: 'Look at the end of the line: a blank counts too.',
  },
  'text/space': {
    means: 'A space that parts two words is missing.',
    look: 'Look between the words, where the form has the space.',
  },
  'text/unknown-command': {
    means: 'The line begins with a word that is none of the commands of the protocol.',
    look: 'Compare the first word with the commands that the protocol has.',
  },
  'text/argument': {
    means: 'What stands at this place is not of the form that is wanted here.',
    look: 'Look at brackets, dots and digits, and at what the section of the RFC allows.',
  },
  'text/reply-code': {
    means: 'The reply does not begin with three digits that a reply can have.',
    look: 'The first digit is 1 to 5; it says how it went.',
  },
  'imap/tag': {
    means: 'The line lacks the short name by which its answer will be known.',
    look: 'Look at the first word of the line, before the command.',
  },
  'imap/literal': {
    means: 'A number in braces tells how many bytes follow, and this is no such number.',
    look: 'Look at the braces at the end of the line.',
  },
  'telnet/unknown-command': {
    means: 'The byte behind the escape byte 255 is none of the commands.',
    look: 'A byte 255 that is meant as a character is sent twice.',
  },
  'telnet/subnegotiation': {
    means: 'The talk about an option is not of the form that the option has.',
    look: 'Look between the bytes 255 250, where it begins, and 255 240, where it ends.',
  },
};
