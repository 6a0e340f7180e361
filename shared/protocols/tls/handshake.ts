import { bytes } from '../structure/bytes.ts';
import { choice } from '../structure/choice.ts';
import { list } from '../structure/list.ts';
import { u8, u16 } from '../structure/number.ts';
import { type Row, row } from '../structure/piece.ts';
import { struct } from '../structure/struct.ts';
import { structure } from '../structure/structure.ts';
import { vector } from '../structure/vector.ts';
import { CERTIFICATE_EXTENSIONS, ENCRYPTED_EXTENSIONS } from './extensions.ts';
import { CLIENT_HELLO, SERVER_HELLO } from './hello.ts';
import { HANDSHAKE_TYPES, SIGNATURE_SCHEMES } from './names.ts';

const CERTIFICATE = row('certificate', vector(24, bytes()), {
  label: 'Certificate',
  about: 'A name and a public key, signed by somebody who is believed (X.509, DER).',
  rfc: 'RFC 8446 §4.4.2',
});

const OPAQUE = row('opaque', bytes(), {
  label: 'Content',
  about: 'A handshake message that is not taken apart here.',
  rfc: 'RFC 8446 §4',
});

const HELLOS = {
  1: row('clientHello', CLIENT_HELLO, {
    label: 'Client hello',
    about: 'The client says what it can do and sends its half of the key.',
    rfc: 'RFC 8446 §4.1.2',
  }),
  2: row('serverHello', SERVER_HELLO, {
    label: 'Server hello',
    about: 'The server picks from the offers and sends its half of the key.',
    rfc: 'RFC 8446 §4.1.3',
  }),
} as const;

const CERTIFICATE_LIST = {
  label: 'Certificates',
  item: 'Entry',
  about: 'The certificate of the server first, then those that vouch for it.',
} as const;

/** One handshake message, RFC 8446 §4: a type and, behind its length, a body of that type. */
const messageOf = <const Cases extends Readonly<Record<number, Row<string, unknown>>>>(
  cases: Cases,
) =>
  struct(
    row('type', u8, {
      label: 'Handshake type',
      about: 'Which step of the handshake this is.',
      rfc: 'RFC 8446 §4',
      names: HANDSHAKE_TYPES,
    }),
    row('body', vector(24, choice('type', cases, { otherwise: OPAQUE })), {
      label: 'Handshake message',
      about: 'What this step says.',
      rfc: 'RFC 8446 §4',
    }),
  );

/** What can be read without a key: TLS 1.3 shows only the hellos, TLS 1.2 its certificate too (RFC 5246 §7.4.2). */
export const CLEAR_MESSAGE = messageOf({
  ...HELLOS,
  11: row('certificates', vector(24, list(struct(CERTIFICATE))), {
    ...CERTIFICATE_LIST,
    rfc: 'RFC 5246 §7.4.2',
  }),
});

const VERIFY = struct(
  row('algorithm', u16, {
    label: 'Algorithm',
    about: 'How the signature was made.',
    rfc: 'RFC 8446 §4.4.3',
    names: SIGNATURE_SCHEMES,
    hex: true,
  }),
  row('signature', vector(16, bytes()), {
    label: 'Signature',
    about: 'Over everything said so far: only who holds the private key can make it.',
    rfc: 'RFC 8446 §4.4.3',
  }),
);

const MESSAGE = messageOf({
  ...HELLOS,
  8: row('encryptedExtensions', struct(ENCRYPTED_EXTENSIONS), {
    label: 'Encrypted extensions',
    about: 'Answers to extensions that only the two of them need to see.',
    rfc: 'RFC 8446 §4.3.1',
  }),
  11: row(
    'certificate',
    struct(
      row('context', vector(8, bytes()), {
        label: 'Request context',
        about: 'Empty, except where the server asked the client for a certificate.',
        rfc: 'RFC 8446 §4.4.2',
      }),
      row('entries', vector(24, list(struct(CERTIFICATE, CERTIFICATE_EXTENSIONS))), {
        ...CERTIFICATE_LIST,
        rfc: 'RFC 8446 §4.4.2',
      }),
    ),
    {
      label: 'Certificate message',
      about: 'Who the sender is, as others vouch for it.',
      rfc: 'RFC 8446 §4.4.2',
    },
  ),
  15: row('certificateVerify', VERIFY, {
    label: 'Certificate verify',
    about: 'Shows that the sender holds the private key of its certificate.',
    rfc: 'RFC 8446 §4.4.3',
  }),
  20: row('finished', bytes(), {
    label: 'Verify data',
    about: 'A sum over the whole handshake under the new key: nothing was changed on the way.',
    rfc: 'RFC 8446 §4.4.4',
  }),
  24: row('keyUpdate', u8, {
    label: 'Key update',
    about: 'From here on the sender uses its next key.',
    rfc: 'RFC 8446 §4.6.3',
    names: { 0: 'update_not_requested', 1: 'update_requested' },
  }),
});

/** One handshake message of TLS 1.3 as it is before encryption, RFC 8446 §4; what follows is its payload. */
export const tlsHandshake = structure({
  id: 'tlsHandshake',
  title: 'TLS handshake',
  about: 'One step in which two sides agree on keys and on who they are.',
  rfc: 'RFC 8446 §4',
  content: MESSAGE,
  payload: true,
});
