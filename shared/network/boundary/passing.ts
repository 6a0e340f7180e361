import { read16 } from '../../base/bytes.ts';
import { ECHO_REPLY, ECHO_REQUEST } from '../../protocols/icmp.ts';
import { ipv4 } from '../../protocols/ipv4.ts';
import { lastKept } from '../last-kept.ts';
import { PROTOCOL_ICMP, PROTOCOL_TCP, PROTOCOL_UDP, type ReadPacket } from '../packets.ts';

/** One end of what passes a boundary. `port` of an ICMP question is its identifier; 0 where there is none. */
export interface PassingEnd {
  readonly address: number;
  readonly port: number;
}

/** What a device in the middle reads of a packet. */
export interface Passing {
  readonly protocol: number;
  readonly source: PassingEnd;
  readonly destination: PassingEnd;
  /** The part of an error message about another packet that tells which one. */
  readonly quoted: Passing | null;
  /** A TCP segment that opens a connection: SYN without ACK, RFC 9293 §3.10.7.2. */
  readonly opens: boolean;
  /** 'whole' without fragments; what is 'later' has no ports. */
  readonly piece: 'whole' | 'first' | 'later';
  readonly identification: number;
}

const SYN_AND_ACK = 0x12;
const SYN = 0x02;

type Header = ReadPacket['fixed'];

const pieceOf = ({ moreFragments, fragmentOffset }: Header): Passing['piece'] => {
  if (fragmentOffset > 0) return 'later';
  return moreFragments === 1 ? 'first' : 'whole';
};

const portsOf = (header: Header, payload: Uint8Array): readonly [number, number] => {
  if (header.fragmentOffset > 0 || payload.length < 4) return [0, 0];
  const { protocol } = header;
  if (protocol === PROTOCOL_TCP || protocol === PROTOCOL_UDP) {
    return [read16(payload, 0), read16(payload, 2)];
  }
  const asks = payload[0] === ECHO_REQUEST;
  const isEcho = asks || payload[0] === ECHO_REPLY;
  if (protocol !== PROTOCOL_ICMP || !isEcho || payload.length < 6) return [0, 0];
  // Question and answer carry one identifier: it is the port of whoever asked.
  const identifier = read16(payload, 4);
  return asks ? [identifier, 0] : [0, identifier];
};

const isError = (type: number | undefined): boolean => type === 3 || type === 11 || type === 12;

const read = (header: Header, payload: Uint8Array, quoted: Passing | null): Passing => {
  const [sourcePort, destinationPort] = portsOf(header, payload);
  return {
    protocol: header.protocol,
    source: { address: header.source, port: sourcePort },
    destination: { address: header.destination, port: destinationPort },
    quoted,
    opens: header.protocol === PROTOCOL_TCP && ((payload[13] ?? 0) & SYN_AND_ACK) === SYN,
    piece: pieceOf(header),
    identification: header.identification,
  };
};

/** Where an ICMP error keeps the packet that it is about, RFC 792. */
export const QUOTE_OFFSET = 8;

/** Header and first bytes of the packet that an error is about, however little there is of it. */
const quotedIn = ({ fixed: header, payload }: ReadPacket): Passing | null => {
  if (header.protocol !== PROTOCOL_ICMP || header.fragmentOffset > 0 || !isError(payload[0])) {
    return null;
  }
  const inner = ipv4.decode(payload, QUOTE_OFFSET);
  if (!inner.ok || inner.value.header.version !== 4) return null;
  return read(inner.value.header, payload.slice(inner.value.payloadStart), null);
};

/** What a filter or translator knows of a packet: a pure reading, never more than headers. */
export const passingOf = lastKept<ReadPacket, void, Passing>(packet =>
  read(packet.fixed, packet.payload, quotedIn(packet)),
);

/** The way back of the same conversation. */
export const turnedRound = ({ protocol, source, destination }: Passing) => ({
  protocol,
  source: destination,
  destination: source,
});
