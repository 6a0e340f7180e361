import { X509Certificate } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { toHex, utf8 } from '../../../../shared/base/bytes.ts';
import { p256Secret } from '../../../../shared/base/crypto.ts';
import {
  holdsAt,
  issueCertificate,
  readCertificate,
} from '../../../../shared/protocols/x509/certificate.ts';
import { derText, element, elementsOf, TAGS } from '../../../../shared/protocols/x509/der.ts';
import { readValidity, validityElement } from '../../../../shared/protocols/x509/validity.ts';

const read = (...parts: readonly Uint8Array[]) =>
  readValidity(elementsOf(element(TAGS.sequence, ...parts))?.[0]);
const utc = (digits: string) => derText(TAGS.utcTime, digits);
const long = (digits: string) => derText(TAGS.generalizedTime, digits);

describe('a validity, RFC 5280 §4.1.2.5', () => {
  test.each([
    ['in this century', utc('200102030405Z'), '2020-01-02T03:04:05.000Z'],
    ['the last of two digits', utc('491231235959Z'), '2049-12-31T23:59:59.000Z'],
    ['in the last century', utc('500101000000Z'), '1950-01-01T00:00:00.000Z'],
    ['of four digits', long('20500101000000Z'), '2050-01-01T00:00:00.000Z'],
  ])('%s is read', (_fact, moment, iso) => {
    expect(read(moment, moment)?.notAfter).toBe(Date.parse(iso));
  });

  test.each([
    ['without its Z', utc('200102030405')],
    ['without seconds', utc('2001020304Z')],
    ['of another kind', derText(TAGS.utf8String, '200102030405Z')],
  ])('%s is none', (_fact, moment) => expect(read(moment, moment)).toBeUndefined());

  test('with one end only is none', () => {
    expect(read(utc('200102030405Z'))).toBeUndefined();
    expect(readValidity(undefined)).toBeUndefined();
  });

  test('is written as it is read, in the form that its year wants', () => {
    const validity = { notBefore: Date.UTC(1999, 0), notAfter: Date.UTC(2050, 0) };
    const written = validityElement(validity);
    expect(toHex(written)).toBe(
      toHex(element(TAGS.sequence, utc('990101000000Z'), long('20500101000000Z'))),
    );
    expect(readValidity(elementsOf(written)?.[0])).toEqual(validity);
  });
});

test('OpenSSL reads the same dates, and outside of them a certificate does not hold', () => {
  const validity = { notBefore: Date.UTC(2025, 1, 3), notAfter: Date.UTC(2051, 4, 6) };
  const secret = p256Secret(utf8('s'.repeat(48)));
  const der = issueCertificate({ subject: 'a', hostNames: [], secret, serial: 1, validity });
  const theirs = new X509Certificate(der);
  expect(Date.parse(theirs.validFrom)).toBe(validity.notBefore);
  expect(Date.parse(theirs.validTo)).toBe(validity.notAfter);
  const ours = readCertificate(der);
  if (ours === undefined) throw new Error('not read');
  const moments = [
    validity.notBefore - 1,
    validity.notBefore,
    validity.notAfter,
    validity.notAfter + 1,
  ];
  expect(moments.map(moment => holdsAt(ours, moment))).toEqual([false, true, true, false]);
});
