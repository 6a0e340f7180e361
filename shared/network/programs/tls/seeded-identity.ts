import { concat, utf8 } from '../../../base/bytes.ts';
import { hashSha256, p256Secret } from '../../../base/crypto.ts';
import { type CertificateRequest, issueCertificate } from '../../../protocols/x509/certificate.ts';
import type { ServerIdentity } from './server-role.ts';

const CHANCE_BYTES = 48;

const secretFrom = (seed: string, purpose: string): Uint8Array => {
  const half = (part: string): Uint8Array => hashSha256(utf8(`${part} ${purpose} ${seed}`));
  return p256Secret(concat(half('first'), half('second')).subarray(0, CHANCE_BYTES));
};

const authorityFrom = (seed: string): CertificateRequest => ({
  subject: 'Certificate authority',
  hostNames: [],
  secret: secretFrom(seed, 'authority'),
  authority: true,
  serial: 1,
});

/** The certificate (DER) of the authority that vouches for all identities of that seed. */
export const authorityCertificate = (seed: string): Uint8Array =>
  issueCertificate(authorityFrom(seed));

/** A server called `name`: key and certificate follow from the seed, and are made only when somebody asks. */
export const identityFromSeed = (
  seed: string,
  name: string,
  applicationProtocols: readonly string[],
): ServerIdentity => ({
  applicationProtocols,
  get secret() {
    return secretFrom(seed, `server ${name}`);
  },
  get certificates() {
    const { secret } = this;
    const issuer = authorityFrom(seed);
    return [issueCertificate({ subject: name, hostNames: [name], secret, issuer, serial: 2 })];
  },
});
