import { ETHER_TYPE } from '../protocols/ethernet.ts';
import { framePayload } from './frames.ts';
import { PROTOCOL_TCP, readPacket } from './packets.ts';
import type { IpAddress } from './programs/program.ts';
import type { Task } from './task.ts';

const SHORTEST_HEADER_BYTES = 20;

/** Control bits, RFC 9293 §3.1. */
export const FIN = 0x01;
export const SYN = 0x02;
export const ACK = 0x10;

/** A TCP segment as a task has it, its numbers read in place, RFC 9293 §3.1. */
export interface SegmentInside {
  readonly source: IpAddress;
  readonly destination: IpAddress;
  readonly sourcePort: number;
  readonly destinationPort: number;
  readonly sequenceNumber: number;
  readonly acknowledgmentNumber: number;
  readonly window: number;
  /** The eight control bits, FIN the lowest. */
  readonly flags: number;
  readonly payload: Uint8Array;
}

/** The IPv4 packet that a task is about, with padding behind it perhaps; undefined where it is about none. */
export const packetInside = ({ situation, unit }: Task): Uint8Array | undefined => {
  if (situation.type === 'unwrap-frame') return framePayload(unit);
  if (situation.type === 'wrap-frame')
    return situation.etherType === ETHER_TYPE.ipv4 ? unit : undefined;
  return situation.type === 'unwrap-packet' || situation.type === 'forward-packet'
    ? unit
    : undefined;
};

/** The numbers of the TCP segment `unit`, read in place; undefined where it is cut short. Its checksum is not looked at. */
export const segmentAt = (
  unit: Uint8Array,
  source: IpAddress,
  destination: IpAddress,
): SegmentInside | undefined => {
  const headerBytes = ((unit[12] ?? 0) >> 4) * 4;
  if (headerBytes < SHORTEST_HEADER_BYTES || headerBytes > unit.length) return undefined;
  const view = new DataView(unit.buffer, unit.byteOffset, unit.byteLength);
  return {
    source,
    destination,
    sourcePort: view.getUint16(0),
    destinationPort: view.getUint16(2),
    sequenceNumber: view.getUint32(4),
    acknowledgmentNumber: view.getUint32(8),
    flags: view.getUint8(13),
    window: view.getUint16(14),
    payload: unit.subarray(headerBytes),
  };
};

/** The TCP segment that a task is about, at whichever layer; undefined where it is about none or a later fragment. */
export const segmentInside = (task: Task): SegmentInside | undefined => {
  const { situation, unit } = task;
  if (situation.type === 'unwrap-segment') {
    return segmentAt(unit, situation.source, situation.destination);
  }
  if (situation.type === 'wrap-packet') {
    const isTcp = situation.protocol === PROTOCOL_TCP;
    return isTcp ? segmentAt(unit, situation.source, situation.destination) : undefined;
  }
  const bytes = packetInside(task);
  const packet = bytes === undefined ? undefined : readPacket(bytes);
  if (packet === undefined) return undefined;
  const { protocol, fragmentOffset, source, destination } = packet.fixed;
  if (protocol !== PROTOCOL_TCP || fragmentOffset !== 0) return undefined;
  return segmentAt(packet.payload, source, destination);
};
