import { bytes } from '../structure/bytes.ts';
import { list } from '../structure/list.ts';
import { u8, u16 } from '../structure/number.ts';
import { optional } from '../structure/optional.ts';
import { row } from '../structure/piece.ts';
import { struct } from '../structure/struct.ts';
import { vector } from '../structure/vector.ts';
import { CLIENT_EXTENSIONS, SERVER_EXTENSIONS } from './extensions.ts';
import { CIPHER_SUITES, VERSIONS } from './names.ts';

const legacyVersion = (rfc: string) =>
  row('legacyVersion', u16, {
    label: 'Legacy version',
    about: 'Was the version once; TLS 1.3 says 1.2 here and means the extension.',
    rfc,
    names: VERSIONS,
    hex: true,
    default: 0x0303,
  });

const random = (rfc: string) =>
  row('random', bytes(32), {
    label: 'Random',
    about: 'Bytes thrown by dice, so that no two conversations are alike.',
    rfc,
  });

const sessionId = (rfc: string) =>
  row('sessionId', vector(8, bytes()), {
    label: 'Legacy session id',
    about: 'Named an earlier visit once; now the server only sends it back.',
    rfc,
  });

const SUITE_WORDS = {
  about: 'A cipher with its hash: how records are locked and keys are made.',
  names: CIPHER_SUITES,
  hex: true,
} as const;

const COMPRESSION_WORDS = {
  about: 'Always none: compression before encryption gives secrets away.',
  names: { 0: 'null' },
} as const;

/** RFC 8446 §4.1.2; extensions are missing in hellos of the time before them. */
export const CLIENT_HELLO = struct(
  legacyVersion('RFC 8446 §4.1.2'),
  random('RFC 8446 §4.1.2'),
  sessionId('RFC 8446 §4.1.2'),
  row('cipherSuites', vector(16, list(u16)), {
    ...SUITE_WORDS,
    label: 'Cipher suites',
    item: 'Cipher suite',
    rfc: 'RFC 8446 §4.1.2',
  }),
  row('compressionMethods', vector(8, list(u8)), {
    ...COMPRESSION_WORDS,
    label: 'Legacy compression methods',
    item: 'Method',
    rfc: 'RFC 8446 §4.1.2',
  }),
  { ...CLIENT_EXTENSIONS, piece: optional(CLIENT_EXTENSIONS.piece) },
);

/** RFC 8446 §4.1.3. */
export const SERVER_HELLO = struct(
  legacyVersion('RFC 8446 §4.1.3'),
  random('RFC 8446 §4.1.3'),
  sessionId('RFC 8446 §4.1.3'),
  row('cipherSuite', u16, { ...SUITE_WORDS, label: 'Cipher suite', rfc: 'RFC 8446 §4.1.3' }),
  row('compressionMethod', u8, {
    ...COMPRESSION_WORDS,
    label: 'Legacy compression method',
    rfc: 'RFC 8446 §4.1.3',
  }),
  { ...SERVER_EXTENSIONS, piece: optional(SERVER_EXTENSIONS.piece) },
);
