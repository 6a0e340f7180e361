import { tlsHandshake } from '../../../protocols/tls/handshake.ts';
import { tlsRecord } from '../../../protocols/tls/record.ts';
import { AES_128_GCM, ECDSA_P256, TLS_1_3, X25519 } from '../tls/numbers.ts';
import { type Ingredients, numberFrom } from './piece.ts';

const RANDOM_BYTES = 32;
const HANDSHAKE = 22;
const TLS_1_0 = 0x0301;

const drawn = (from: Ingredients, purpose: string): Uint8Array =>
  Uint8Array.from({ length: RANDOM_BYTES }, (_, at) =>
    numberFrom(0, 256, from, `${purpose} ${at}`),
  );

/** The first words of a client that would rather speak TLS, RFC 8446 §4.1.2. */
export const clientHello = (from: Ingredients): Uint8Array => {
  const hello = tlsHandshake.encode({
    body: {
      is: 'clientHello',
      value: {
        random: drawn(from, 'random'),
        sessionId: drawn(from, 'session'),
        cipherSuites: [AES_128_GCM],
        compressionMethods: [0],
        extensions: [
          { data: { is: 'serverName', value: [{ name: from.host }] } },
          { data: { is: 'supportedGroups', value: [X25519] } },
          { data: { is: 'signatureAlgorithms', value: [ECDSA_P256] } },
          { data: { is: 'supportedVersions', value: [TLS_1_3] } },
          { data: { is: 'keyShares', value: [{ group: X25519, key: drawn(from, 'key') }] } },
        ],
      },
    },
  });
  const fragment = { is: 'sealed', value: hello } as const;
  return tlsRecord.encode({ type: HANDSHAKE, legacyVersion: TLS_1_0, fragment });
};
