import { ARGUMENT_PIECES, type ImapValue, imapValues } from './imap-arguments.ts';
import { element, formsOf, spaceBefore } from './line-elements.ts';
import type { LineElement } from './line-grammar.ts';
import type { LineForm } from './line-side.ts';

const TAG = /^[!#$&',\-./0-9:;<=>?@A-Z[\]^_`a-z|}~]+$/;
const SEQUENCE_SET = /^(?:\d+|\*)(?::(?:\d+|\*))?(?:,(?:\d+|\*)(?::(?:\d+|\*))?)*$/;

/** The tag of a command or of its answer, RFC 9051 §2.2.1. */
export const imapTag = (about: string): LineElement => ({
  ...element('tag', ['Tag', about, 'RFC 9051 §2.2.1'], {
    reach: 'word',
    samples: ['A1', 'a002'],
  }),
  objection: { code: 'imap/tag', severity: 'error', fits: found => TAG.test(found) },
});

/** Whether arguments are right; given as values. */
type Fits = (values: readonly ImapValue[]) => boolean;

/** All arguments of a command or an answer, each with the space before it. */
export const imapArguments = (
  [about, rfc]: readonly [about: string, rfc: string],
  fits: Fits,
  samples: readonly string[],
): LineElement => ({
  ...element('arguments', ['Arguments', about, rfc], { pieces: ARGUMENT_PIECES, samples }),
  objection: {
    code: 'text/argument',
    severity: 'error',
    // Braces that are no literal have an objection of their own, behind this one.
    fits: found => {
      const values = imapValues(found);
      if (values === null) return found.includes('{');
      return (found === '' || found.startsWith(' ')) && fits(values);
    },
  },
});

const areStrings = (values: readonly ImapValue[]): boolean =>
  values.every(value => typeof value === 'string');
const none: Fits = values => values.length === 0;
const some: Fits = values => values.length > 0;
const strings =
  (count: number): Fits =>
  values =>
    values.length === count && areStrings(values);
const ofMessages =
  (count: number): Fits =>
  ([set = '', ...rest]) =>
    typeof set === 'string' && SEQUENCE_SET.test(set) && rest.length >= count;
const UID_COMMAND = /^(?:COPY|EXPUNGE|FETCH|MOVE|SEARCH|STORE)$/i;
const uid: Fits = ([command = '', ...rest]) =>
  typeof command === 'string' && UID_COMMAND.test(command) && rest.length > 0;

const command = (
  word: string,
  [label, about, rfc]: readonly [label: string, about: string, rfc: string],
  fits: Fits = none,
  samples: readonly string[] = [''],
): LineForm => ({
  part: { name: word.toLowerCase(), label, about, rfc },
  elements: [
    imapTag('A short name that the client makes up; the answer bears it again.'),
    spaceBefore('command', 'RFC 9051 §2.2.1'),
    element('command', ['Command', about, rfc], {
      reach: /[A-Za-z]+/y,
      samples: [word, word.toLowerCase()],
    }),
    imapArguments(['What the command is about: words, strings and lists.', rfc], fits, samples),
  ],
});

const NAMES = [' INBOX', ' "Old mail"', ' {3}\r\nOld'];

/** What a client may ask, RFC 9051 §6, by the command in lower case. */
export const IMAP_COMMANDS = formsOf(
  command('CAPABILITY', ['Capabilities', 'Asks what the server can do.', 'RFC 9051 §6.1.1']),
  command('NOOP', ['Nothing', 'Asks for news only.', 'RFC 9051 §6.1.2']),
  command('LOGOUT', ['Log out', 'Ends the conversation.', 'RFC 9051 §6.1.3']),
  command('STARTTLS', ['Start TLS', 'Asks to go on encrypted.', 'RFC 9051 §6.2.1']),
  command('AUTHENTICATE', ['Authenticate', 'Logs in by a named method.', 'RFC 9051 §6.2.2'], some, [
    ' PLAIN',
    ' PLAIN AGFkYQBzZWNyZXQ=',
  ]),
  command(
    'LOGIN',
    ['Log in', 'Logs in with name and password, in the clear.', 'RFC 9051 §6.2.3'],
    strings(2),
    [' ada secret', ' "ada" "two words"', ' {3}\r\nada {4+}\r\n"x" '],
  ),
  command('ENABLE', ['Enable', 'Switches extensions on.', 'RFC 9051 §6.3.1'], some, [' IMAP4rev2']),
  command('SELECT', ['Select', 'Opens a mailbox.', 'RFC 9051 §6.3.2'], some, NAMES),
  command('EXAMINE', ['Examine', 'Opens a mailbox only to read.', 'RFC 9051 §6.3.3'], some, NAMES),
  command('CREATE', ['Create', 'Makes a mailbox.', 'RFC 9051 §6.3.4'], some, NAMES),
  command('DELETE', ['Delete', 'Removes a mailbox.', 'RFC 9051 §6.3.5'], some, NAMES),
  command('RENAME', ['Rename', 'Gives a mailbox another name.', 'RFC 9051 §6.3.6'], strings(2), [
    ' Old Older',
  ]),
  command('SUBSCRIBE', ['Subscribe', 'Marks a mailbox as one to watch.', 'RFC 9051 §6.3.7'], some, [
    ' INBOX',
  ]),
  command(
    'UNSUBSCRIBE',
    ['Unsubscribe', 'Takes the mark off again.', 'RFC 9051 §6.3.8'],
    some,
    NAMES,
  ),
  command('LIST', ['List', 'Asks which mailboxes there are.', 'RFC 9051 §6.3.9'], some, [
    ' "" "*"',
    ' "" %',
  ]),
  command('LSUB', ['List watched', 'Asks which mailboxes to watch.', 'RFC 3501 §6.3.9'], some, [
    ' "" "*"',
  ]),
  command('NAMESPACE', ['Namespace', 'Asks whose mailboxes there are.', 'RFC 9051 §6.3.10']),
  command('STATUS', ['Status', 'Asks how a mailbox stands.', 'RFC 9051 §6.3.11'], some, [
    ' INBOX (MESSAGES UNSEEN)',
  ]),
  command('APPEND', ['Append', 'Puts a mail into a mailbox.', 'RFC 9051 §6.3.12'], some, [
    ' INBOX (\\Seen) {2}\r\nhi',
  ]),
  command('IDLE', ['Idle', 'Waits for news.', 'RFC 9051 §6.3.13']),
  command('CHECK', ['Check', 'Asks for a checkpoint of the mailbox.', 'RFC 3501 §6.4.1']),
  command('CLOSE', ['Close', 'Closes the mailbox and removes what was marked.', 'RFC 9051 §6.4.1']),
  command('UNSELECT', ['Unselect', 'Closes the mailbox.', 'RFC 9051 §6.4.2']),
  command('EXPUNGE', ['Expunge', 'Removes the mails marked as deleted.', 'RFC 9051 §6.4.3']),
  command('SEARCH', ['Search', 'Asks which mails fit.', 'RFC 9051 §6.4.4'], some, [
    ' ALL',
    ' FROM "ada"',
  ]),
  command('FETCH', ['Fetch', 'Asks for parts of mails.', 'RFC 9051 §6.4.5'], ofMessages(1), [
    ' 1 BODY[]',
    ' 1:* (FLAGS BODY.PEEK[HEADER.FIELDS (SUBJECT)])',
    ' 2,4:7 FAST',
  ]),
  command('STORE', ['Store', 'Changes marks of mails.', 'RFC 9051 §6.4.6'], ofMessages(2), [
    ' 1 +FLAGS (\\Seen)',
  ]),
  command('COPY', ['Copy', 'Copies mails to a mailbox.', 'RFC 9051 §6.4.7'], ofMessages(1), [
    ' 1 Old',
  ]),
  command('MOVE', ['Move', 'Moves mails to a mailbox.', 'RFC 9051 §6.4.8'], ofMessages(1), [
    ' 1 Old',
  ]),
  command('UID', ['By identifier', 'The same, by lasting numbers.', 'RFC 9051 §6.4.9'], uid, [
    ' FETCH 7 BODY[]',
  ]),
);
