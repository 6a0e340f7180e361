import { bytes, characters } from '../structure/bytes.ts';
import { choice } from '../structure/choice.ts';
import { list } from '../structure/list.ts';
import { u8, u16 } from '../structure/number.ts';
import { type Row, row } from '../structure/piece.ts';
import { struct } from '../structure/struct.ts';
import { vector } from '../structure/vector.ts';
import { EXTENSION_TYPES, GROUPS, SIGNATURE_SCHEMES, VERSIONS } from './names.ts';

const SERVER_NAME = row(
  'serverName',
  vector(
    16,
    list(
      struct(
        row('nameType', u8, {
          label: 'Name type',
          about: 'What kind of name follows; only host names are in use.',
          rfc: 'RFC 6066 §3',
          names: { 0: 'host_name' },
          constant: 0,
        }),
        row('name', vector(16, characters('ascii')), {
          label: 'Server name',
          about: 'The host that the client wants to talk to. Everybody on the way can read it.',
          rfc: 'RFC 6066 §3',
        }),
      ),
    ),
  ),
  {
    label: 'Server names',
    item: 'Name',
    about: 'One address may serve many names, so the client says which one it means.',
    rfc: 'RFC 6066 §3',
  },
);

const SUPPORTED_GROUPS = row('supportedGroups', vector(16, list(u16)), {
  label: 'Groups',
  item: 'Group',
  about: 'The curves and groups in which the client can agree on a key, best first.',
  rfc: 'RFC 8446 §4.2.7',
  names: GROUPS,
});

const POINT_FORMATS = row('pointFormats', vector(8, list(u8)), {
  label: 'Point formats',
  item: 'Format',
  about: 'How points of a curve may be written; only the plain form is left in use.',
  rfc: 'RFC 8422 §5.1.2',
  names: { 0: 'uncompressed' },
});

const SIGNATURE_ALGORITHMS = row('signatureAlgorithms', vector(16, list(u16)), {
  label: 'Signature algorithms',
  item: 'Algorithm',
  about: 'The kinds of signature that the sender can check.',
  rfc: 'RFC 8446 §4.2.3',
  names: SIGNATURE_SCHEMES,
});

const APPLICATION_PROTOCOLS = row(
  'applicationProtocols',
  vector(
    16,
    list(
      struct(
        row('protocol', vector(8, characters('ascii')), {
          label: 'Protocol',
          about: 'The name of a protocol, such as http/1.1.',
          rfc: 'RFC 7301 §3.1',
        }),
      ),
    ),
  ),
  {
    label: 'Application protocols',
    item: 'Offer',
    about: 'Which protocols may be spoken inside; the server picks one.',
    rfc: 'RFC 7301 §3.1',
  },
);

const VERSION_WORDS = {
  label: 'Versions',
  item: 'Version',
  about: 'The real versions: the older field stays at TLS 1.2 for the sake of old middleboxes.',
  rfc: 'RFC 8446 §4.2.1',
  names: VERSIONS,
  hex: true,
} as const;

const KEY_EXCHANGE_MODES = row('keyExchangeModes', vector(8, list(u8)), {
  label: 'Key exchange modes',
  item: 'Mode',
  about: 'How the client would use a key from an earlier visit.',
  rfc: 'RFC 8446 §4.2.9',
  names: { 0: 'psk_ke', 1: 'psk_dhe_ke' },
});

const SHARE = struct(
  row('group', u16, {
    label: 'Group',
    about: 'The curve or group in which this half of a key lies.',
    rfc: 'RFC 8446 §4.2.8',
    names: GROUPS,
  }),
  row('key', vector(16, bytes()), {
    label: 'Public key',
    about: 'Half of a key agreement: everybody may see it, and still nobody else gets the key.',
    rfc: 'RFC 8446 §4.2.8',
  }),
);

const SHARE_WORDS = {
  label: 'Key shares',
  item: 'Key share',
  about: 'Public halves from which both sides compute the same secret.',
  rfc: 'RFC 8446 §4.2.8',
} as const;

const OPAQUE = row('opaque', bytes(), {
  label: 'Content',
  about: 'An extension that is not taken apart here.',
  rfc: 'RFC 8446 §4.2',
});

/** Extensions behind their length, RFC 8446 §4.2; `cases` are those that are taken apart in this message. */
const extensionsOf = <const Cases extends Readonly<Record<number, Row<string, unknown>>>>(
  cases: Cases,
) =>
  row(
    'extensions',
    vector(
      16,
      list(
        struct(
          row('type', u16, {
            label: 'Extension type',
            about: 'What this extension is about. Types that nobody knows are skipped.',
            rfc: 'RFC 8446 §4.2',
            names: EXTENSION_TYPES,
          }),
          row(
            'data',
            // Some are empty where they only say "I know this one".
            vector(
              16,
              choice('type', cases, { otherwise: OPAQUE, fits: (_, data) => data.length > 0 }),
            ),
            { label: 'Extension data', about: 'What the extension says.', rfc: 'RFC 8446 §4.2' },
          ),
        ),
      ),
    ),
    {
      label: 'Extensions',
      item: 'Extension',
      about: 'Everything that was added to the hello over the years.',
      rfc: 'RFC 8446 §4.2',
    },
  );

/** RFC 8446 §4.1.2. */
export const CLIENT_EXTENSIONS = extensionsOf({
  0: SERVER_NAME,
  10: SUPPORTED_GROUPS,
  11: POINT_FORMATS,
  13: SIGNATURE_ALGORITHMS,
  16: APPLICATION_PROTOCOLS,
  43: row('supportedVersions', vector(8, list(u16)), VERSION_WORDS),
  45: KEY_EXCHANGE_MODES,
  51: row('keyShares', vector(16, list(SHARE)), SHARE_WORDS),
});

const SERVER_SHARE = row('keyShare', SHARE, { ...SHARE_WORDS, label: 'Key share' });
const RETRY_GROUP = row('retryGroup', u16, {
  label: 'Group',
  about: 'The group in which the server asks the client to try again.',
  rfc: 'RFC 8446 §4.2.8',
  names: GROUPS,
});

/** Only a request to try again names a group without a key, RFC 8446 §4.2.8. */
const SERVER_KEY = choice(({ left }) => (left === 2 ? 1 : 0), { 0: SERVER_SHARE, 1: RETRY_GROUP });

/** RFC 8446 §4.1.3. */
export const SERVER_EXTENSIONS = extensionsOf({
  11: POINT_FORMATS,
  16: APPLICATION_PROTOCOLS,
  43: row('selectedVersion', u16, { ...VERSION_WORDS, label: 'Version' }),
  51: row('keyShare', SERVER_KEY, { ...SHARE_WORDS, label: 'Key share' }),
});

/** RFC 8446 §4.3.1. */
export const ENCRYPTED_EXTENSIONS = extensionsOf({
  10: SUPPORTED_GROUPS,
  16: APPLICATION_PROTOCOLS,
});

/** RFC 8446 §4.3.2 and §4.4.2. */
export const CERTIFICATE_EXTENSIONS = extensionsOf({ 13: SIGNATURE_ALGORITHMS });
