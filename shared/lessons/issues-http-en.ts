import type { HTTP_ISSUES } from '../protocols/issue-codes/http.ts';
import type { WordsFor } from './issue-words.ts';

const FIRST_LINE = 'Look at the first line of the message.';

/** Objections to HTTP messages. */
export const HTTP_ISSUE_WORDS: WordsFor<typeof HTTP_ISSUES> = {
  'http/start-line-empty': {
    means: 'The message begins with an empty line where a request or an answer should begin.',
    look: FIRST_LINE,
  },
  'http/start-line-extra': {
    means: 'The first line goes on behind its last part.',
    look: 'A request line has three parts and two spaces.',
  },
  'http/space': {
    means: 'Between two parts of a line stands one space, no more and nothing else.',
    look: FIRST_LINE,
  },
  'http/method': {
    means: 'The method is no word that can be one: letters and a few signs, no spaces.',
    look: 'Look at the first word of the request.',
  },
  'http/target': {
    means: 'The target names nothing that can be asked for.',
    look: 'Look at the second part of the request: it starts with a slash, mostly.',
  },
  'http/version': {
    means: 'The version does not read HTTP/ and two digits with a dot.',
    look: FIRST_LINE,
  },
  'http/status': {
    means: 'A status has three digits, the first from 1 to 5.',
    look: 'Look behind the version of the answer.',
  },
  'http/reason': {
    means: 'The reason has characters that cannot be shown.',
    look: 'Look behind the status of the answer.',
  },
  'http/line-ending': {
    means: 'The line ends with a line feed alone; its carriage return is missing.',
    look: 'Look at the last bytes of the line in hex: 0d 0a.',
  },
  'http/field-name': {
    means: 'The name of the field has a character that names do not have.',
    look: 'Look before the colon.',
  },
  'http/field-spaced': {
    means:
      'A space stands between the name and its colon, which two programs may read in two ways.',
    look: 'Look right before the colon.',
  },
  'http/field-colon': {
    means: 'The line has no colon, so nobody can tell name from value.',
    look: 'Look for a colon behind the name.',
  },
  'http/field-value': {
    means: 'The value has characters that cannot be shown.',
    look: 'Look behind the colon.',
  },
  'http/field-folded': {
    means: 'The value goes on in a second line that starts with a space, which is no longer done.',
    look: 'Look at the start of the line.',
  },
  'http/host-missing': {
    means: 'The request does not say which host it is for; one server may serve many.',
    look: 'Look for the field Host.',
  },
  'http/host-repeated': {
    means: 'The request names two hosts, and two programs on its way may each believe another.',
    look: 'Count the fields Host.',
  },
  'http/content-length': {
    means: 'The length of the body is no whole number.',
    look: 'Look at the field Content-Length.',
  },
  'http/content-length-repeated': {
    means: 'Two lengths are given, so nobody can tell where the body ends.',
    look: 'Count the fields Content-Length.',
  },
  'http/transfer-encoding': {
    means: 'The body is packed in a way that is not known here, so nobody can tell where it ends.',
    look: 'Look at the field Transfer-Encoding.',
  },
  'http/length-and-coding': {
    means:
      'Length and transfer coding are both given: two programs may each find another end of the body.',
    look: 'Look at the fields Transfer-Encoding and Content-Length.',
  },
  'http/chunk-size': {
    means: 'A chunk begins with its size in hexadecimal digits, and here are none.',
    look: 'Look at the start of the line, and at where the chunk before really ends.',
  },
  'http/chunk-extension': {
    means: 'Behind the size of a chunk nothing but extensions may stand, each after a semicolon.',
    look: 'Look at what follows the digits.',
  },
  'http/chunk-ending': {
    means: 'The bytes of a chunk have to be followed by the end of a line, and they are not.',
    look: 'Compare the size of the chunk, in hexadecimal, with its bytes.',
  },
  'http/body-too-long': {
    means: 'More bytes follow than the body was said to have.',
    look: 'Compare Content-Length with the bytes behind the empty line.',
  },
  'http/incomplete': {
    means: 'The message is not there in whole yet: more may come in the next segment.',
    look: 'Look at the end of the bytes.',
  },
};
