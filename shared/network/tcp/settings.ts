/** What a host's TCP does beyond the least that RFC 9293 asks for, chosen per host. Times in microseconds. */
export interface TcpSettings {
  /**
   * Slow start, congestion avoidance, fast retransmit and fast recovery, RFC 5681 and RFC 6582. Without it the other
   * end's window alone is the limit, and only the timer repeats.
   */
  readonly congestionControl: boolean;
  /** The first two duplicate acknowledgments let new data out too, RFC 3042 §2. */
  readonly limitedTransmit: boolean;
  /** How long data may wait for its acknowledgment, 0 for not at all, RFC 9293 §3.8.6.3. */
  readonly acknowledgmentDelayMicros: number;
  /** Offers to scale windows, with the shift count that `receiveBufferBytes` asks for, RFC 7323 §2. */
  readonly windowScale: boolean;
  /** RFC 2018 */
  readonly selectiveAcknowledgment: boolean;
  /** RFC 7323 §3 to §5 */
  readonly timestamps: boolean;
  /** Small pieces wait while something is unacknowledged, RFC 9293 §3.7.4. */
  readonly nagle: boolean;
  /** Small openings of the window are neither offered nor used, RFC 9293 §3.8.6.2. */
  readonly sillyWindowAvoidance: boolean;
  /** Challenges instead of belief where a stranger may have guessed a number, RFC 5961 §3 to §5. */
  readonly blindAttackChecks: boolean;
  /** Whether programs take what has come at once; else `readData` says what they have taken. */
  readonly readsAtOnce: boolean;
  readonly receiveBufferBytes: number;
  /** What we announce in our SYN, in bytes, or null for no option: then 536 holds, RFC 9293 §3.7.1. */
  readonly maximumSegmentSize: number | null;
  /** The largest packet that the way out is known to carry, or null: what the other end takes decides, RFC 9293 §3.7.1. */
  readonly pathMtuBytes: number | null;
  /** Least retransmission time-out: a second by RFC 6298 §2.4; many systems take less. */
  readonly minimumTimeoutMicros: number;
}

/** The TCP of the first lessons: every rule of RFC 9293, nothing to negotiate. */
export const PLAIN_TCP: TcpSettings = {
  congestionControl: false,
  limitedTransmit: false,
  acknowledgmentDelayMicros: 40_000,
  windowScale: false,
  selectiveAcknowledgment: false,
  timestamps: false,
  nagle: false,
  sillyWindowAvoidance: false,
  blindAttackChecks: true,
  readsAtOnce: true,
  receiveBufferBytes: 65_535,
  maximumSegmentSize: 1460,
  pathMtuBytes: null,
  minimumTimeoutMicros: 1_000_000,
};

/** What hosts of today do. */
export const MODERN_TCP: TcpSettings = {
  ...PLAIN_TCP,
  congestionControl: true,
  limitedTransmit: true,
  windowScale: true,
  selectiveAcknowledgment: true,
  timestamps: true,
  nagle: true,
  sillyWindowAvoidance: true,
  receiveBufferBytes: 262_144,
  minimumTimeoutMicros: 200_000,
};
