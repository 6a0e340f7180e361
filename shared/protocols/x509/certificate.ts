import { bytesEqual, concat, text, toHex } from '../../base/bytes.ts';
import { isSignedP256, p256Public, signP256 } from '../../base/crypto.ts';
import {
  bitString,
  type DerElement,
  derText,
  element,
  elementsOf,
  integer,
  objectIdentifier,
  TAGS,
} from './der.ts';
import { readValidity, type Validity, validityElement } from './validity.ts';

const COMMON_NAME = objectIdentifier('2.5.4.3');
const EC_PUBLIC_KEY = objectIdentifier('1.2.840.10045.2.1');
const P256 = objectIdentifier('1.2.840.10045.3.1.7');
const ECDSA_WITH_SHA256 = objectIdentifier('1.2.840.10045.4.3.2');
const KEY_USAGE = objectIdentifier('2.5.29.15');
const SUBJECT_ALTERNATIVE_NAME = objectIdentifier('2.5.29.17');
const BASIC_CONSTRAINTS = objectIdentifier('2.5.29.19');

const DNS_NAME = 0x82;
const EXTENSIONS = 0xa3;
const VERSION = 0xa0;
const TRUE = element(TAGS.boolean, Uint8Array.of(0xff));
const DIGITAL_SIGNATURE = 0x80;
const CERTIFICATE_SIGN = 0x04;

/** Who a certificate is for, and who signs it. */
export interface CertificateRequest {
  readonly subject: string;
  /** Host names it holds for. */
  readonly hostNames: readonly string[];
  /** Its own key (32 bytes, P-256). */
  readonly secret: Uint8Array;
  /** Who vouches for it; it vouches for itself when left out. */
  readonly issuer?: { readonly subject: string; readonly secret: Uint8Array };
  /** May vouch for others. */
  readonly authority?: true;
  readonly serial: number;
  /** From 2020 to 2049 when left out. */
  readonly validity?: Validity;
}

const sequence = (...parts: readonly Uint8Array[]): Uint8Array => element(TAGS.sequence, ...parts);

const nameOf = (commonName: string): Uint8Array =>
  sequence(element(TAGS.set, sequence(COMMON_NAME, derText(TAGS.utf8String, commonName))));

const extension = (id: Uint8Array, critical: boolean, value: Uint8Array): Uint8Array =>
  sequence(id, ...(critical ? [TRUE] : []), element(TAGS.octetString, value));

const keyUsage = (isAuthority: boolean): Uint8Array =>
  isAuthority
    ? bitString(Uint8Array.of(DIGITAL_SIGNATURE | CERTIFICATE_SIGN), 2)
    : bitString(Uint8Array.of(DIGITAL_SIGNATURE), 7);

const extensionsOf = ({ hostNames, authority }: CertificateRequest): Uint8Array =>
  element(
    EXTENSIONS,
    sequence(
      extension(BASIC_CONSTRAINTS, true, authority ? sequence(TRUE) : sequence()),
      extension(KEY_USAGE, true, keyUsage(authority === true)),
      ...(hostNames.length === 0
        ? []
        : [
            extension(
              SUBJECT_ALTERNATIVE_NAME,
              false,
              sequence(...hostNames.map(name => derText(DNS_NAME, name))),
            ),
          ]),
    ),
  );

// From 2020 to 2049, the widest that UTCTime can say from there (RFC 5280 §4.1.2.5.1).
const VALIDITY: Validity = {
  notBefore: Date.UTC(2020, 0),
  notAfter: Date.UTC(2049, 11, 31, 23, 59, 59),
};

/** An X.509 certificate in DER, RFC 5280 §4.1, for a P-256 key, signed by ECDSA with SHA-256. */
export const issueCertificate = (request: CertificateRequest): Uint8Array => {
  const issuer = request.issuer ?? request;
  const algorithm = sequence(ECDSA_WITH_SHA256);
  const serial = Uint8Array.of(request.serial >> 16, request.serial >> 8, request.serial);
  const signed = sequence(
    element(VERSION, integer(Uint8Array.of(2))),
    integer(serial),
    algorithm,
    nameOf(issuer.subject),
    validityElement(request.validity ?? VALIDITY),
    nameOf(request.subject),
    sequence(sequence(EC_PUBLIC_KEY, P256), bitString(p256Public(request.secret))),
    extensionsOf(request),
  );
  return sequence(signed, algorithm, bitString(signP256(issuer.secret, signed)));
};

/** What whoever checks a certificate needs of it; names are the DER of their parts. */
export interface Certificate {
  readonly signed: Uint8Array;
  readonly signature: Uint8Array;
  readonly issuer: Uint8Array;
  readonly subject: Uint8Array;
  /** A point of P-256, uncompressed. */
  readonly publicKey: Uint8Array;
  readonly hostNames: readonly string[];
  readonly authority: boolean;
  readonly validity: Validity;
}

type Extensions = ReadonlyMap<string, Uint8Array>;

const readExtensions = (fields: readonly DerElement[]): Extensions => {
  const found = fields.find(({ tag }) => tag === EXTENSIONS);
  const [list] = elementsOf(found?.content ?? new Uint8Array(0)) ?? [];
  const items = elementsOf(list?.content ?? new Uint8Array(0)) ?? [];
  return new Map(
    items.map(({ content }) => {
      const parts = elementsOf(content) ?? [];
      const value = parts.find(({ tag }) => tag === TAGS.octetString);
      return [toHex(parts[0]?.whole ?? content), value?.content ?? new Uint8Array(0)];
    }),
  );
};

const innerOf = (extensions: Extensions, id: Uint8Array): readonly DerElement[] => {
  const [outer] = elementsOf(extensions.get(toHex(id)) ?? new Uint8Array(0)) ?? [];
  return elementsOf(outer?.content ?? new Uint8Array(0)) ?? [];
};

const pointOf = (keyInfo: DerElement | undefined): Uint8Array | undefined => {
  const [algorithm, key] = elementsOf(keyInfo?.content ?? new Uint8Array(0)) ?? [];
  const isP256 =
    algorithm !== undefined && bytesEqual(algorithm.content, concat(EC_PUBLIC_KEY, P256));
  return isP256 ? key?.content.subarray(1) : undefined;
};

/** Reads a certificate with a P-256 key, RFC 5280 §4.1; undefined for anything else. Its signature is not checked. */
export const readCertificate = (der: Uint8Array): Certificate | undefined => {
  const [whole] = elementsOf(der) ?? [];
  const [signed, , signature] = elementsOf(whole?.content ?? new Uint8Array(0)) ?? [];
  if (signed === undefined || signature === undefined) return undefined;
  const fields = elementsOf(signed.content) ?? [];
  const [, , , issuer, dates, subject, keyInfo] = fields;
  const publicKey = pointOf(keyInfo);
  const validity = readValidity(dates);
  if (issuer === undefined || subject === undefined) return undefined;
  if (publicKey === undefined || validity === undefined) return undefined;
  const extensions = readExtensions(fields);
  const names = innerOf(extensions, SUBJECT_ALTERNATIVE_NAME);
  return {
    signed: signed.whole,
    signature: signature.content.subarray(1),
    issuer: issuer.whole,
    subject: subject.whole,
    publicKey,
    hostNames: names.filter(({ tag }) => tag === DNS_NAME).map(({ content }) => text(content)),
    authority: innerOf(extensions, BASIC_CONSTRAINTS)[0]?.tag === TAGS.boolean,
    validity,
  };
};

/** Whether `issuer` vouches for `certificate`, RFC 5280 §6.1.3: name and signature. */
export const isIssuedBy = (certificate: Certificate, issuer: Certificate): boolean =>
  bytesEqual(certificate.issuer, issuer.subject) &&
  isSignedP256(issuer.publicKey, certificate.signed, certificate.signature);

/** Whether a certificate holds at that moment (milliseconds since 1970), RFC 5280 §6.1.3. */
export const holdsAt = ({ validity }: Certificate, moment: number): boolean =>
  validity.notBefore <= moment && moment <= validity.notAfter;

/** Whether a certificate holds for a host name; `*` stands for one label in front, RFC 9525 §6.3. */
export const holdsFor = ({ hostNames }: Certificate, host: string): boolean => {
  const wanted = host.toLowerCase();
  const rest = wanted.slice(wanted.indexOf('.'));
  return hostNames
    .map(name => name.toLowerCase())
    .some(name => name === wanted || (name.startsWith('*.') && name.slice(1) === rest));
};
