/** State of the retransmission timer, RFC 6298 §2. Times in microseconds. */
export interface RoundTrip {
  readonly timeoutMicros: number;
  /** SRTT and RTTVAR, null before the first measurement. */
  readonly smoothedMicros: number | null;
  readonly variationMicros: number;
  /** The one segment being timed: one past its last number, and when it left. */
  readonly timed: { readonly sequence: number; readonly sentAtMicros: number } | null;
  /** Times the same data has been sent again without an answer. */
  readonly retries: number;
}

/** RFC 6298 §2.1 and §2.4. */
const INITIAL_TIMEOUT_MICROS = 1_000_000;
const MINIMUM_TIMEOUT_MICROS = 1_000_000;
/** RFC 6298 §2.5: an upper bound of at least 60 seconds. */
const MAXIMUM_TIMEOUT_MICROS = 60_000_000;
/** Resolution of the clock, G in RFC 6298 §2. */
const CLOCK_MICROS = 1000;

/** Retransmissions of the same data before the connection is given up, R2 in RFC 9293 §3.8.3. */
export const MAXIMUM_RETRIES = 15;

export const NEW_ROUND_TRIP: RoundTrip = {
  timeoutMicros: INITIAL_TIMEOUT_MICROS,
  smoothedMicros: null,
  variationMicros: 0,
  timed: null,
  retries: 0,
};

const bounded = (micros: number, leastMicros: number): number =>
  Math.min(MAXIMUM_TIMEOUT_MICROS, Math.max(leastMicros, Math.round(micros)));

/** Takes a measured round trip into the average, RFC 6298 §2.2 and §2.3 (alpha 1/8, beta 1/4, K 4). */
export const measured = (
  trip: RoundTrip,
  sampleMicros: number,
  leastMicros: number = MINIMUM_TIMEOUT_MICROS,
): RoundTrip => {
  const first = trip.smoothedMicros === null;
  const old = trip.smoothedMicros ?? sampleMicros;
  const variationMicros = first
    ? sampleMicros / 2
    : 0.75 * trip.variationMicros + 0.25 * Math.abs(old - sampleMicros);
  const smoothedMicros = first ? sampleMicros : 0.875 * old + 0.125 * sampleMicros;
  return {
    ...trip,
    smoothedMicros,
    variationMicros,
    timeoutMicros: bounded(
      smoothedMicros + Math.max(CLOCK_MICROS, 4 * variationMicros),
      leastMicros,
    ),
  };
};

/** Starts timing the segment that ends before `sequence`, unless another is being timed. */
export const timing = (trip: RoundTrip, sequence: number, nowMicros: number): RoundTrip =>
  trip.timed === null ? { ...trip, timed: { sequence, sentAtMicros: nowMicros } } : trip;

/** RFC 6298 §5.7 */
const TIMEOUT_AFTER_LOST_SYN_MICROS = 3_000_000;

/** The way that lost a SYN is not trusted: data begins with a longer time-out, RFC 6298 §5.7. */
export const afterHandshake = (trip: RoundTrip, synRetries: number): RoundTrip =>
  synRetries === 0
    ? trip
    : { ...trip, timeoutMicros: Math.max(trip.timeoutMicros, TIMEOUT_AFTER_LOST_SYN_MICROS) };

/**
 * After a time-out: doubled, RFC 6298 §5.5. What was sent twice is not timed (Karn's algorithm, RFC 6298 §3), so the
 * longer time-out stays until a fresh segment has been measured.
 */
export const backedOff = (trip: RoundTrip): RoundTrip => ({
  ...trip,
  timeoutMicros: Math.min(MAXIMUM_TIMEOUT_MICROS, trip.timeoutMicros * 2),
  timed: null,
  retries: trip.retries + 1,
});
