import { concat, utf8 } from '../../base/bytes.ts';
import { numberAt } from '../structure/number.ts';
import { element, objectIdentifier, TAGS } from '../x509/der.ts';

const SPNEGO = '1.3.6.1.5.5.2';
const NTLM = '1.3.6.1.4.1.311.2.2.10';
const SIGNATURE = utf8('NTLMSSP\0');

/** Unicode, target wanted, NTLM, anonymous where it is one, extended security, target information, version, 128 bit. */
const NTLM_FLAGS = 0x22_88_82_05;

const little = (value: number, count: number): Uint8Array =>
  Uint8Array.from({ length: count }, (_, index) => Math.floor(value / 256 ** index) % 256);

const mechanisms = element(TAGS.sequence, objectIdentifier(NTLM));

/** The ways to log on that a server knows: NTLM alone. RFC 4178 §4.2.1. */
export const offerOfMechanisms = (...token: readonly Uint8Array[]): Uint8Array =>
  element(
    0x60,
    objectIdentifier(SPNEGO),
    element(
      0xa0,
      element(
        TAGS.sequence,
        element(0xa0, mechanisms),
        ...token.map(one => element(0xa2, element(0x04, one))),
      ),
    ),
  );

/** A later step, with a token in it, RFC 4178 §4.2.2; `state` 0 means done, 1 goes on, 2 refused. */
export const stepOfMechanism = (state: number | null, token?: Uint8Array): Uint8Array => {
  const parts = [
    ...(state === null ? [] : [element(0xa0, element(0x0a, Uint8Array.of(state)))]),
    ...(state === 1 ? [element(0xa1, objectIdentifier(NTLM))] : []),
    ...(token === undefined ? [] : [element(0xa2, element(0x04, token))]),
  ];
  return element(0xa1, element(TAGS.sequence, ...parts));
};

const wide = (characters: string): Uint8Array =>
  concat(...Array.from(characters, sign => little(sign.charCodeAt(0), 2)));

const attribute = (kind: number, value: Uint8Array): Uint8Array =>
  concat(little(kind, 2), little(value.length, 2), value);

const place = (length: number, at: number): Uint8Array =>
  concat(little(length, 2), little(length, 2), little(at, 4));

/** NEGOTIATE_MESSAGE, MS-NLMP §2.2.1.1, without names. */
export const ntlmNegotiate = (): Uint8Array =>
  concat(SIGNATURE, little(1, 4), little(NTLM_FLAGS, 4), place(0, 32), place(0, 32));

/** CHALLENGE_MESSAGE, MS-NLMP §2.2.1.2: eight random bytes, and the server's name. */
export const ntlmChallenge = (name: string, challenge: Uint8Array): Uint8Array => {
  const target = wide(name);
  const information = concat(
    attribute(2, target),
    attribute(1, target),
    attribute(4, new Uint8Array(0)),
    attribute(3, wide(name.toLowerCase())),
    attribute(0, new Uint8Array(0)),
  );
  return concat(
    concat(SIGNATURE, little(2, 4), place(target.length, 56), little(NTLM_FLAGS | 0x10000, 4)),
    concat(challenge, new Uint8Array(8), place(information.length, 56 + target.length)),
    concat(Uint8Array.of(6, 1, 0, 0, 0, 0, 0, 15), target, information),
  );
};

/** AUTHENTICATE_MESSAGE of nobody, MS-NLMP §2.2.1.3: no name, no answer to the challenge. */
export const ntlmAnonymous = (): Uint8Array =>
  concat(
    concat(SIGNATURE, little(3, 4), place(1, 64), place(0, 65), place(0, 64), place(0, 64)),
    concat(place(0, 64), place(0, 65), little(NTLM_FLAGS | 0x800, 4), Uint8Array.of(0)),
  );

/** Which NTLM message stands in a token: 1 negotiate, 2 challenge, 3 authenticate; 0 for none. */
export const ntlmKind = (token: Uint8Array): number => {
  for (let at = 0; at + 12 <= token.length; at++) {
    if (SIGNATURE.every((byte, index) => token[at + index] === byte)) {
      return numberAt(token, at + 8, 4, true);
    }
  }
  return 0;
};
