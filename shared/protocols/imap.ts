import { IMAP_COMMANDS, imapArguments, imapTag } from './imap-commands.ts';
import { imapLineAt } from './imap-literals.ts';
import { type LineCodec, lineCodec } from './line-codec.ts';
import { element, formsOf, looseForm, spaceBefore } from './line-elements.ts';
import type { LineElement } from './line-grammar.ts';
import type { LineForm, LineSide } from './line-side.ts';

const TITLE = { id: 'imap', title: 'Internet Message Access Protocol', rfc: 'RFC 9051' } as const;

const UNKNOWN: LineForm = {
  part: {
    name: 'unknown',
    label: 'Unknown command',
    about: 'The word behind the tag is none of the commands.',
    rfc: 'RFC 9051 §7.1.3',
  },
  elements: [
    imapTag('A short name that the client makes up.'),
    spaceBefore('command', 'RFC 9051 §2.2.1'),
    {
      part: {
        name: 'command',
        label: 'Word',
        about: 'What the server looks at to know what is wanted.',
        rfc: 'RFC 9051 §2.2.1',
      },
      reach: 'rest',
      objection: { code: 'text/unknown-command', severity: 'error', fits: () => false },
    },
  ],
};

const RESPONSE: LineForm = {
  part: {
    name: 'response',
    label: 'Proof',
    about: 'What the method of logging in wants to be told, in base64.',
    rfc: 'RFC 9051 §6.2.2',
  },
  mode: 'proof',
  elements: [
    element('proof', ['Proof', 'Base64, or a star to give up.', 'RFC 9051 §6.2.2'], {
      fits: /^(?:[A-Za-z0-9+/]*={0,2}|\*)$/,
      samples: ['AGFkYQBzZWNyZXQ=', '*', ''],
    }),
  ],
};

const DONE: LineForm = {
  part: {
    name: 'done',
    label: 'Done',
    about: 'Ends the waiting for news.',
    rfc: 'RFC 9051 §6.3.13',
  },
  elements: [
    element('word', ['Word', 'Ends the waiting for news.', 'RFC 9051 §6.3.13'], {
      samples: ['DONE'],
    }),
  ],
};

const wordIn = (characters: string): string =>
  /^[^ ]+ ([A-Za-z]+)(?=$| )/.exec(characters)?.[1]?.toLowerCase() ?? '';

const clientForm: LineSide['formOf'] = (characters, mode) => {
  if (mode === 'proof') return 'response';
  if (/^done$/i.test(characters)) return 'done';
  const word = wordIn(characters);
  if (Object.hasOwn(IMAP_COMMANDS, word)) return word;
  return mode === 'segment' ? 'loose' : 'unknown';
};

/** Proof is asked for unless it came with the command, RFC 9051 §6.2.2. */
const clientModeAfter: LineSide['modeAfter'] = (mode, form, { texts }) => {
  if (form === 'authenticate' && /^ [^ ]+$/.test(texts.arguments ?? '')) return 'proof';
  return form === 'loose' ? mode : 'ready';
};

/** What an IMAP client says, RFC 9051 §6; a line includes the literals in it. The mode `proof` is what follows
 *  AUTHENTICATE. */
export const imapClient: LineCodec = lineCodec({
  ...TITLE,
  forms: {
    ...IMAP_COMMANDS,
    ...formsOf(UNKNOWN, RESPONSE, DONE, looseForm('RFC 9051 §2.2.1')),
  },
  formOf: clientForm,
  modeAfter: clientModeAfter,
  maximumLineBytes: 65_536,
  tooLongRfc: 'RFC 7162 §4',
  lineAt: imapLineAt,
});

const CONDITION = element(
  'condition',
  ['Condition', 'OK it is done, NO it was refused, BAD it was not understood.', 'RFC 9051 §7.1'],
  { reach: 'word', fits: /^(?:OK|NO|BAD|BYE|PREAUTH)$/i, samples: ['OK', 'NO', 'BAD'] },
);
const CODE = element(
  'code',
  ['Response code', 'More for programs, in square brackets.', 'RFC 9051 §7.1'],
  { reach: /(?: \[[^\]\r\n]*\])?/y, samples: ['', ' [READ-WRITE]', ' [UIDVALIDITY 7]'] },
);
const TEXT = element('text', ['Text', 'The answer in words for people.', 'RFC 9051 §7.1'], {
  fits: /^(?: .*)?$/s,
  samples: [' done', ' see you'],
});

const mark = (sign: string, about: string): LineElement =>
  element('mark', ['Mark', about, 'RFC 9051 §2.2.2'], { reach: 'word', samples: [sign] });
const STAR = mark('*', 'A star: this ends no command.');

const STATUS: LineForm = {
  part: {
    name: 'status',
    label: 'Untagged status',
    about: 'The server says how things are; it ends no command.',
    rfc: 'RFC 9051 §7.1',
  },
  elements: [STAR, spaceBefore('condition', 'RFC 9051 §7.1'), CONDITION, CODE, TEXT],
};

const DATA: LineForm = {
  part: {
    name: 'data',
    label: 'Untagged data',
    about: 'What was asked for, or what has changed.',
    rfc: 'RFC 9051 §2.2.2',
  },
  elements: [
    STAR,
    imapArguments(
      ['A kind of data and what belongs to it.', 'RFC 9051 §2.2.2'],
      values => values.length > 0,
      [
        ' 3 EXISTS',
        ' CAPABILITY IMAP4rev1',
        ' 1 FETCH (FLAGS (\\Seen) BODY[] {5}\r\nhello)',
        ' LIST () "/" INBOX',
      ],
    ),
  ],
};

const TAGGED: LineForm = {
  part: {
    name: 'tagged',
    label: 'Answer',
    about: 'Ends the command with that tag and says how it went.',
    rfc: 'RFC 9051 §2.2.2',
  },
  elements: [
    imapTag('The tag of the command that is answered.'),
    spaceBefore('condition', 'RFC 9051 §7.1'),
    CONDITION,
    CODE,
    TEXT,
  ],
};

const CONTINUATION: LineForm = {
  part: {
    name: 'continuation',
    label: 'Go on',
    about: 'The server waits for the bytes of a literal, or for a proof.',
    rfc: 'RFC 9051 §7.6',
  },
  elements: [
    mark('+', 'A plus: go on.'),
    element('text', ['Text', 'Words for people.', 'RFC 9051 §7.6'], { samples: [' go on', ''] }),
  ],
};

const KNOWN_DATA =
  /^\* (?:\d+ (?:EXISTS|RECENT|EXPUNGE|FETCH)|CAPABILITY|ENABLED|FLAGS|LIST|LSUB|NAMESPACE|E?SEARCH|STATUS)(?= |$)/i;

const serverForm: LineSide['formOf'] = (characters, mode) => {
  if (/^\* (?:OK|NO|BAD|BYE|PREAUTH)(?= |$)/i.test(characters)) return 'status';
  if (KNOWN_DATA.test(characters)) return 'data';
  if (/^\+(?= |$)/.test(characters)) return 'continuation';
  if (/^[^ *+]+ (?:OK|NO|BAD)(?= |$)/i.test(characters)) return 'tagged';
  if (mode === 'segment') return 'loose';
  return characters.startsWith('* ') ? 'data' : 'tagged';
};

/** What an IMAP server says, RFC 9051 §7; a line includes the literals in it. */
export const imapServer: LineCodec = lineCodec({
  ...TITLE,
  forms: formsOf(STATUS, DATA, TAGGED, CONTINUATION, looseForm('RFC 9051 §2.2.2')),
  formOf: serverForm,
  modeAfter: (mode, form) => (form === 'loose' ? mode : 'ready'),
  maximumLineBytes: 1_000_000,
  tooLongRfc: 'RFC 9051',
  lineAt: imapLineAt,
});
