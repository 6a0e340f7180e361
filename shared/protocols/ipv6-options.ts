import type { Span } from './span.ts';
import {
  type OptionLength,
  type OptionWords,
  optionPlacesOf,
  shownNumber,
  type TypeLengths,
  tlvSpans,
  wrongLength,
} from './tlv-spans.ts';

const PAD_ONE = 0;
const RFC = 'RFC 8200 §4.2';

/** Pad1 is one byte alone; all others have a length byte that counts what is behind it, RFC 8200 §4.2. */
const lengthAt: OptionLength = (bytes, at) =>
  bytes[at] === PAD_ONE ? 1 : (bytes[at + 1] ?? 254) + 2;

const WORDS: Readonly<Record<number, OptionWords>> = {
  0: { label: 'Padding of one byte', rfc: RFC },
  1: { label: 'Padding', rfc: RFC },
  5: {
    label: 'Router alert',
    rfc: 'RFC 2711 §2.1',
    parts: [{ name: 'value', label: 'Value', bytes: 2, shown: shownNumber }],
  },
  194: {
    label: 'Jumbo payload',
    rfc: 'RFC 2675 §2',
    parts: [{ name: 'jumboLength', label: 'Payload length', bytes: 4, shown: shownNumber }],
  },
  201: { label: 'Home address', rfc: 'RFC 6275 §6.3' },
};

const HOME_ADDRESS = 201;

/** In whole, with type and length: RFC 2711 §2.1, RFC 2675 §2, RFC 6275 §6.3. */
const LENGTHS: TypeLengths = {
  5: length => length === 4,
  194: length => length === 6,
  [HOME_ADDRESS]: length => length === 18,
};

/** The first option of header `id` in bytes `[start, end)` with a length that leads out of the header or does not suit its
 *  type. */
export const wrongIpv6Option = (id: string, bytes: Uint8Array, start: number, end: number) =>
  wrongLength(id, bytes, [start, end], lengthAt, LENGTHS);

/** Whether the packet comes from another address than its header says, RFC 6275 §6.3. */
export const hasHomeAddress = (bytes: Uint8Array, start: number, end: number): boolean =>
  optionPlacesOf(bytes, start, end, lengthAt).some(({ type }) => type === HOME_ADDRESS);

/** Spans of the options of a hop-by-hop or destination options header `id`. */
export const ipv6OptionSpans =
  (id: string) =>
  (bytes: Uint8Array, start: number, end: number): readonly Span[] =>
    tlvSpans(
      `${id}.options`,
      WORDS,
      bytes,
      optionPlacesOf(bytes, start, end, lengthAt),
      'RFC 8200 §4.2',
    );
