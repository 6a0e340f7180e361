import { X509Certificate } from 'node:crypto';
import { expect, test } from 'vitest';
import { toHex, utf8 } from '../../../../shared/base/bytes.ts';
import { p256Secret } from '../../../../shared/base/crypto.ts';
import {
  holdsFor,
  isIssuedBy,
  issueCertificate,
  readCertificate,
} from '../../../../shared/protocols/x509/certificate.ts';
import {
  element,
  elementsOf,
  integer,
  objectIdentifier,
} from '../../../../shared/protocols/x509/der.ts';
import { hexBytes } from '../hex-bytes.ts';
import { seeded } from '../seeded.ts';

const secret = (text: string) => p256Secret(utf8(text.repeat(48).slice(0, 48)));
const AUTHORITY = {
  subject: 'Harbour Authority',
  hostNames: [],
  secret: secret('a'),
  authority: true,
  serial: 1,
} as const;
const authorityDer = issueCertificate(AUTHORITY);
const shopDer = issueCertificate({
  subject: 'shop.example',
  hostNames: ['shop.example', '*.shop.example'],
  secret: secret('s'),
  issuer: AUTHORITY,
  serial: 200,
});

const read = (der: Uint8Array) => {
  const certificate = readCertificate(der);
  if (certificate === undefined) throw new Error('not read');
  return certificate;
};

test.each([
  ['a small number', integer(Uint8Array.of(0, 5)), '020105'],
  ['a number with its first bit set', integer(Uint8Array.of(200)), '020200c8'],
  ['zero', integer(Uint8Array.of(0)), '020100'],
  ['an object identifier', objectIdentifier('1.2.840.10045.2.1'), '06072a8648ce3d0201'],
  ['a long element', element(4, new Uint8Array(200)).subarray(0, 3), '0481c8'],
  ['a longer element', element(4, new Uint8Array(300)).subarray(0, 4), '0482012c'],
])('%s is written, X.690 §8', (_fact, bytes, hex) => expect(toHex(bytes)).toBe(hex));

test.each([
  ['cut in its content', '040201'],
  ['cut in its length', '0482'],
  ['of no definite length', '0480 0000'],
  ['longer than anything', '0484ffffffff'],
])('an element %s is none', (_fact, hex) => expect(elementsOf(hexBytes(hex))).toBeUndefined());

test('OpenSSL reads them, and finds that one vouches for the other', () => {
  const [authority, shop] = [new X509Certificate(authorityDer), new X509Certificate(shopDer)];
  expect(shop.subject).toBe('CN=shop.example');
  expect(shop.issuer).toBe('CN=Harbour Authority');
  expect(shop.subjectAltName).toBe('DNS:shop.example, DNS:*.shop.example');
  expect(shop.ca).toBe(false);
  expect(authority.ca).toBe(true);
  expect(shop.verify(authority.publicKey)).toBe(true);
  expect(shop.verify(shop.publicKey)).toBe(false);
  expect(shop.checkIssued(authority)).toBe(true);
});

test('we read them too', () => {
  const [authority, shop] = [read(authorityDer), read(shopDer)];
  expect(shop.hostNames).toEqual(['shop.example', '*.shop.example']);
  expect([authority.authority, shop.authority]).toEqual([true, false]);
  expect(isIssuedBy(shop, authority)).toBe(true);
  expect(isIssuedBy(authority, authority)).toBe(true);
  expect(isIssuedBy(authority, shop)).toBe(false);
});

test.each([
  ['shop.example', true],
  ['SHOP.example', true],
  ['www.shop.example', true],
  ['a.b.shop.example', false],
  ['shop.example.org', false],
])('whether it holds for %s: %s', (host, holds) =>
  expect(holdsFor(read(shopDer), host)).toBe(holds),
);

test('whatever is changed in one, reading it does not throw, and nobody vouches for it', () => {
  const random = seeded('x509');
  for (let run = 0; run < 200; run++) {
    const at = Math.floor(random() * shopDer.length);
    const changed = shopDer.with(at, (shopDer[at] ?? 0) ^ (1 + Math.floor(random() * 255)));
    const certificate = readCertificate(changed);
    const isSame =
      certificate !== undefined && toHex(certificate.signed) === toHex(read(shopDer).signed);
    if (certificate !== undefined && !isSame) {
      expect(isIssuedBy(certificate, read(authorityDer))).toBe(false);
    }
  }
});
