import { concat, read16 } from '../base/bytes.ts';
import { DNS_HEADER_BYTES } from './dns-encode.ts';
import type { Explainable } from './protocol.ts';
import { tableProtocol } from './table-protocol.ts';

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
    const length = read16(bytes, at);
    if (at + LENGTH_BYTES + length > bytes.length) break;
    messages.push(bytes.slice(at + LENGTH_BYTES, at + LENGTH_BYTES + length));
    at += LENGTH_BYTES + length;
  }
  return { messages, rest: bytes.slice(at) };
};

/** The length before each message on a stream, RFC 1035 §4.2.2. It opens only in front of a whole message,
 *  as a segment may as well be the middle of one; several messages may stand in a segment (RFC 7766 §6.2.1.1). */
export const dnsOnStream: Explainable = {
  ...tableProtocol({
    id: 'dns-stream',
    title: 'Length of a DNS message',
    rfc: 'RFC 1035 §4.2.2',
    fields: [
      {
        name: 'length',
        label: 'Message length',
        bits: 16,
        kind: 'number',
        unit: 'bytes',
        derived: true,
        about: 'How many bytes the message behind it has: a stream of bytes shows no ends.',
        rfc: 'RFC 1035 §4.2.2',
      },
    ],
    end: ({ length }, start) => start + LENGTH_BYTES + length,
    rules: [],
    derive: { length: ({ headerEnd, end }) => end - headerEnd },
  }),
  repeats: true,
  begins: bytes => {
    const length = read16(bytes, 0);
    return length >= DNS_HEADER_BYTES && LENGTH_BYTES + length <= bytes.length;
  },
};
