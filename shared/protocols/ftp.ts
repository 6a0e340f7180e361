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
import type { LineElement } from './line-grammar.ts';
import type { LineForm, LineSide } from './line-side.ts';

const COMMANDS_RFC = 'RFC 959 §5.3.2';

const argument = (
  name: string,
  label: string,
  about: string,
  rfc: string,
  fits: RegExp,
  samples: readonly string[],
  optional?: 'optional',
): readonly LineElement[] => [
  spaceBefore(name, rfc, optional),
  element(name, [label, about, rfc], {
    fits,
    samples,
    ...(optional === undefined ? {} : { optional: true }),
  }),
];

const path = (about: string, optional?: 'optional'): readonly LineElement[] =>
  argument(
    'path',
    'Path',
    about,
    COMMANDS_RFC,
    /^[^\r\n]+$/,
    optional === undefined ? ['/prices.txt', 'my file'] : ['', 'pub'],
    optional,
  );

const words = (about: string, optional?: 'optional'): readonly LineElement[] =>
  argument(
    'string',
    'Text',
    about,
    COMMANDS_RFC,
    /^[^\r\n]+$/,
    optional === undefined ? ['ada'] : ['', 'ada'],
    optional,
  );

/** Four numbers of an address and two of a port, RFC 959 §5.3.2. */
const HOST_PORT = /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d),){5}(?:25[0-5]|2[0-4]\d|1?\d?\d)$/;

const COMMANDS = formsOf(
  commandForm('USER', ['User', 'Says who logs in.', 'RFC 959 §4.1.1'], words('A name.')),
  commandForm(
    'PASS',
    ['Password', 'Proves who logs in; anyone on the path can read it.', 'RFC 959 §4.1.1'],
    words('A password in the clear.', 'optional'),
  ),
  commandForm('CWD', ['Change folder', 'Goes to a folder.', 'RFC 959 §4.1.1'], path('A folder.')),
  commandForm('CDUP', ['Folder above', 'Goes up to the folder around.', 'RFC 959 §4.1.1']),
  commandForm('QUIT', ['Quit', 'Ends the conversation.', 'RFC 959 §4.1.1']),
  commandForm(
    'PORT',
    ['Data port', 'Tells where the client waits for the data.', 'RFC 959 §4.1.2'],
    argument(
      'hostPort',
      'Address and port',
      'Four numbers of the address, two of the port.',
      'RFC 959 §5.3.2',
      HOST_PORT,
      ['192,0,2,7,195,80'],
    ),
  ),
  commandForm(
    'EPRT',
    ['Extended data port', 'The same for any kind of address.', 'RFC 2428 §2'],
    argument(
      'address',
      'Address and port',
      'The kind of address, the address and the port between bars.',
      'RFC 2428 §2',
      /^([!-~])[12]\1[0-9A-Fa-f.:]+\1\d{1,5}\1$/,
      ['|1|192.0.2.7|50000|', '|2|2001:db8::7|50000|'],
    ),
  ),
  commandForm('PASV', [
    'Passive',
    'Asks where the server waits for the data connection.',
    'RFC 959 §4.1.2',
  ]),
  commandForm(
    'EPSV',
    ['Extended passive', 'The same, for any kind of address.', 'RFC 2428 §3'],
    argument(
      'kind',
      'Kind of address',
      'One for IPv4, two for IPv6, ALL for nothing else from now on.',
      'RFC 2428 §3',
      /^(?:1|2|ALL)$/i,
      ['', '1', 'ALL'],
      'optional',
    ),
  ),
  commandForm(
    'TYPE',
    ['Type', 'Says how the bytes of a file are sent: A as text, I as they are.', 'RFC 959 §4.1.2'],
    argument(
      'type',
      'Type code',
      'A is text with CRLF at the end of lines, I the bytes as they are.',
      'RFC 959 §5.3.2',
      /^(?:[AE](?: [NTC])?|I|L \d{1,3})$/i,
      ['I', 'A', 'A N', 'L 8'],
    ),
  ),
  commandForm(
    'MODE',
    ['Mode', 'Says how data is packed: S is a plain stream.', 'RFC 959 §4.1.2'],
    argument('mode', 'Mode code', 'S, B or C.', 'RFC 959 §5.3.2', /^[SBC]$/i, ['S']),
  ),
  commandForm(
    'STRU',
    ['Structure', 'Says how a file is built: F is one run of bytes.', 'RFC 959 §4.1.2'],
    argument('structure', 'Structure code', 'F, R or P.', 'RFC 959 §5.3.2', /^[FRP]$/i, ['F']),
  ),
  commandForm('RETR', ['Retrieve', 'Asks for a file.', 'RFC 959 §4.1.3'], path('The file.')),
  commandForm('STOR', ['Store', 'Brings a file.', 'RFC 959 §4.1.3'], path('The file.')),
  commandForm('APPE', ['Append', 'Brings more for a file.', 'RFC 959 §4.1.3'], path('The file.')),
  commandForm('DELE', ['Delete', 'Removes a file.', 'RFC 959 §4.1.3'], path('The file.')),
  commandForm('MKD', ['Make folder', 'Makes a folder.', 'RFC 959 §4.1.3'], path('The folder.')),
  commandForm('RMD', ['Remove folder', 'Removes a folder.', 'RFC 959 §4.1.3'], path('The folder.')),
  commandForm('PWD', [
    'Where am I',
    'Asks for the folder in which the client is.',
    'RFC 959 §4.1.3',
  ]),
  commandForm(
    'LIST',
    ['List', 'Asks what is in a folder, for people.', 'RFC 959 §4.1.3'],
    path('The folder; where the client is when left out.', 'optional'),
  ),
  commandForm(
    'NLST',
    ['Name list', 'Asks for the names in a folder.', 'RFC 959 §4.1.3'],
    path('The folder.', 'optional'),
  ),
  commandForm('SYST', ['System', 'Asks what kind of system it is.', 'RFC 959 §4.1.3']),
  commandForm('ABOR', ['Abort', 'Stops the transfer.', 'RFC 959 §4.1.3']),
  commandForm(
    'HELP',
    ['Help', 'Asks for help.', 'RFC 959 §4.1.3'],
    words('About what.', 'optional'),
  ),
  commandForm('NOOP', ['Nothing', 'Asks for an answer only.', 'RFC 959 §4.1.3']),
  commandForm('FEAT', ['Features', 'Asks what more the server can.', 'RFC 2389 §3']),
  commandForm('SIZE', ['Size', 'Asks how large a file is.', 'RFC 3659 §4'], path('The file.')),
);

const clientForm: LineSide['formOf'] = (characters, mode) => {
  const word = firstWord(characters).toLowerCase();
  if (Object.hasOwn(COMMANDS, word)) return word;
  return mode === 'segment' ? 'loose' : 'unknown';
};

const TITLE = { id: 'ftp', title: 'File Transfer Protocol', rfc: 'RFC 959' } as const;

/** RFC 959 has no limit; a line of this length has room for any path. */
const MAXIMUM_LINE_BYTES = 1024;

/** What an FTP client says on the control connection, RFC 959 §4.1 and RFC 2428. */
export const ftpClient: LineCodec = lineCodec({
  ...TITLE,
  forms: { ...COMMANDS, ...formsOf(unknownForm('RFC 959 §5.3.1'), looseForm('RFC 959 §5.3')) },
  formOf: clientForm,
  modeAfter: () => 'ready',
  maximumLineBytes: MAXIMUM_LINE_BYTES,
  tooLongRfc: 'RFC 959',
});

const INSIDE: LineForm = {
  ...looseForm('RFC 959 §4.2'),
  part: {
    name: 'inside',
    label: 'Line of a longer reply',
    about: 'A line between the first and the last of a reply; it may hold anything.',
    rfc: 'RFC 959 §4.2',
  },
  mode: '250',
};

/** Between the first line of a reply, with a minus, and the last, with the same digits and a space. */
const serverForm: LineSide['formOf'] = (characters, mode) => {
  if (mode === 'ready') return 'reply';
  const isReply = /^[1-5][0-9]{2}(?:[ -]|$)/.test(characters);
  if (mode === 'segment') return isReply ? 'reply' : 'inside';
  return characters.startsWith(`${mode} `) ? 'reply' : 'inside';
};

/** What an FTP server says on the control connection, RFC 959 §4.2. The mode is the code of the reply whose last line
 *  has not come. */
export const ftpServer: LineCodec = lineCodec({
  ...TITLE,
  forms: formsOf(replyForm('RFC 959 §4.2', ['220', '331', '230', '550']), INSIDE),
  formOf: serverForm,
  modeAfter: (mode, form, { texts }) => {
    if (form === 'inside') return mode;
    return texts.separator === '-' ? (texts.code ?? '') : 'ready';
  },
  maximumLineBytes: MAXIMUM_LINE_BYTES,
  tooLongRfc: 'RFC 959',
});

/** The port in the reply to PASV, RFC 959 §4.1.2, with its address; null where it has none. */
export const passivePort = (
  reply: string,
): { readonly address: number; readonly port: number } | null => {
  const found = /(\d{1,3}),(\d{1,3}),(\d{1,3}),(\d{1,3}),(\d{1,3}),(\d{1,3})/.exec(reply);
  const numbers = (found ?? []).slice(1).map(Number);
  if (numbers.length !== 6 || numbers.some(number => number > 255)) return null;
  const joined = (bytes: readonly number[]): number =>
    bytes.reduce((value, byte) => value * 256 + byte, 0);
  return { address: joined(numbers.slice(0, 4)), port: joined(numbers.slice(4)) };
};

/** The port in the reply to EPSV, RFC 2428 §3; null where it has none. */
export const extendedPassivePort = (reply: string): number | null => {
  const found = /\(([!-~])\1\1(\d{1,5})\1\)/.exec(reply);
  const port = Number(found?.[2] ?? 0);
  return port > 0 && port < 65_536 ? port : null;
};
