import { concat } from '../../base/bytes.ts';
import { openAesGcm, sealAesGcm } from '../../base/crypto.ts';
import { u32Of } from './strings.ts';

/** Key and nonce of one direction; the last eight bytes of the nonce count packets, RFC 5647 §7.1. */
export interface PacketKeys {
  readonly key: Uint8Array;
  readonly iv: Uint8Array;
}

/** Bytes of the length field, RFC 4253 §6. */
export const LENGTH_BYTES = 4;
/** Bytes of the tag behind an encrypted packet, RFC 5647 §7.2. */
export const TAG_BYTES = 16;
const CLEAR_BLOCK = 8;
const CIPHER_BLOCK = 16;
const LEAST_PADDING = 4;
const COUNTER_AT = 4;

const advanced = ({ key, iv }: PacketKeys): PacketKeys => {
  const next = iv.slice();
  for (let index = next.length - 1; index >= COUNTER_AT; index--) {
    next[index] = (next[index] ?? 0) + 1;
    if (next[index] !== 0) break;
  }
  return { key, iv: next };
};

/** How much padding makes whole blocks, at least four bytes, RFC 4253 §6. */
const paddingFor = (countedBytes: number, block: number): number => {
  const missing = block - (countedBytes % block);
  return missing < LEAST_PADDING ? missing + block : missing;
};

/** A packet with `payload`, sealed when there are keys (then with the keys for the next one), RFC 4253 §6 and RFC 5647
 *  §7.2. `chance` gives the padding. */
export const packetOf = (
  payload: Uint8Array,
  chance: (count: number) => Uint8Array,
  keys: PacketKeys | undefined,
): { readonly packet: Uint8Array; readonly keys: PacketKeys | undefined } => {
  const counted = 1 + payload.length + (keys === undefined ? LENGTH_BYTES : 0);
  const padding = paddingFor(counted, keys === undefined ? CLEAR_BLOCK : CIPHER_BLOCK);
  const plain = concat(Uint8Array.of(padding), payload, chance(padding));
  const length = u32Of(plain.length);
  if (keys === undefined) return { packet: concat(length, plain), keys };
  const sealed = sealAesGcm(keys.key, keys.iv, plain, length);
  return { packet: concat(length, sealed), keys: advanced(keys) };
};

/** The payload of a whole packet, or undefined where tag or padding do not fit. */
export const payloadOf = (
  packet: Uint8Array,
  keys: PacketKeys | undefined,
): { readonly payload: Uint8Array; readonly keys: PacketKeys | undefined } | undefined => {
  const length = packet.subarray(0, LENGTH_BYTES);
  const content = packet.subarray(LENGTH_BYTES);
  const plain = keys === undefined ? content : openAesGcm(keys.key, keys.iv, content, length);
  if (plain === undefined) return undefined;
  const [padding = 0] = plain;
  if (padding < LEAST_PADDING || padding + 1 >= plain.length) return undefined;
  const payload = plain.slice(1, plain.length - padding);
  return { payload, keys: keys === undefined ? undefined : advanced(keys) };
};
