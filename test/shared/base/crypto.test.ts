import { expect, test } from 'vitest';
import { toHex, utf8 } from '../../../shared/base/bytes.ts';
import {
  hashSha256,
  hkdfExpand,
  hkdfExtract,
  hmacSha256,
  isSignedP256,
  openAesGcm,
  p256Public,
  p256Secret,
  sealAesGcm,
  signP256,
  x25519Public,
  x25519Shared,
} from '../../../shared/base/crypto.ts';
import { hexBytes } from '../protocols/hex-bytes.ts';
import {
  CLIENT_PRIVATE,
  CLIENT_PUBLIC,
  SERVER_PUBLIC,
  SHARED_SECRET,
} from '../protocols/tls/rfc8448.ts';

/** The key of RFC 6979 §A.2.5. */
const SECRET = hexBytes('c9afa9d845ba75166b5c215767b1d6934e50c3db36e89b127b8a622b120f6721');

test.each([
  [
    'SHA-256 of abc (FIPS 180-4)',
    hashSha256(utf8('abc')),
    'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  ],
  [
    'HMAC (RFC 4231 §4.3)',
    hmacSha256(utf8('Jefe'), utf8('what do ya want for nothing?')),
    '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
  ],
  [
    'HKDF (RFC 5869 §A.1)',
    hkdfExpand(
      hkdfExtract(hexBytes('000102030405060708090a0b0c'), new Uint8Array(22).fill(11)),
      hexBytes('f0f1f2f3f4f5f6f7f8f9'),
      42,
    ),
    '3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865',
  ],
  [
    'X25519 (RFC 8448 §3)',
    x25519Shared(hexBytes(CLIENT_PRIVATE), hexBytes(SERVER_PUBLIC)),
    SHARED_SECRET,
  ],
  ['an X25519 public key (RFC 8448 §3)', x25519Public(hexBytes(CLIENT_PRIVATE)), CLIENT_PUBLIC],
  [
    'ECDSA of sample (RFC 6979 §A.2.5)',
    signP256(SECRET, utf8('sample')),
    '3046022100efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716022100f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8',
  ],
])('%s', (_fact, found, expected) => expect(toHex(found ?? new Uint8Array(0))).toBe(expected));

test('a signature fits its message, its key and nothing else', () => {
  const publicKey = p256Public(SECRET);
  const signature = signP256(SECRET, utf8('sample'));
  expect(isSignedP256(publicKey, utf8('sample'), signature)).toBe(true);
  expect(isSignedP256(publicKey, utf8('other'), signature)).toBe(false);
  expect(isSignedP256(p256Public(p256Secret(new Uint8Array(48))), utf8('sample'), signature)).toBe(
    false,
  );
  expect(isSignedP256(publicKey, utf8('sample'), signature.subarray(1))).toBe(false);
  expect(isSignedP256(Uint8Array.of(4), utf8('sample'), signature)).toBe(false);
});

test('what AES-GCM sealed opens only untouched', () => {
  const [key, nonce, associated] = [new Uint8Array(16), new Uint8Array(12), utf8('header')];
  const sealed = sealAesGcm(key, nonce, utf8('secret'), associated);
  expect(openAesGcm(key, nonce, sealed, associated)).toEqual(utf8('secret'));
  expect(openAesGcm(key, nonce, sealed.with(0, (sealed[0] ?? 0) ^ 1), associated)).toBeUndefined();
  expect(openAesGcm(key, nonce, sealed, utf8('Header'))).toBeUndefined();
  expect(openAesGcm(key, nonce, sealed.subarray(0, 3), associated)).toBeUndefined();
});

test('an X25519 half of zeros or of another length gives no secret', () => {
  expect(x25519Shared(hexBytes(CLIENT_PRIVATE), new Uint8Array(32))).toBeUndefined();
  expect(x25519Shared(hexBytes(CLIENT_PRIVATE), new Uint8Array(31))).toBeUndefined();
});
