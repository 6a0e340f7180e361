import { concat } from '../../base/bytes.ts';
import { hashSha256 } from '../../base/crypto.ts';
import type { PacketKeys } from './packet-protection.ts';
import { stringOf } from './strings.ts';

const KEY_BYTES = 16;
const IV_BYTES = 12;

/** A positive number (most significant byte first) as an mpint, RFC 4251 §5: no zero in front that is not needed. */
export const multiplePrecision = (number: Uint8Array): Uint8Array => {
  const first = number.findIndex(byte => byte !== 0);
  const digits = first === -1 ? new Uint8Array(0) : number.subarray(first);
  const isNegative = (digits[0] ?? 0) >= 0x80;
  return stringOf(isNegative ? concat(Uint8Array.of(0), digits) : digits);
};

/** All that a key exchange was about; identifications without their line ending, offers as message payloads. */
export interface Agreement {
  readonly clientIdentification: Uint8Array;
  readonly serverIdentification: Uint8Array;
  readonly clientOffer: Uint8Array;
  readonly serverOffer: Uint8Array;
  readonly hostKey: Uint8Array;
  readonly clientKey: Uint8Array;
  readonly serverKey: Uint8Array;
  /** What the two halves give together. */
  readonly shared: Uint8Array;
}

/** The exchange hash that the server signs, RFC 5656 §4 with the hash of RFC 8731 §3. */
export const exchangeHash = (agreement: Agreement): Uint8Array =>
  hashSha256(
    concat(
      stringOf(agreement.clientIdentification),
      stringOf(agreement.serverIdentification),
      stringOf(agreement.clientOffer),
      stringOf(agreement.serverOffer),
      stringOf(agreement.hostKey),
      stringOf(agreement.clientKey),
      stringOf(agreement.serverKey),
      multiplePrecision(agreement.shared),
    ),
  );

/** The keys of both directions, RFC 4253 §7.2, for AES-128-GCM (RFC 5647 §7.1). */
export const keysOf = (
  shared: Uint8Array,
  hash: Uint8Array,
  sessionId: Uint8Array,
): { readonly toServer: PacketKeys; readonly toClient: PacketKeys } => {
  const derived = (letter: string, count: number): Uint8Array =>
    hashSha256(
      concat(multiplePrecision(shared), hash, Uint8Array.of(letter.charCodeAt(0)), sessionId),
    ).slice(0, count);
  return {
    toServer: { iv: derived('A', IV_BYTES), key: derived('C', KEY_BYTES) },
    toClient: { iv: derived('B', IV_BYTES), key: derived('D', KEY_BYTES) },
  };
};
