import { type LineCodec, lineCodec } from './line-codec.ts';
import {
  commandForm,
  element,
  firstWord,
  formsOf,
  looseForm,
  replyForm,
  spaceBefore,
  unknownForm,
} from './line-elements.ts';
import type { LineElement, LinePiece } from './line-grammar.ts';
import type { LineMode, LineSide } from './line-side.ts';
import { strictLineAt } from './text.ts';

const RFC = 'RFC 5321 §4.1.1';
const DOMAIN = /^(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9-]+)*|\[[!-Z^-~]+\])$/;
// An old source route in front of the mailbox is read and ignored, RFC 5321 §C.
const MAILBOX =
  '(?:@[!-9;-=?-~]+:)?(?:[!#-;=?A-~]+|"(?:[ !#-[\\]-~]|\\\\[ -~])+")@[A-Za-z0-9.:[\\]-]+';
const REVERSE_PATH = new RegExp(`^<(?:${MAILBOX})?>$`);
const FORWARD_PATH = new RegExp(`^<(?:${MAILBOX}|postmaster)>$`, 'i');

const hostName = element(
  'domain',
  ['Domain', 'The name of the machine that speaks, or its address in brackets.', 'RFC 5321 §2.3.5'],
  { fits: DOMAIN, samples: ['client.game.example', '[192.0.2.7]'] },
);

const PARAMETERS: readonly LinePiece[] = [
  {
    part: {
      name: 'space',
      label: 'Space',
      about: 'One space stands before each parameter.',
      rfc: 'RFC 5321 §4.1.2',
    },
    reach: / /y,
  },
  {
    part: {
      name: 'parameter',
      label: 'Parameter',
      about: 'A wish that belongs to an extension which the server has offered.',
      rfc: 'RFC 5321 §4.1.2',
    },
    reach: /[^ ]+/y,
    objection: {
      code: 'text/argument',
      severity: 'error',
      fits: found => /^[A-Za-z0-9][A-Za-z0-9-]*(?:=[!-<>-~]+)?$/.test(found),
    },
  },
];

const parameters = element(
  'parameters',
  ['Parameters', 'Wishes that belong to extensions, such as SIZE.', 'RFC 5321 §4.1.2'],
  { pieces: PARAMETERS, samples: ['', ' SIZE=1024', ' BODY=8BITMIME SIZE=1'], optional: true },
);

const keyword = (word: string, about: string): LineElement =>
  element('keyword', ['Keyword', about, 'RFC 5321 §4.1.1'], {
    reach: /[A-Za-z]+: */y,
    fits: new RegExp(`^${word}$`, 'i'),
    expected: word,
    samples: [word],
  });

const freeText = (name: string, optional?: 'optional'): readonly LineElement[] => [
  spaceBefore(name, RFC, optional),
  element(name, ['Text', 'What the command is about.', 'RFC 5321 §4.1.2'], {
    fits: /^[ -~]+$/,
    samples: optional === undefined ? ['ada'] : ['', 'ada'],
    ...(optional === undefined ? {} : { optional: true }),
  }),
];

const COMMANDS = formsOf(
  commandForm(
    'EHLO',
    ['Hello', 'Says who calls, and asks for extensions.', 'RFC 5321 §4.1.1.1'],
    [spaceBefore('domain', RFC), hostName],
  ),
  commandForm(
    'HELO',
    ['Old hello', 'Says who calls.', 'RFC 5321 §4.1.1.1'],
    [spaceBefore('domain', RFC), hostName],
  ),
  commandForm(
    'MAIL',
    ['Sender', 'Begins a mail and names its sender.', 'RFC 5321 §4.1.1.2'],
    [
      spaceBefore('keyword', RFC),
      keyword('FROM:', 'Says that the sender follows.'),
      element(
        'path',
        [
          'Reverse path',
          'Where a report goes when the mail cannot be delivered.',
          'RFC 5321 §4.1.2',
        ],
        { reach: 'word', fits: REVERSE_PATH, samples: ['<ada@game.example>', '<>'] },
      ),
      parameters,
    ],
  ),
  commandForm(
    'RCPT',
    ['Recipient', 'Names one who shall get the mail.', 'RFC 5321 §4.1.1.3'],
    [
      spaceBefore('keyword', RFC),
      keyword('TO:', 'Says that a recipient follows.'),
      element('path', ['Forward path', 'The mailbox that the mail is for.', 'RFC 5321 §4.1.2'], {
        reach: 'word',
        fits: FORWARD_PATH,
        samples: ['<bob@post.example>', '<Postmaster>'],
      }),
      { ...parameters, samples: ['', ' NOTIFY=NEVER'] },
    ],
  ),
  commandForm('DATA', ['Data', 'Says that the mail itself comes next.', 'RFC 5321 §4.1.1.4']),
  commandForm('RSET', ['Reset', 'Forgets the mail begun.', 'RFC 5321 §4.1.1.5']),
  commandForm(
    'VRFY',
    ['Verify', 'Asks whether a mailbox is there.', 'RFC 5321 §4.1.1.6'],
    [...freeText('string')],
  ),
  commandForm(
    'EXPN',
    ['Expand', 'Asks who is on a list.', 'RFC 5321 §4.1.1.7'],
    [...freeText('string')],
  ),
  commandForm(
    'HELP',
    ['Help', 'Asks for help.', 'RFC 5321 §4.1.1.8'],
    [...freeText('string', 'optional')],
  ),
  commandForm(
    'NOOP',
    ['Nothing', 'Asks for an answer only.', 'RFC 5321 §4.1.1.9'],
    [...freeText('string', 'optional')],
  ),
  commandForm('QUIT', ['Quit', 'Ends the conversation.', 'RFC 5321 §4.1.1.10']),
  commandForm('STARTTLS', ['Start TLS', 'Asks to go on encrypted.', 'RFC 3207 §4']),
);

const CONTENT = {
  part: {
    name: 'content',
    label: 'Line of the mail',
    about: 'A line of the mail itself: of its header, or of its text.',
    rfc: 'RFC 5321 §4.5.2',
  },
  mode: 'content',
  elements: [
    element(
      'stuffing',
      ['Added dot', 'A line that starts with a dot gets one more on its way.', 'RFC 5321 §4.5.2'],
      { reach: /\.(?=.)/y, samples: ['', '.'] },
    ),
    element('text', ['Text', 'The line as it was written.', 'RFC 5321 §2.3.8'], {
      fits: /^[^\r\n]*$/,
      samples: ['Subject: prices', 'Two apples, please.'],
    }),
  ],
};

const END_OF_DATA = {
  part: {
    name: 'endOfData',
    label: 'End of the mail',
    about: 'A dot alone on its line ends the mail.',
    rfc: 'RFC 5321 §4.1.1.4',
  },
  mode: 'content',
  elements: [
    element('dot', ['Dot', 'Ends the mail when it stands alone.', 'RFC 5321 §4.5.2'], {
      reach: /\./y,
      samples: ['.'],
    }),
  ],
};

const isCommand = (characters: string): boolean =>
  Object.hasOwn(COMMANDS, firstWord(characters).toLowerCase());

const clientForm = (characters: string, mode: LineMode): string => {
  if (mode !== 'ready' && characters === '.') return 'endOfData';
  if (mode === 'content') return 'content';
  if (isCommand(characters)) return firstWord(characters).toLowerCase();
  return mode === 'ready' ? 'unknown' : 'content';
};

/** Of a segment that begins with two lines which are no commands, nothing but mail is expected. */
const clientModeAfter: LineSide['modeAfter'] = (mode, form) => {
  if (form === 'data') return 'content';
  if (form !== 'content') return 'ready';
  return mode === 'segment' ? 'second' : 'content';
};

const TITLE = { id: 'smtp', title: 'Simple Mail Transfer Protocol', rfc: 'RFC 5321' } as const;

/** What an SMTP client says, RFC 5321 §4.1. The mode `content` is the mail behind DATA, until its dot. */
export const smtpClient: LineCodec = lineCodec({
  ...TITLE,
  forms: { ...COMMANDS, ...formsOf(CONTENT, END_OF_DATA, unknownForm('RFC 5321 §4.2.4')) },
  formOf: clientForm,
  modeAfter: clientModeAfter,
  // A line of the mail may have 1000 bytes, a command 512.
  maximumLineBytes: 1000,
  tooLongRfc: 'RFC 5321 §4.5.3.1.6',
  lineAt: strictLineAt,
});

/** What an SMTP server says, RFC 5321 §4.2. */
export const smtpServer: LineCodec = lineCodec({
  ...TITLE,
  forms: formsOf(
    replyForm('RFC 5321 §4.2', ['250', '220', '354', '550']),
    looseForm('RFC 5321 §4.2'),
  ),
  formOf: (characters, mode) =>
    mode === 'segment' && !/^[0-9]{3}(?:[ -]|$)/.test(characters) ? 'loose' : 'reply',
  modeAfter: () => 'ready',
  maximumLineBytes: 512,
  tooLongRfc: 'RFC 5321 §4.5.3.1.5',
});
