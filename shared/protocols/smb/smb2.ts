import { bytes } from '../structure/bytes.ts';
import { choice } from '../structure/choice.ts';
import { list } from '../structure/list.ts';
import { u8, u16le, u32, u32le, u64le } from '../structure/number.ts';
import { row, type ValueOf } from '../structure/piece.ts';
import { struct } from '../structure/struct.ts';
import { structure } from '../structure/structure.ts';
import { vector } from '../structure/vector.ts';
import { rowsOf } from './field-row.ts';
import * as file from './file-bodies.ts';
import { OTHER_MARKS } from './other-messages.ts';
import * as session from './session-bodies.ts';

/** Commands, MS-SMB2 §2.2.1.2. */
export const SMB_COMMANDS = {
  negotiate: 0,
  sessionSetup: 1,
  logoff: 2,
  treeConnect: 3,
  treeDisconnect: 4,
  create: 5,
  close: 6,
  read: 8,
  queryDirectory: 14,
  queryInfo: 16,
} as const;

/** Results, MS-ERREF §2.3.1. */
export const SMB_STATUS = {
  success: 0,
  pending: 0x00000103,
  noMoreFiles: 0x80000006,
  endOfFile: 0xc0000011,
  moreProcessing: 0xc0000016,
  accessDenied: 0xc0000022,
  objectNotFound: 0xc0000034,
  notSupported: 0xc00000bb,
  badNetworkName: 0xc00000cc,
  notADirectory: 0xc0000103,
  fileIsADirectory: 0xc00000ba,
  fileClosed: 0xc0000128,
  invalidParameter: 0xc000000d,
} as const;

/** Bit 0 of the flags: it comes from the server, MS-SMB2 §2.2.1.2. */
export const FROM_SERVER = 1;

const names = (numbers: Readonly<Record<string, number>>): Readonly<Record<number, string>> =>
  Object.fromEntries(Object.entries(numbers).map(([name, number]) => [number, name]));

const NO_CASE = 1000;
const ERROR = 2000;
const RESPONSE = 500;

const words = (label: string, section: string) => ({
  label,
  about: 'What this message says.',
  rfc: `MS-SMB2 §${section}`,
});

const head = rowsOf('2.2.1.2');
const MESSAGE = struct(
  head('protocolId', u32, 'Protocol', 'A byte 0xfe and the letters SMB.', {
    hex: true,
    constant: 0xfe534d42,
  }),
  head('headerSize', u16le, 'Header size', 'Always 64.', { constant: 64 }),
  head('creditCharge', u16le, 'Credit charge', 'How many credits this costs.', { default: 1 }),
  head('status', u32le, 'Status', 'How it went; in a request zero.', {
    hex: true,
    names: names(SMB_STATUS),
  }),
  head('command', u16le, 'Command', 'What it is about.', { names: names(SMB_COMMANDS) }),
  head('credits', u16le, 'Credits', 'Requests wanted, or granted, that may wait for an answer.'),
  head('flags', u32le, 'Flags', 'Among others: who speaks.', {
    hex: true,
    flags: { 1: 'response', 2: 'asynchronous', 4: 'related', 8: 'signed' },
  }),
  head('nextCommand', u32le, 'Next command', 'Where the next of several messages begins.'),
  head('messageId', u64le, 'Message identifier', 'Which answer belongs to which request.'),
  head('processId', u32le, 'Process', 'Means nothing any more.', { hex: true }),
  head('treeId', u32le, 'Tree', 'Which share it is about.', { hex: true }),
  head('sessionId', u64le, 'Session', 'Which user it is from.', { hex: true }),
  head('signature', bytes(16), 'Signature', 'Proof that nobody changed it; zeros without one.'),
  head(
    'body',
    choice(
      ({ number }) => {
        if (number('nextCommand') !== 0) return NO_CASE;
        if ((number('flags') & FROM_SERVER) === 0) return number('command');
        const status = number('status');
        const isError = status !== SMB_STATUS.success && status !== SMB_STATUS.moreProcessing;
        return isError ? ERROR : number('command') + RESPONSE;
      },
      {
        0: row('negotiateRequest', session.NEGOTIATE_REQUEST, words('Negotiate request', '2.2.3')),
        500: row(
          'negotiateResponse',
          session.NEGOTIATE_RESPONSE,
          words('Negotiate response', '2.2.4'),
        ),
        1: row(
          'sessionSetupRequest',
          session.SETUP_REQUEST,
          words('Session setup request', '2.2.5'),
        ),
        501: row(
          'sessionSetupResponse',
          session.SETUP_RESPONSE,
          words('Session setup response', '2.2.6'),
        ),
        3: row('treeConnectRequest', session.TREE_REQUEST, words('Tree connect request', '2.2.9')),
        503: row(
          'treeConnectResponse',
          session.TREE_RESPONSE,
          words('Tree connect response', '2.2.10'),
        ),
        5: row('createRequest', file.CREATE_REQUEST, words('Create request', '2.2.13')),
        505: row('createResponse', file.CREATE_RESPONSE, words('Create response', '2.2.14')),
        6: row('closeRequest', file.CLOSE_REQUEST, words('Close request', '2.2.15')),
        506: row('closeResponse', file.CLOSE_RESPONSE, words('Close response', '2.2.16')),
        8: row('readRequest', file.READ_REQUEST, words('Read request', '2.2.19')),
        508: row('readResponse', file.READ_RESPONSE, words('Read response', '2.2.20')),
        14: row(
          'queryDirectoryRequest',
          file.DIRECTORY_REQUEST,
          words('Query directory request', '2.2.33'),
        ),
        514: row(
          'queryDirectoryResponse',
          file.OUTPUT_RESPONSE,
          words('Query directory response', '2.2.34'),
        ),
        16: row('queryInfoRequest', file.INFO_REQUEST, words('Query info request', '2.2.37')),
        516: row('queryInfoResponse', file.OUTPUT_RESPONSE, words('Query info response', '2.2.38')),
        2: row('logoffRequest', session.NOTHING_MORE, words('Logoff request', '2.2.7')),
        502: row('logoffResponse', session.NOTHING_MORE, words('Logoff response', '2.2.8')),
        4: row(
          'treeDisconnectRequest',
          session.NOTHING_MORE,
          words('Tree disconnect request', '2.2.11'),
        ),
        504: row(
          'treeDisconnectResponse',
          session.NOTHING_MORE,
          words('Tree disconnect response', '2.2.12'),
        ),
        2000: row('error', session.ERROR_RESPONSE, words('Error', '2.2.2')),
      },
    ),
    'Body',
    'What the message says.',
  ),
);

/** One message. */
export type Smb2Message = ValueOf<typeof MESSAGE>;

const RFC = 'MS-SMB2 §2.1';
const PACKET = struct(
  row('zero', u8, { label: 'Zero', about: 'Always 0.', rfc: RFC, constant: 0 }),
  row('message', vector(24, MESSAGE), {
    label: 'Message',
    about: 'A question of the client, or an answer of the server.',
    rfc: RFC,
  }),
);

/** One message with the four bytes before it, MS-SMB2 §2.1; what follows is its payload. */
export const smb2Packet = structure({
  id: 'smb2Packet',
  title: 'SMB2 message',
  about: 'One question or answer.',
  rfc: RFC,
  content: PACKET,
  payload: true,
});

const PROTOCOL = [0xfe, 0x53, 0x4d, 0x42];

/** Whether a message begins here, with at most one byte of its mark spoilt: a segment may as well be the middle of one.*/
const beginsMessage = (payload: Uint8Array): boolean => {
  const [zero = 0] = payload;
  const mark = payload.subarray(4, 4 + PROTOCOL.length);
  const wrong = mark.filter((byte, index) => byte !== PROTOCOL[index]).length;
  return zero === 0 && wrong <= 1 && !OTHER_MARKS.includes(mark[0] ?? 0);
};

/** The messages in a piece of a stream between two sides of SMB2. */
export const smb2 = structure({
  id: 'smb2',
  title: 'SMB2',
  about: 'Lets one computer use the files of another.',
  rfc: 'MS-SMB2',
  stream: true,
  begins: beginsMessage,
  content: struct(
    row('messages', list(PACKET), {
      label: 'Messages',
      item: 'Message',
      about: 'One behind the other.',
      rfc: RFC,
    }),
  ),
});
