import type { MessageDraft } from './connection.ts';
import { AES_128_GCM, ECDSA_P256, TLS_1_3, X25519 } from './numbers.ts';

/** What differs from one first message of a client to another. */
interface ClientHello {
  /** 32 bytes each; `key` is the public one. */
  readonly random: Uint8Array;
  readonly sessionId: Uint8Array;
  readonly key: Uint8Array;
  readonly serverName: string;
  readonly applicationProtocols?: readonly string[];
}

/** The first message of a client that offers one of each, RFC 8446 §4.1.2. */
export const clientHello = ({
  random,
  sessionId,
  key,
  serverName,
  applicationProtocols = [],
}: ClientHello): MessageDraft => {
  const protocols = applicationProtocols.map(protocol => ({ protocol }));
  return {
    body: {
      is: 'clientHello',
      value: {
        random,
        sessionId,
        cipherSuites: [AES_128_GCM],
        compressionMethods: [0],
        extensions: [
          { data: { is: 'serverName', value: [{ name: serverName }] } },
          { data: { is: 'supportedGroups', value: [X25519] } },
          { data: { is: 'signatureAlgorithms', value: [ECDSA_P256] } },
          ...(protocols.length === 0
            ? []
            : [{ data: { is: 'applicationProtocols', value: protocols } } as const]),
          { data: { is: 'supportedVersions', value: [TLS_1_3] } },
          { data: { is: 'keyShares', value: [{ group: X25519, key }] } },
        ],
      },
    },
  };
};
