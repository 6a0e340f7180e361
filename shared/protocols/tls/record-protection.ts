import { concat } from '../../base/bytes.ts';
import { openAesGcm, sealAesGcm } from '../../base/crypto.ts';
import { trafficKeys } from './key-schedule.ts';

/** Keys of one direction and the number of the next record, RFC 8446 §5.3. */
export interface Protection {
  readonly secret: Uint8Array;
  readonly key: Uint8Array;
  readonly iv: Uint8Array;
  readonly sequence: number;
}

const HEADER_BYTES = 5;
const TAG_BYTES = 16;
const MOST_PLAIN_BYTES = 2 ** 14;
const APPLICATION_DATA = 23;

/** Protection with keys from `secret`, at its first record. */
export const protectionFrom = (secret: Uint8Array): Protection => ({
  secret,
  ...trafficKeys(secret),
  sequence: 0,
});

/** The number of the record laid over the end of the iv, RFC 8446 §5.3. */
const nonceOf = ({ iv, sequence }: Protection): Uint8Array => {
  const nonce = iv.slice();
  let rest = sequence;
  for (let index = nonce.length - 1; rest > 0; index--) {
    nonce[index] = (nonce[index] ?? 0) ^ (rest % 256);
    rest = Math.floor(rest / 256);
  }
  return nonce;
};

const advanced = (protection: Protection): Protection => ({
  ...protection,
  sequence: protection.sequence + 1,
});

const headerOf = (length: number): Uint8Array =>
  Uint8Array.of(APPLICATION_DATA, 3, 3, length >> 8, length);

interface Sealed {
  readonly records: Uint8Array;
  readonly protection: Protection;
}

const sealOne = (protection: Protection, type: number, content: Uint8Array): Sealed => {
  const header = headerOf(content.length + 1 + TAG_BYTES);
  const plain = concat(content, Uint8Array.of(type));
  const sealed = sealAesGcm(protection.key, nonceOf(protection), plain, header);
  return { records: concat(header, sealed), protection: advanced(protection) };
};

/** `content` of the real type `type` in as many records as it takes, RFC 8446 §5.2. */
export const sealContent = (protection: Protection, type: number, content: Uint8Array): Sealed => {
  const records: Uint8Array[] = [];
  let current = protection;
  for (let at = 0; at < content.length; at += MOST_PLAIN_BYTES) {
    const sealed = sealOne(current, type, content.subarray(at, at + MOST_PLAIN_BYTES));
    records.push(sealed.records);
    current = sealed.protection;
  }
  return { records: concat(...records), protection: current };
};

/** What one record holds, or undefined where it was not sealed with these keys, RFC 8446 §5.2 and §5.4. */
export const openRecord = (
  protection: Protection,
  record: Uint8Array,
):
  | { readonly type: number; readonly content: Uint8Array; readonly protection: Protection }
  | undefined => {
  const header = record.subarray(0, HEADER_BYTES);
  const sealed = record.subarray(HEADER_BYTES);
  const plain = openAesGcm(protection.key, nonceOf(protection), sealed, header);
  if (plain === undefined) return undefined;
  // The type stands behind the content, padding of zeros behind the type.
  let end = plain.length - 1;
  while (end > 0 && plain[end] === 0) end -= 1;
  return {
    type: plain[end] ?? 0,
    content: plain.subarray(0, Math.max(end, 0)),
    protection: advanced(protection),
  };
};
