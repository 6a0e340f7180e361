import { read16 } from '../base/bytes.ts';
import { passingOf } from '../network/boundary/passing.ts';
import { type Direction, natPortOffset, translated } from '../network/boundary/translate.ts';
import { PROTOCOL_ICMP, readPacket } from '../network/packets.ts';
import type { Value } from '../network/task.ts';
import type { Span } from '../protocols/span.ts';
import type { Bench } from './bench.ts';

/** Whether the bench is a translator's, which writes into two headers. */
export const isTranslation = (bench: Bench): boolean =>
  bench.fields.some(({ path }) => path === 'nat.port');

const directionOf = ({ facts }: Bench): Direction => (facts.side === 'outside' ? 'in' : 'out');

/** The packet that came, with its own end written anew as far as that is filled in. */
export const translatedUnit = (
  bench: Bench,
  arrived: Uint8Array,
  values: Readonly<Record<string, Value>>,
): Uint8Array => {
  const packet = readPacket(arrived);
  return packet === undefined ? arrived : translated(packet, directionOf(bench), values);
};

/** Whether the flow is one of echo requests, which have an identifier where others have a port (RFC 3022 §2.2). */
const isAboutEcho = (bytes: Uint8Array): boolean => {
  const packet = readPacket(bytes);
  return packet !== undefined && passingOf(packet).protocol === PROTOCOL_ICMP;
};

/** A span around the two bytes at `at`, cut into what is before, the port, and what is behind. */
const cutAround = (span: Span, bytes: Uint8Array, at: number): readonly Span[] => {
  const label = isAboutEcho(bytes) ? 'Identifier' : 'Port';
  const end = span.bitOffset + span.bitLength;
  const rest = (from: number, to: number): Span[] =>
    to > from ? [{ ...span, bitOffset: from, bitLength: to - from }] : [];
  const value = read16(bytes, at);
  const place = { bitOffset: at * 8, bitLength: 16 };
  return [
    ...rest(span.bitOffset, at * 8),
    { path: 'nat.port', label, ...place, value, shown: String(value) },
    ...rest(at * 8 + 16, end),
  ];
};

/** Spans of a packet with the number of its flow: the only thing in the header behind that a translator reads. */
export const withPort = (
  bench: Bench,
  bytes: Uint8Array,
  spans: readonly Span[],
): readonly Span[] => {
  const at = natPortOffset(bytes, directionOf(bench));
  if (at === null) return spans;
  return spans.flatMap(span => {
    const end = span.bitOffset + span.bitLength;
    const isAround = span.bitOffset <= at * 8 && end >= at * 8 + 16;
    return span.path === 'ipv4.payload' && isAround ? cutAround(span, bytes, at) : [span];
  });
};
