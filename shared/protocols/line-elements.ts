import type { LineElement } from './line-grammar.ts';
import type { LineForm } from './line-side.ts';

/** Words of a part: its label, one sentence about it, and where it is defined. */
type Words = readonly [label: string, about: string, rfc: string];

/** What else an element is: where it ends (at the end of the line when left out), and what it may hold. */
interface More extends Pick<LineElement, 'default' | 'onlyWith' | 'samples' | 'pieces'> {
  readonly reach?: LineElement['reach'];
  /** Which characters are right; without it anything is. */
  readonly fits?: RegExp;
  /** Nothing is right too. */
  readonly optional?: true;
  readonly expected?: string;
}

/** A named element; the first of its `samples` is what is written unless told. */
export const element = (
  name: string,
  [label, about, rfc]: Words,
  { reach = 'rest', fits, optional, expected, ...more }: More = {},
): LineElement => {
  const given = more.default ?? (optional ? undefined : more.samples?.[0]);
  const objection: LineElement['objection'] =
    fits === undefined
      ? undefined
      : {
          code: 'text/argument',
          severity: 'error',
          fits: found => (optional === true && found === '') || fits.test(found),
          ...(expected === undefined ? {} : { expected }),
        };
  return {
    ...more,
    part: { name, label, about, rfc },
    reach,
    ...(given === undefined ? {} : { default: given }),
    ...(objection === undefined ? {} : { objection }),
  };
};

/** One space before the element `next`; where that may be left out, the space is written only with it. */
export const spaceBefore = (next: string, rfc: string, optional?: 'optional'): LineElement => ({
  part: { name: `${next}Space`, label: 'Space', about: 'One space parts the words.', rfc },
  reach: 'space',
  default: ' ',
  ...(optional === undefined
    ? {
        objection: {
          code: 'text/space',
          severity: 'error',
          fits: found => found === ' ',
          expected: ' ',
        },
      }
    : { onlyWith: next }),
});

/** The first word of a line: letters, in upper or lower case. */
const verb = (command: string, about: string, rfc: string): LineElement =>
  element('verb', ['Command', about, rfc], {
    reach: /[A-Za-z0-9]+/y,
    samples: [command, command.toLowerCase()],
  });

/** The line of a command: its verb, then its arguments. */
export const commandForm = (
  command: string,
  [label, about, rfc]: Words,
  elements: readonly LineElement[] = [],
): LineForm => ({
  part: { name: command.toLowerCase(), label, about, rfc },
  elements: [verb(command, about, rfc), ...elements],
});

/** The forms by the name of their part. */
export const formsOf = (...forms: readonly LineForm[]): Readonly<Record<string, LineForm>> =>
  Object.fromEntries(forms.map(form => [form.part.name, form]));

/** A line whose first word nobody knows: an error. */
export const unknownForm = (rfc: string): LineForm => ({
  part: {
    name: 'unknown',
    label: 'Unknown command',
    about: 'The first word is none that the protocol has.',
    rfc,
  },
  elements: [
    {
      part: {
        name: 'verb',
        label: 'First word',
        about: 'What the receiver looks at to know what is wanted.',
        rfc,
      },
      reach: 'rest',
      objection: { code: 'text/unknown-command', severity: 'error', fits: () => false },
    },
  ],
});

/** A line of which nothing is known: text, or the end of a line that began before. */
export const looseForm = (rfc: string): LineForm => ({
  part: {
    name: 'loose',
    label: 'Text',
    about: 'Text, or the end of a line that began in an earlier segment.',
    rfc,
  },
  elements: [element('text', ['Text', 'Characters as they are.', rfc])],
});

const digits = (rfc: string, about: string, samples: readonly string[]): LineElement => ({
  part: { name: 'code', label: 'Reply code', about, rfc },
  reach: /[0-9]{0,3}/y,
  samples,
  default: samples[0] ?? '',
  objection: {
    code: 'text/reply-code',
    severity: 'error',
    fits: found => /^[1-5][0-9]{2}$/.test(found),
  },
});

/** A reply that starts with three digits: the last line has a space behind them, those before a minus. */
export const replyForm = (rfc: string, samples: readonly string[]): LineForm => ({
  part: {
    name: 'reply',
    label: 'Reply',
    about: 'What the server answers: three digits for programs, words for people.',
    rfc,
  },
  elements: [
    digits(rfc, 'The first digit tells how it went: 2 well, 3 go on, 4 not now, 5 no.', samples),
    {
      part: {
        name: 'separator',
        label: 'Separator',
        about: 'A minus says that more lines follow, a space that this is the last.',
        rfc,
      },
      reach: /[ -]?/y,
      default: ' ',
      samples: [' ', '-'],
    },
    {
      ...element('text', ['Text', 'The answer in words for people.', rfc], {
        samples: ['OK', 'mail.game.example at your service', ''],
      }),
      // A reply may be its code alone, RFC 5321 §4.2.
      objection: {
        code: 'text/space',
        severity: 'error',
        fits: (found, { separator }) => separator !== '' || found === '',
      },
    },
  ],
});

/** The first word of a line in upper case; '' when the line starts otherwise. */
export const firstWord = (characters: string): string =>
  /^[A-Za-z0-9]+(?=$| )/.exec(characters)?.[0].toUpperCase() ?? '';
