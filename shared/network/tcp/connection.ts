import type { IpAddress } from '../../base/ip.ts';
import type { TcpExtensions } from './extensions.ts';
import type { RoundTrip } from './retransmission.ts';
import type { SegmentOut } from './segment.ts';
import { distance } from './sequence.ts';
import type { TcpState } from './state.ts';

interface TcpAddress {
  readonly address: IpAddress;
  readonly port: number;
}

/** The two ends of a connection, RFC 9293 §3.4: together they are its name. */
export interface TcpEnds {
  readonly local: TcpAddress;
  readonly remote: TcpAddress;
}

/**
 * One end of a connection (RFC 9293 §3.3.1 names the variables in capitals). Sequence numbers are unsigned 32 bits,
 * times virtual microseconds. Never changed in place.
 */
export interface TcpConnection extends TcpEnds {
  readonly state: TcpState;
  /** ISS */
  readonly initialSendSequence: number;
  /** SND.UNA */
  readonly sendUnacknowledged: number;
  /** SND.NXT: one past the highest number sent; never taken back. */
  readonly sendNext: number;
  /** SND.WND */
  readonly sendWindow: number;
  /** SND.WL1 and SND.WL2 */
  readonly windowFromSequence: number;
  readonly windowFromAcknowledgment: number;
  /** The other end's maximum segment size in bytes, RFC 9293 §3.7.1. */
  readonly sendMaximumSegmentSize: number;
  /** Bytes of the application from SND.UNA on, sent or not (SYN and FIN not counted). */
  readonly outgoing: Uint8Array;
  /** Set by CLOSE: a FIN follows the last of `outgoing`. */
  readonly finWanted: boolean;
  /** Sequence number of our FIN once sent. */
  readonly finSequence: number | null;
  /** IRS and RCV.NXT; both 0 until the other end's SYN has come. */
  readonly initialReceiveSequence: number;
  readonly receiveNext: number;
  /** Segments that came before their turn, in order of their sequence numbers. */
  readonly early: readonly EarlySegment[];
  readonly roundTrip: RoundTrip;
  /** When what is unacknowledged is sent again, or null while nothing is. */
  readonly retransmitAtMicros: number | null;
  /** When data that has come is acknowledged at the latest, RFC 9293 §3.8.6.3. */
  readonly acknowledgeAtMicros: number | null;
  /** Without congestion control, SND.NXT at the last time-out: until it is acknowledged, each advance sends the next lost piece at once. */
  readonly recoverUntil: number | null;
  /** TIME-WAIT ends here, RFC 9293 §3.6.1; `isOver` compares it with now. */
  readonly timeWaitUntilMicros: number | null;
  /** Challenges sent since a time (RFC 5961 §7). */
  readonly challenges: { readonly sinceMicros: number; readonly count: number };
  /** Missing where the host keeps to plain TCP, see settings.ts. */
  readonly extensions?: TcpExtensions;
}

export interface EarlySegment {
  readonly sequenceNumber: number;
  readonly payload: Uint8Array;
  readonly fin: boolean;
}

/**
 * established: both ends know each other. remote-closed: the other end has sent all. closed: both have, and ours is
 * acknowledged (also on entering TIME-WAIT). reset: torn down by the other end. timed-out: given up.
 */
export type TcpEvent = 'established' | 'remote-closed' | 'closed' | 'reset' | 'timed-out';

/** What a step of TCP leads to. `deliver` is in order and without gaps or repeats. */
export interface TcpStep {
  readonly connection: TcpConnection;
  readonly emit: readonly SegmentOut[];
  readonly deliver: readonly Uint8Array[];
  readonly events: readonly TcpEvent[];
  /** When `retransmit` is to be called unless another step comes first, virtual microseconds, or null for never. */
  readonly deadlineMicros: number | null;
}

/** Ours on Ethernet: 1500 bytes less two headers of 20, RFC 9293 §3.7.1. */
export const MAXIMUM_SEGMENT_SIZE_BYTES = 1460;

/** The other end's if it does not say, RFC 9293 §3.7.1. */
export const DEFAULT_MAXIMUM_SEGMENT_SIZE_BYTES = 536;

/** Twice the maximum segment lifetime of two minutes, RFC 9293 §3.4.2. */
export const TIME_WAIT_MICROS = 240_000_000;

/** True if the connection is gone: CLOSED, or its TIME-WAIT has run out. */
export const isOver = (connection: TcpConnection, nowMicros: number): boolean =>
  connection.state === 'CLOSED' ||
  (connection.timeWaitUntilMicros !== null && nowMicros >= connection.timeWaitUntilMicros);

/** Bytes of `outgoing` that have left and are not acknowledged. */
export const bytesInFlight = (connection: TcpConnection): number =>
  distance(connection.sendUnacknowledged, connection.sendNext) -
  (connection.finSequence === null ? 0 : 1);
