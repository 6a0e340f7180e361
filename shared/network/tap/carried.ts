import { dns } from '../../protocols/dns.ts';
import { framePayload } from '../frames.ts';
import { PROTOCOL_TCP, PROTOCOL_UDP, readPacket } from '../packets.ts';
import { segmentAt } from '../segment-inside.ts';
import { type Ports, readDatagram } from '../segments.ts';

/** A datagram or segment out of a copy, with what it belongs to. */
export interface Carried extends Ports {
  readonly protocol: number;
  readonly source: number;
  readonly destination: number;
  readonly payload: Uint8Array;
  /** TCP only: the control bits, FIN the lowest. */
  readonly flags: number;
  readonly sequenceNumber: number;
  /** UDP only: what is asked or answered, where it is a message of DNS. */
  readonly question: Question | undefined;
}

/** What a message of DNS is about. */
export interface Question {
  readonly isAnswer: boolean;
  readonly name: string;
  readonly type: number;
}

const DNS_PORT = 53;

const questionIn = (
  { sourcePort, destinationPort }: Ports,
  payload: Uint8Array,
): Question | undefined => {
  if (sourcePort !== DNS_PORT && destinationPort !== DNS_PORT) return undefined;
  const message = dns.decode(payload);
  const [question] = message.ok ? message.value.header.questions : [];
  if (!message.ok || question === undefined) return undefined;
  const { name, type } = question;
  return { isAnswer: message.value.header.qr === 1, name, type };
};

/** What a frame carries for a transport layer; undefined where it carries nothing that can be read as such. */
export const carriedIn = (frame: Uint8Array): Carried | undefined => {
  const packet = readPacket(framePayload(frame));
  if (packet === undefined || packet.fixed.fragmentOffset !== 0) return undefined;
  const { source, destination, protocol } = packet.fixed;
  const ends = { protocol, source, destination };
  if (protocol === PROTOCOL_UDP) {
    const datagram = readDatagram(packet.payload, ends);
    if (datagram === undefined) return undefined;
    const { sourcePort, destinationPort, payload } = datagram;
    const question = questionIn(datagram, payload);
    return { ...ends, sourcePort, destinationPort, payload, flags: 0, sequenceNumber: 0, question };
  }
  if (protocol !== PROTOCOL_TCP) return undefined;
  const segment = segmentAt(packet.payload, source, destination);
  if (segment === undefined) return undefined;
  const { sourcePort, destinationPort, flags, sequenceNumber, payload } = segment;
  return {
    ...ends,
    sourcePort,
    destinationPort,
    payload,
    flags,
    sequenceNumber,
    question: undefined,
  };
};
