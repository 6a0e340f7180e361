import { framePayload } from '../frames.ts';
import { PROTOCOL_TCP, PROTOCOL_UDP, readPacket } from '../packets.ts';
import { readDatagram, readSegment } from '../segments.ts';

/** A datagram or segment out of a copy, with what it belongs to. */
export interface Carried {
  readonly protocol: number;
  readonly source: number;
  readonly destination: number;
  readonly sourcePort: number;
  readonly destinationPort: number;
  readonly payload: Uint8Array;
  /** TCP only. */
  readonly flags: string;
  readonly sequenceNumber: number;
}

/** What a frame carries for a transport layer; undefined where it carries nothing that can be read as such. */
export const carriedIn = (frame: Uint8Array): Carried | undefined => {
  const packet = readPacket(framePayload(frame));
  if (packet === undefined || packet.fixed.fragmentOffset !== 0) return undefined;
  const { source, destination, protocol } = packet.fixed;
  const ends = { protocol, source, destination };
  if (protocol === PROTOCOL_UDP) {
    const datagram = readDatagram(packet.payload, ends);
    return datagram && { ...ends, ...datagram, flags: '', sequenceNumber: 0 };
  }
  const segment = protocol === PROTOCOL_TCP ? readSegment(packet.payload, ends) : undefined;
  if (segment === undefined) return undefined;
  const { sourcePort, destinationPort } = segment;
  const { flags, sequenceNumber, payload } = segment.segment;
  return { ...ends, sourcePort, destinationPort, flags, sequenceNumber, payload };
};
