import { p256Public } from '../../shared/base/crypto.ts';
import {
  bitString,
  element,
  integer,
  objectIdentifier,
  TAGS,
} from '../../shared/protocols/x509/der.ts';

/** DER as a text between its marks, RFC 7468 §2. */
export const pem = (label: string, der: Uint8Array): string =>
  `-----BEGIN ${label}-----\n${Buffer.from(der).toString('base64')}\n-----END ${label}-----\n`;

/** A private key of P-256 as a text, RFC 5915 §3. */
export const privateKeyPem = (secret: Uint8Array): string =>
  pem(
    'EC PRIVATE KEY',
    element(
      TAGS.sequence,
      integer(Uint8Array.of(1)),
      element(TAGS.octetString, secret),
      element(0xa0, objectIdentifier('1.2.840.10045.3.1.7')),
      element(0xa1, bitString(p256Public(secret))),
    ),
  );

/** Certificates as a text, one behind the other. */
export const chainPem = (certificates: readonly Uint8Array[]): string =>
  certificates.map(der => pem('CERTIFICATE', der)).join('');
