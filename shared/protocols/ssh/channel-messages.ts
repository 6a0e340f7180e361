import { u32 } from '../structure/number.ts';
import { row } from '../structure/piece.ts';
import { struct } from '../structure/struct.ts';
import { OPEN_FAILURES } from './names.ts';
import { flag, LANGUAGE, RECIPIENT, REST, STRING, TEXT } from './parts.ts';

const OPEN = 'RFC 4254 §5.1';
const DATA = 'RFC 4254 §5.2';
const END = 'RFC 4254 §5.3';
const REQUEST = 'RFC 4254 §5.4';
const GLOBAL = 'RFC 4254 §4';

const SENDER = row('senderChannel', u32, {
  label: 'Sender channel',
  about: 'The number that the sender gives to the channel.',
  rfc: OPEN,
});
const WINDOW = row('windowBytes', u32, {
  label: 'Window',
  about: 'How many bytes may come before more is granted.',
  rfc: OPEN,
  unit: 'bytes',
});
const MOST = row('mostPacketBytes', u32, {
  label: 'Maximum packet',
  about: 'How many bytes one packet may carry at most.',
  rfc: OPEN,
  unit: 'bytes',
});
const MORE = row('more', REST, {
  label: 'More',
  about: 'What only this kind needs.',
  rfc: OPEN,
});
const CONTENT = row('data', STRING, {
  label: 'Data',
  about: 'What the program at the other end reads.',
  rfc: DATA,
});
const ONLY_RECIPIENT = struct(RECIPIENT);

/** Messages of the connection protocol by number, RFC 4254 §9. */
export const CHANNEL = {
  80: row(
    'globalRequest',
    struct(
      row('request', TEXT, { label: 'Request', about: 'What is asked for.', rfc: GLOBAL }),
      flag('wantReply', 'Wants a reply', 'Whether the sender waits for an answer.', GLOBAL),
      MORE,
    ),
    { label: 'Global request', about: 'A wish that belongs to no channel.', rfc: GLOBAL },
  ),
  81: row('requestSuccess', struct(MORE), {
    label: 'Request success',
    about: 'The wish is granted.',
    rfc: GLOBAL,
  }),
  82: row('requestFailure', struct(), {
    label: 'Request failure',
    about: 'The wish is not granted.',
    rfc: GLOBAL,
  }),
  90: row(
    'open',
    struct(
      row('channelType', TEXT, {
        label: 'Kind of channel',
        about: 'What the channel is for; `session` runs a program.',
        rfc: OPEN,
      }),
      SENDER,
      WINDOW,
      MOST,
      MORE,
    ),
    { label: 'Channel open', about: 'Asks for a new channel.', rfc: OPEN },
  ),
  91: row('openConfirmation', struct(RECIPIENT, SENDER, WINDOW, MOST, MORE), {
    label: 'Channel open confirmation',
    about: 'The channel is there.',
    rfc: OPEN,
  }),
  92: row(
    'openFailure',
    struct(
      RECIPIENT,
      row('reason', u32, {
        label: 'Reason',
        about: 'Why there is no such channel.',
        rfc: OPEN,
        names: OPEN_FAILURES,
      }),
      row('description', TEXT, { label: 'Description', about: 'The same in words.', rfc: OPEN }),
      LANGUAGE,
    ),
    { label: 'Channel open failure', about: 'No such channel.', rfc: OPEN },
  ),
  93: row(
    'windowAdjust',
    struct(
      RECIPIENT,
      row('addedBytes', u32, {
        label: 'Bytes to add',
        about: 'How many bytes more may come.',
        rfc: DATA,
        unit: 'bytes',
      }),
    ),
    { label: 'Window adjust', about: 'Grants more room.', rfc: DATA },
  ),
  94: row('data', struct(RECIPIENT, CONTENT), {
    label: 'Channel data',
    about: 'What one program says to the other.',
    rfc: DATA,
  }),
  95: row(
    'extendedData',
    struct(
      RECIPIENT,
      row('dataType', u32, {
        label: 'Kind of data',
        about: 'Where it belongs; 1 is the error output.',
        rfc: DATA,
        names: { 1: 'SSH_EXTENDED_DATA_STDERR' },
      }),
      CONTENT,
    ),
    { label: 'Channel extended data', about: 'What goes to the error output.', rfc: DATA },
  ),
  96: row('eof', ONLY_RECIPIENT, {
    label: 'Channel end of file',
    about: 'The sender says no more on this channel.',
    rfc: END,
  }),
  97: row('close', ONLY_RECIPIENT, {
    label: 'Channel close',
    about: 'The channel is over.',
    rfc: END,
  }),
  98: row(
    'request',
    struct(
      RECIPIENT,
      row('request', TEXT, {
        label: 'Request',
        about: 'What the channel is to do: run a command, start a shell, a subsystem.',
        rfc: REQUEST,
      }),
      flag('wantReply', 'Wants a reply', 'Whether the sender waits for an answer.', REQUEST),
      MORE,
    ),
    { label: 'Channel request', about: 'A wish for this channel.', rfc: REQUEST },
  ),
  99: row('success', ONLY_RECIPIENT, {
    label: 'Channel success',
    about: 'The wish is granted.',
    rfc: REQUEST,
  }),
  100: row('failure', ONLY_RECIPIENT, {
    label: 'Channel failure',
    about: 'The wish is not granted.',
    rfc: REQUEST,
  }),
} as const;
