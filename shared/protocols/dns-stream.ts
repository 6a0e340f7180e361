import { concat } from '../base/bytes.ts';

/** Bytes of the length before each message on a stream, RFC 1035 §4.2.2. */
const LENGTH_BYTES = 2;

const NO_BYTES = new Uint8Array(0);

/** A message as it goes over TCP: its length in two bytes, then itself, RFC 7766 §8. A message that is longer than
 *  65535 bytes cannot be sent and gives no bytes. */
export const streamed = (message: Uint8Array): Uint8Array =>
  message.length > 0xffff
    ? NO_BYTES
    : concat(Uint8Array.of(message.length >> 8, message.length & 0xff), message);

/** Whole messages at the beginning of what has come over a stream, and the bytes behind them that wait for more. */
export const messagesIn = (
  bytes: Uint8Array,
): { readonly messages: readonly Uint8Array[]; readonly rest: Uint8Array } => {
  const messages: Uint8Array[] = [];
  let at = 0;
  while (at + LENGTH_BYTES <= bytes.length) {
    const length = ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
    if (at + LENGTH_BYTES + length > bytes.length) break;
    messages.push(bytes.slice(at + LENGTH_BYTES, at + LENGTH_BYTES + length));
    at += LENGTH_BYTES + length;
  }
  return { messages, rest: bytes.slice(at) };
};
