/** What congestion control knows, RFC 5681 §2. All in whole bytes: a fraction would let pieces of no byte out. */
export interface Congestion {
  /** cwnd */
  readonly windowBytes: number;
  /** ssthresh */
  readonly thresholdBytes: number;
  /** Duplicate acknowledgments in a row. */
  readonly duplicates: number;
  /** FlightSize when the first of them came: what limited transmit adds does not count, RFC 3042 §2. */
  readonly flightBytes: number;
  readonly recovery: Recovery | null;
  /** One past `recover` of RFC 6582 §3.2: what the last recovery was to repair. */
  readonly recoverTo: number;
}

/** Repair of a loss, until all that had been sent when it was noticed is acknowledged. */
export interface Recovery {
  /** Noticed by duplicate acknowledgments, or by the timer. */
  readonly kind: 'fast' | 'time-out';
  readonly until: number;
  /** One past the highest number sent again, HighRxt + 1 of RFC 6675 §2. */
  readonly resentTo: number;
}

/** Duplicate acknowledgments that mean a loss, RFC 5681 §3.2. */
export const DUPLICATE_THRESHOLD = 3;

/** IW, RFC 5681 §3.1: two to four segments, one where the SYN was lost. */
const initialWindow = (segmentBytes: number, synWasLost: boolean): number => {
  if (synWasLost) return segmentBytes;
  if (segmentBytes > 2190) return 2 * segmentBytes;
  return (segmentBytes > 1095 ? 3 : 4) * segmentBytes;
};

/** ssthresh begins as high as it can be, RFC 5681 §3.1. */
export const startCongestion = (
  segmentBytes: number,
  synWasLost: boolean,
  initialSendSequence: number,
): Congestion => ({
  windowBytes: initialWindow(segmentBytes, synWasLost),
  thresholdBytes: 2 ** 30,
  duplicates: 0,
  flightBytes: 0,
  recovery: null,
  recoverTo: initialSendSequence,
});

/** More than any window of the other end. */
const LARGEST_WINDOW = 2 ** 30;

/** cwnd after `acknowledgedBytes` new ones: slow start, then congestion avoidance, RFC 5681 §3.1, equations 2 and 3. */
export const grown = (
  congestion: Congestion,
  acknowledgedBytes: number,
  segmentBytes: number,
): Congestion => {
  const { windowBytes, thresholdBytes } = congestion;
  const more =
    windowBytes < thresholdBytes
      ? Math.min(acknowledgedBytes, segmentBytes)
      : Math.max(1, Math.floor((segmentBytes * segmentBytes) / windowBytes));
  return { ...congestion, windowBytes: Math.min(LARGEST_WINDOW, windowBytes + more) };
};

/** ssthresh after a loss, RFC 5681 §3.1, equation 4. */
export const thresholdAfterLoss = (flightBytes: number, segmentBytes: number): number =>
  Math.max(Math.floor(flightBytes / 2), 2 * segmentBytes);

/** A partial acknowledgment takes out what it acknowledged and puts one segment back, RFC 6582 §3.2 step 3. */
export const deflated = (
  congestion: Congestion,
  acknowledgedBytes: number,
  segmentBytes: number,
): Congestion => {
  const back = acknowledgedBytes >= segmentBytes ? segmentBytes : 0;
  const windowBytes = Math.max(segmentBytes, congestion.windowBytes - acknowledgedBytes + back);
  return { ...congestion, windowBytes };
};
