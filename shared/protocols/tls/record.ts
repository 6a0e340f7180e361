import { sealed } from '../structure/bytes.ts';
import { choice } from '../structure/choice.ts';
import { list } from '../structure/list.ts';
import { numberAt, u8, u16 } from '../structure/number.ts';
import { row } from '../structure/piece.ts';
import { struct } from '../structure/struct.ts';
import { structure } from '../structure/structure.ts';
import { vector } from '../structure/vector.ts';
import { CLEAR_MESSAGE } from './handshake.ts';
import { ALERT_LEVELS, ALERTS, CONTENT_TYPES, HANDSHAKE_TYPES, VERSIONS } from './names.ts';

const RFC = 'RFC 8446 §5.1';
const ALERT = 21;
const HANDSHAKE = 22;
const CLIENT_HELLO = 1;
const SERVER_HELLO = 2;
const HEADER = 4;

/** Whether handshake messages of known types fill `fragment`, each as long as it says. */
const isWholeMessages = (fragment: Uint8Array): boolean => {
  let at = 0;
  while (at < fragment.length && HANDSHAKE_TYPES[fragment[at] ?? 255] !== undefined) {
    at += HEADER + numberAt(fragment, at + 1, 3, false);
  }
  return at === fragment.length;
};

const isHello = ([type, high]: Uint8Array): boolean =>
  (type === CLIENT_HELLO || type === SERVER_HELLO) && high === 0;

/**
 * TLS 1.2 keeps the content type when it encrypts, and a long message is cut into several records: what cannot be whole
 * messages is not read as such. A hello always is, so that its mistakes are seen.
 */
const fits = (type: number, fragment: Uint8Array): boolean => {
  if (type === ALERT) return fragment.length <= 2;
  return type !== HANDSHAKE || isHello(fragment) || isWholeMessages(fragment);
};

const SEALED = row('sealed', sealed(), {
  label: 'Encrypted content',
  about: 'Locked: who has no key sees how long it is, and nothing else.',
  rfc: 'RFC 8446 §5.2',
});

const ALERT_BODY = struct(
  row('level', u8, {
    label: 'Level',
    about: 'Whether the conversation may go on.',
    rfc: 'RFC 8446 §6',
    names: ALERT_LEVELS,
  }),
  row('description', u8, {
    label: 'Description',
    about: 'What the sender objects to, or that it is done.',
    rfc: 'RFC 8446 §6',
    names: ALERTS,
  }),
);

const RECORD = struct(
  row('type', u8, {
    label: 'Content type',
    about: 'What the record holds, as it looks from outside.',
    rfc: RFC,
    names: CONTENT_TYPES,
  }),
  row('legacyVersion', u16, {
    label: 'Legacy version',
    about: 'Says 1.2 or 1.0 whatever the version is; nobody looks at it any more.',
    rfc: RFC,
    names: VERSIONS,
    hex: true,
    default: 0x0303,
  }),
  row(
    'fragment',
    vector(
      16,
      choice(
        'type',
        {
          20: row('changeCipherSpec', u8, {
            label: 'Change cipher spec',
            about: 'Means nothing in TLS 1.3; sent so that old middleboxes see what they expect.',
            rfc: 'RFC 8446 §5',
            constant: 1,
          }),
          21: row('alert', ALERT_BODY, {
            label: 'Alert',
            about: 'Something is wrong, or the conversation is over.',
            rfc: 'RFC 8446 §6',
          }),
          22: row('messages', list(CLEAR_MESSAGE), {
            label: 'Handshake messages',
            item: 'Message',
            about: 'Steps in which two sides agree on keys.',
            rfc: 'RFC 8446 §4',
          }),
          23: SEALED,
        },
        { otherwise: SEALED, fits },
      ),
    ),
    { label: 'Fragment', about: 'The content of the record, at most 16 KiB and a bit.', rfc: RFC },
  ),
);

/** One record, RFC 8446 §5.1; what follows is its payload. */
export const tlsRecord = structure({
  id: 'tlsRecord',
  title: 'TLS record',
  about: 'The envelope in which everything travels.',
  rfc: RFC,
  content: RECORD,
  payload: true,
});

/** The records in a piece of a TLS stream, RFC 8446 §5.1, as an onlooker without keys sees them. */
export const tls = structure({
  id: 'tls',
  title: 'TLS',
  about: 'Locks what two programs say to each other, so that nobody between can read or change it.',
  rfc: 'RFC 8446',
  stream: true,
  begins: ([type, major]) => CONTENT_TYPES[type ?? 0] !== undefined && (major ?? 3) === 3,
  content: struct(
    row('records', list(RECORD), {
      label: 'Records',
      item: 'Record',
      about: 'One envelope behind the other.',
      rfc: RFC,
    }),
  ),
});
