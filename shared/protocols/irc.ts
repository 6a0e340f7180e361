import { type LineCodec, lineCodec } from './line-codec.ts';
import { element, formsOf, looseForm } from './line-elements.ts';
import type { LineElement, LinePiece } from './line-grammar.ts';

const RFC = 'RFC 2812 §2.3.1';

const PREFIX: LineElement = element(
  'prefix',
  ['Prefix', 'Who says it: a server, or nickname!user@host. Clients leave it out.', RFC],
  {
    reach: /:[^ ]* */y,
    fits: /^:[^ \0]+ +$/,
    optional: true,
    samples: ['', ':irc.game.example ', ':ada!a@192.0.2.7 '],
  },
);

const COMMAND: LineElement = element(
  'command',
  ['Command', 'A word for what is wanted, or three digits for an answer.', RFC],
  { reach: 'word', fits: /^(?:[A-Za-z]+|[0-9]{3})$/, samples: ['PRIVMSG', 'JOIN', '001', 'ping'] },
);

const PIECES: readonly LinePiece[] = [
  {
    part: {
      name: 'trailing',
      label: 'Last parameter',
      about: 'Behind a colon: the rest of the line, with its spaces.',
      rfc: RFC,
    },
    reach: / +:.*/sy,
  },
  {
    part: { name: 'space', label: 'Space', about: 'Parts the parameters.', rfc: RFC },
    reach: / +/y,
  },
  {
    part: {
      name: 'middle',
      label: 'Parameter',
      about: 'One word: a nickname, a channel, a number.',
      rfc: RFC,
    },
    reach: /[^ ]+/y,
  },
];

/** Fifteen parameters are the most, RFC 2812 §2.3. */
const hasFewParameters = (characters: string): boolean => parametersIn(characters).length <= 15;

const PARAMETERS: LineElement = {
  ...element('parameters', ['Parameters', 'What the command is about.', RFC], {
    pieces: PIECES,
    samples: ['', ' #prices', ' #prices :two apples, please', ' ada bob :', ' :x'],
  }),
  objection: {
    code: 'text/argument',
    severity: 'error',
    fits: found => hasFewParameters(found) && !/[\0\r\n]/.test(found),
  },
};

/** The parameters of a message as words, the last perhaps with spaces, RFC 2812 §2.3.1. */
export const parametersIn = (characters: string): readonly string[] => {
  const at = characters.search(/ :/);
  const middle = at === -1 ? characters : characters.slice(0, at);
  const words = middle.split(' ').filter(word => word !== '');
  return at === -1 ? words : [...words, characters.slice(at + 2)];
};

/** Parameters as they stand in a message: the last behind a colon where it needs one. */
export const parameterText = (words: readonly string[]): string =>
  words
    .map((word, index) => {
      const needsColon = word === '' || word.includes(' ') || word.startsWith(':');
      return index === words.length - 1 && needsColon ? ` :${word}` : ` ${word}`;
    })
    .join('');

/** Clients and servers say lines of the same form, RFC 1459 §2.3.1 and RFC 2812 §2.3.1. */
export const irc: LineCodec = lineCodec({
  id: 'irc',
  title: 'Internet Relay Chat',
  rfc: 'RFC 2812',
  forms: formsOf(
    {
      part: {
        name: 'message',
        label: 'Message',
        about: 'One line: perhaps who says it, then a command and its parameters.',
        rfc: RFC,
      },
      elements: [PREFIX, COMMAND, PARAMETERS],
    },
    looseForm(RFC),
  ),
  formOf: (characters, mode) =>
    mode === 'segment' && !/^(?::[^ ]+ +)?(?:[A-Z]+|[0-9]{3})(?= |$)/.test(characters)
      ? 'loose'
      : 'message',
  modeAfter: () => 'ready',
  maximumLineBytes: 512,
  tooLongRfc: 'RFC 2812 §2.3',
});
