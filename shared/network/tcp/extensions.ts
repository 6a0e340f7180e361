import type { Congestion } from './congestion.ts';
import { type Agreed, NOTHING_AGREED } from './options.ts';
import type { SequenceRange } from './segment.ts';
import { PLAIN_TCP, type TcpSettings } from './settings.ts';

/** What a connection knows beyond plain TCP. Sequence numbers are unsigned 32 bits. */
export interface TcpExtensions {
  readonly settings: TcpSettings;
  readonly agreed: Agreed;
  /** The largest SND.WND there has been, RFC 9293 §3.8.6.2.1. */
  readonly largestSendWindow: number;
  /** RCV.NXT + RCV.WND as last sent: what we have said we would take. Null: always the whole buffer. */
  readonly receiveEdge: number | null;
  /** Bytes delivered that the program has not taken yet, see `readsAtOnce`. */
  readonly unreadBytes: number;
  /** Blocks of `early` as we report them, latest change first, RFC 2018 §4. */
  readonly sackBlocks: readonly SequenceRange[];
  /** Numbers past SND.UNA that the other end says it has, in order, RFC 2018 §5. */
  readonly sacked: readonly SequenceRange[];
  /** TS.Recent and Last.ACK.sent, RFC 7323 §4.3. */
  readonly recentTimestamp: number;
  readonly lastAcknowledged: number;
  /** Null without congestion control and before the handshake is over. */
  readonly congestion: Congestion | null;
}

const PLAIN: TcpExtensions = {
  settings: PLAIN_TCP,
  agreed: NOTHING_AGREED,
  // Plain TCP does not judge how old an acknowledgment is.
  largestSendWindow: 2 ** 30,
  receiveEdge: null,
  unreadBytes: 0,
  sackBlocks: [],
  sacked: [],
  recentTimestamp: 0,
  lastAcknowledged: 0,
  congestion: null,
};

/** As a connection begins; undefined where it keeps to plain TCP and so has nothing more to know. */
export const extensionsFor = (settings: TcpSettings): TcpExtensions | undefined =>
  settings === PLAIN_TCP ? undefined : { ...PLAIN, settings, largestSendWindow: 0, receiveEdge: 0 };

/** What the connection knows, or what holds for plain TCP. */
export const extensionsOf = (connection: { readonly extensions?: TcpExtensions }): TcpExtensions =>
  connection.extensions ?? PLAIN;
