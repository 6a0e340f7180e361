import type { IpAddress } from '../base/ip.ts';
import { readOptions, writeOptions } from '../protocols/options.ts';
import { transportChecksum } from '../protocols/pseudo-header.ts';
import { CONTROL_BITS, flagsOf, tcp } from '../protocols/tcp.ts';
import { udp } from '../protocols/udp.ts';
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

const isWhole = (unit: Uint8Array, end: number, protocol: number, of: Addresses): boolean => {
  const context = { sourceAddress: of.source, destinationAddress: of.destination };
  return transportChecksum({ bytes: unit, start: 0, headerEnd: 0, end, context }, protocol) === 0;
};

/** A segment taken apart; `good` tells whether its checksum is right. Undefined if it is cut short. */
export const readSegment = (
  unit: Uint8Array,
  of: Addresses,
): (Ports & { readonly segment: Segment; readonly good: boolean }) | undefined => {
  const decoded = tcp.decode(unit);
  if (!decoded.ok || decoded.value.header.dataOffset < 5) return undefined;
  const { header, payloadStart } = decoded.value;
  return {
    sourcePort: header.sourcePort,
    destinationPort: header.destinationPort,
    good: isWhole(unit, unit.length, PROTOCOL_TCP, of),
    segment: {
      sequenceNumber: header.sequenceNumber,
      acknowledgmentNumber: header.acknowledgmentNumber,
      flags: flagsOf(header),
      window: header.window,
      payload: unit.slice(payloadStart),
      ...segmentOptions(readOptions(header.options)),
    },
  };
};

/** A datagram taken apart, RFC 768. Undefined if its length cannot be right. */
export const readDatagram = (
  unit: Uint8Array,
  of: Addresses,
): (Ports & { readonly payload: Uint8Array; readonly good: boolean }) | undefined => {
  const decoded = udp.decode(unit);
  if (!decoded.ok) return undefined;
  const { sourcePort, destinationPort, length, checksum } = decoded.value.header;
  if (length < 8 || length > unit.length) return undefined;
  return {
    sourcePort,
    destinationPort,
    payload: unit.slice(8, length),
    good: checksum === 0 || isWhole(unit, length, PROTOCOL_UDP, of),
  };
};

const controlBits = (flags: string): Record<string, number> => {
  const set = new Set(flags.toLowerCase().split(/[^a-z]+/));
  return Object.fromEntries(CONTROL_BITS.map(bit => [bit, set.has(bit) ? 1 : 0]));
};

/** The bytes of a segment with the header `values` of a decision, RFC 9293 §3.1. */
export const writeSegment = (
  values: Values,
  payload: Uint8Array,
  options: Pick<Segment, 'maximumSegmentSize' | 'options'>,
  of: Addresses,
): Uint8Array =>
  tcp.encode(
    {
      ...headerFrom(tcp, values),
      ...controlBits(textAt(values, 'tcp.flags', '')),
      options: writeOptions(headerOptions(options)),
    },
    payload,
    { sourceAddress: of.source, destinationAddress: of.destination },
  );

/** The bytes of a datagram with the header `values` of a decision, RFC 768. */
export const writeDatagram = (values: Values, payload: Uint8Array, of: Addresses): Uint8Array =>
  udp.encode(headerFrom(udp, values), payload, {
    sourceAddress: of.source,
    destinationAddress: of.destination,
  });
