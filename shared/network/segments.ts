import type { IpAddress } from '../base/ip.ts';
import { readOptions, writeOptions } from '../protocols/options.ts';
import { transportChecksum } from '../protocols/pseudo-header.ts';
import { CONTROL_BITS, type ControlBit, flagsOf, tcp } from '../protocols/tcp.ts';
import { udp } from '../protocols/udp.ts';
import { lastKept } from './last-kept.ts';
import { PROTOCOL_TCP, PROTOCOL_UDP } from './packets.ts';
import { headerOptions, segmentOptions } from './tcp/options.ts';
import type { Segment } from './tcp/segment.ts';
import { headerFrom, textAt, type Values } from './values.ts';

/** Addresses of the pseudo header. */
export interface Addresses {
  readonly source: IpAddress;
  readonly destination: IpAddress;
}

export interface Ports {
  readonly sourcePort: number;
  readonly destinationPort: number;
}

const SHORTEST_HEADER_BYTES = 20;
const NO_OPTIONS = { maximumSegmentSize: null } as const;

const isWhole = (unit: Uint8Array, end: number, protocol: number, of: Addresses): boolean => {
  const context = { sourceAddress: of.source, destinationAddress: of.destination };
  return transportChecksum({ bytes: unit, start: 0, headerEnd: 0, end, context }, protocol) === 0;
};

/** A segment taken apart, its payload in place; `good` tells whether its checksum is right. */
type ReadSegment = Ports & { readonly segment: Segment; readonly good: boolean };

const segmentIn = (unit: Uint8Array, of: Addresses): ReadSegment | undefined => {
  if (unit.length < SHORTEST_HEADER_BYTES) return undefined;
  const header = tcp.view(unit, 0);
  const headerBytes = header.dataOffset * 4;
  if (headerBytes < SHORTEST_HEADER_BYTES || headerBytes > unit.length) return undefined;
  const options = unit.subarray(SHORTEST_HEADER_BYTES, headerBytes);
  return {
    sourcePort: header.sourcePort,
    destinationPort: header.destinationPort,
    good: isWhole(unit, unit.length, PROTOCOL_TCP, of),
    segment: {
      sequenceNumber: header.sequenceNumber,
      acknowledgmentNumber: header.acknowledgmentNumber,
      flags: flagsOf(header),
      window: header.window,
      payload: unit.subarray(headerBytes),
      ...(headerBytes === SHORTEST_HEADER_BYTES
        ? NO_OPTIONS
        : segmentOptions(readOptions(options))),
    },
  };
};

/** A segment taken apart. Undefined if it is cut short. */
export const readSegment = lastKept<Uint8Array, Addresses, ReadSegment | undefined>(segmentIn);

/** A datagram taken apart, RFC 768, its payload in place. Undefined if its length cannot be right. */
export const readDatagram = (
  unit: Uint8Array,
  of: Addresses,
): (Ports & { readonly payload: Uint8Array; readonly good: boolean }) | undefined => {
  if (unit.length < 8) return undefined;
  const { sourcePort, destinationPort, length, checksum } = udp.view(unit, 0);
  if (length < 8 || length > unit.length) return undefined;
  return {
    sourcePort,
    destinationPort,
    payload: unit.subarray(8, length),
    good: checksum === 0 || isWhole(unit, length, PROTOCOL_UDP, of),
  };
};

const bitsIn = (flags: string): Readonly<Record<ControlBit, number>> => {
  const set = new Set(flags.toLowerCase().split(/[^a-z]+/));
  const bits = CONTROL_BITS.map(bit => [bit, set.has(bit) ? 1 : 0] as const);
  return Object.fromEntries(bits) as Record<ControlBit, number>;
};

// Those that TCP itself sends, taken apart once; what people write is taken apart as it comes.
const OWN_FLAGS = new Map(
  ['SYN', 'SYN ACK', 'ACK', 'PSH ACK', 'FIN ACK', 'FIN PSH ACK', 'RST', 'RST ACK'].map(flags => [
    flags,
    bitsIn(flags),
  ]),
);

/** The bytes of a segment with the header `values` of a decision, RFC 9293 §3.1. */
export const writeSegment = (
  values: Values,
  payload: Uint8Array,
  options: Pick<Segment, 'maximumSegmentSize' | 'options'>,
  of: Addresses,
): Uint8Array => {
  const flags = textAt(values, 'tcp.flags', '');
  const bits = OWN_FLAGS.get(flags) ?? bitsIn(flags);
  const hasOptions = options.maximumSegmentSize !== null || options.options !== undefined;
  const header = Object.assign(headerFrom(tcp, values), bits);
  return tcp.encode(
    hasOptions ? { ...header, options: writeOptions(headerOptions(options)) } : header,
    payload,
    { sourceAddress: of.source, destinationAddress: of.destination },
  );
};

/** The bytes of a datagram with the header `values` of a decision, RFC 768. */
export const writeDatagram = (values: Values, payload: Uint8Array, of: Addresses): Uint8Array =>
  udp.encode(headerFrom(udp, values), payload, {
    sourceAddress: of.source,
    destinationAddress: of.destination,
  });
