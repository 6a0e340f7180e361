import { gcm } from '@noble/ciphers/aes.js';
import { ed25519, x25519 } from '@noble/curves/ed25519.js';
import { p256 } from '@noble/curves/nist.js';
import { expand, extract } from '@noble/hashes/hkdf.js';
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';

/** SHA-256 of `bytes`, FIPS 180-4 §6.2: 32 bytes. */
export const hashSha256 = (bytes: Uint8Array): Uint8Array => sha256(bytes);

/** HMAC with SHA-256, RFC 2104 §2: 32 bytes. */
export const hmacSha256 = (key: Uint8Array, bytes: Uint8Array): Uint8Array =>
  hmac(sha256, key, bytes);

/** HKDF-Extract with SHA-256, RFC 5869 §2.2: 32 bytes. */
export const hkdfExtract = (salt: Uint8Array, keyMaterial: Uint8Array): Uint8Array =>
  extract(sha256, keyMaterial, salt);

/** HKDF-Expand with SHA-256, RFC 5869 §2.3: `length` bytes. */
export const hkdfExpand = (key: Uint8Array, info: Uint8Array, length: number): Uint8Array =>
  expand(sha256, key, info, length);

/** AES-GCM, RFC 5116 §5.1: the ciphertext with its tag of 16 bytes behind it. `nonce` has 12 bytes. */
export const sealAesGcm = (
  key: Uint8Array,
  nonce: Uint8Array,
  plain: Uint8Array,
  associated: Uint8Array,
): Uint8Array => gcm(key, nonce, associated).encrypt(plain);

/** What `sealAesGcm` sealed, or undefined where key, nonce, associated data or a bit is not the same. */
export const openAesGcm = (
  key: Uint8Array,
  nonce: Uint8Array,
  sealed: Uint8Array,
  associated: Uint8Array,
): Uint8Array | undefined => {
  try {
    return gcm(key, nonce, associated).decrypt(sealed);
  } catch {
    // The library knows no other way to say that the tag does not fit.
    return undefined;
  }
};

/** The public half of an X25519 key, RFC 7748 §6.1: 32 bytes from 32. */
export const x25519Public = (secret: Uint8Array): Uint8Array => x25519.getPublicKey(secret);

/** The secret that two X25519 halves share, RFC 7748 §6.1; undefined for a half that gives nothing but zeros. */
export const x25519Shared = (secret: Uint8Array, other: Uint8Array): Uint8Array | undefined => {
  try {
    return x25519.getSharedSecret(secret, other);
  } catch {
    // A half of another length or of small order.
    return undefined;
  }
};

/** A P-256 key from 48 bytes of chance, FIPS 186-5 §A.2.1: 32 bytes. */
export const p256Secret = (chance: Uint8Array): Uint8Array => p256.keygen(chance).secretKey;

/** The public point of a P-256 key, uncompressed, SEC 1 §2.3.3: 65 bytes. */
export const p256Public = (secret: Uint8Array): Uint8Array => p256.getPublicKey(secret, false);

/** ECDSA on P-256 with SHA-256, RFC 6979 §3.2 (no dice), as the DER of RFC 3279 §2.2.3. */
export const signP256 = (secret: Uint8Array, message: Uint8Array): Uint8Array => {
  const compact = p256.sign(message, secret, { lowS: false });
  return p256.Signature.fromBytes(compact).toBytes('der');
};

/** Whether `signature` (DER) is that of `message` by the holder of the point `publicKey`; no for what is none. */
export const isSignedP256 = (
  publicKey: Uint8Array,
  message: Uint8Array,
  signature: Uint8Array,
): boolean => {
  try {
    return p256.verify(signature, message, publicKey, { format: 'der', lowS: false });
  } catch {
    // Neither a point nor a signature has to be one.
    return false;
  }
};

/** The public half of an Ed25519 key, RFC 8032 §5.1.5: 32 bytes from 32. */
export const ed25519Public = (secret: Uint8Array): Uint8Array => ed25519.getPublicKey(secret);

/** The signature of `message` by Ed25519, RFC 8032 §5.1.6 (no dice): 64 bytes. */
export const signEd25519 = (secret: Uint8Array, message: Uint8Array): Uint8Array =>
  ed25519.sign(message, secret);

/** Whether `signature` is that of `message` by the holder of `publicKey`, RFC 8032 §5.1.7; no for what is none. */
export const isSignedEd25519 = (
  publicKey: Uint8Array,
  message: Uint8Array,
  signature: Uint8Array,
): boolean => {
  try {
    return ed25519.verify(signature, message, publicKey);
  } catch {
    // Neither a point nor a signature has to be one.
    return false;
  }
};
