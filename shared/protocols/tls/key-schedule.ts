import { concat, utf8 } from '../../base/bytes.ts';
import { hashSha256, hkdfExpand, hkdfExtract, hmacSha256 } from '../../base/crypto.ts';

const HASH_BYTES = 32;
const KEY_BYTES = 16;
const NONCE_BYTES = 12;
const ZEROS = new Uint8Array(HASH_BYTES);
const NOTHING = new Uint8Array(0);

/** HKDF-Expand-Label, RFC 8446 §7.1: `length` bytes. */
const expandLabel = (
  secret: Uint8Array,
  label: string,
  context: Uint8Array,
  length: number,
): Uint8Array => {
  const name = utf8(`tls13 ${label}`);
  const head = Uint8Array.of(length >> 8, length, name.length);
  return hkdfExpand(secret, concat(head, name, Uint8Array.of(context.length), context), length);
};

const deriveSecret = (secret: Uint8Array, label: string, messages: Uint8Array): Uint8Array =>
  expandLabel(secret, label, hashSha256(messages), HASH_BYTES);

/** Secrets of the two directions. */
export interface TrafficSecrets {
  readonly client: Uint8Array;
  readonly server: Uint8Array;
}

/** Secrets of the handshake, RFC 8446 §7.1; `messages` are both hellos. `base` leads on to `applicationSecrets`. */
export const handshakeSecrets = (
  shared: Uint8Array,
  messages: Uint8Array,
): TrafficSecrets & { readonly base: Uint8Array } => {
  const early = hkdfExtract(ZEROS, ZEROS);
  const base = hkdfExtract(deriveSecret(early, 'derived', NOTHING), shared);
  return {
    base,
    client: deriveSecret(base, 'c hs traffic', messages),
    server: deriveSecret(base, 's hs traffic', messages),
  };
};

/** Secrets of the application data, RFC 8446 §7.1; `messages` go as far as the server's Finished. */
export const applicationSecrets = (base: Uint8Array, messages: Uint8Array): TrafficSecrets => {
  const master = hkdfExtract(deriveSecret(base, 'derived', NOTHING), ZEROS);
  return {
    client: deriveSecret(master, 'c ap traffic', messages),
    server: deriveSecret(master, 's ap traffic', messages),
  };
};

/** The secret that follows `secret` after a key update, RFC 8446 §7.2. */
export const nextSecret = (secret: Uint8Array): Uint8Array =>
  expandLabel(secret, 'traffic upd', NOTHING, HASH_BYTES);

/** AES-128 key and nonce of one direction, RFC 8446 §7.3. */
export const trafficKeys = (
  secret: Uint8Array,
): { readonly key: Uint8Array; readonly iv: Uint8Array } => ({
  key: expandLabel(secret, 'key', NOTHING, KEY_BYTES),
  iv: expandLabel(secret, 'iv', NOTHING, NONCE_BYTES),
});

/** What a Finished message says, RFC 8446 §4.4.4: a code over `messages` under the sender's handshake secret. */
export const verifyData = (secret: Uint8Array, messages: Uint8Array): Uint8Array =>
  hmacSha256(expandLabel(secret, 'finished', NOTHING, HASH_BYTES), hashSha256(messages));

/** What a CertificateVerify signs, RFC 8446 §4.4.3. */
export const signedContent = (role: 'client' | 'server', messages: Uint8Array): Uint8Array =>
  concat(
    new Uint8Array(64).fill(0x20),
    utf8(`TLS 1.3, ${role} CertificateVerify`),
    Uint8Array.of(0),
    hashSha256(messages),
  );
