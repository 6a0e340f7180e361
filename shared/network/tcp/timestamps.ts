import type { TcpConnection } from './connection.ts';
import { extensionsOf } from './extensions.ts';
import { hasFlag, type Segment, type SegmentOptions } from './segment.ts';
import { isAtMost, isBefore } from './sequence.ts';

const MICROS_PER_TICK = 1000;

/** TSval in milliseconds, 32 bits. */
const ticksAt = (nowMicros: number): number => Math.floor(nowMicros / MICROS_PER_TICK) >>> 0;

/** The option of what we send: our clock, and the other end's last in time, RFC 7323 §3.2. */
export const timestampsOf = (connection: TcpConnection, nowMicros: number): SegmentOptions => ({
  timestamps: { value: ticksAt(nowMicros), echo: extensionsOf(connection).recentTimestamp },
});

/** From an echoed clock to a round trip in microseconds, or null if it says nothing, RFC 7323 §4.1. */
export const echoedMicros = (
  connection: TcpConnection,
  { options }: Segment,
  nowMicros: number,
): number | null => {
  const echo = options?.timestamps?.echo;
  const { agreed } = extensionsOf(connection);
  if (!agreed.timestamps || echo === undefined) return null;
  const ticks = (ticksAt(nowMicros) - echo) | 0;
  return ticks < 0 ? null : ticks * MICROS_PER_TICK;
};

/**
 * How a segment stands to the times agreed on: 'old' comes from an earlier turn of the sequence numbers (PAWS, RFC 7323
 * §5.3), 'missing' has no time where each must have one (§3.2). A reset is always looked at.
 */
export const timeliness = (
  connection: TcpConnection,
  segment: Segment,
): 'fresh' | 'old' | 'missing' => {
  const { agreed, recentTimestamp } = extensionsOf(connection);
  if (!agreed.timestamps || hasFlag(segment, 'RST')) return 'fresh';
  const value = segment.options?.timestamps?.value;
  if (value === undefined) return 'missing';
  return isBefore(value, recentTimestamp) ? 'old' : 'fresh';
};

/** TS.Recent after a segment that was accepted, RFC 7323 §4.3. */
export const recentAfter = (connection: TcpConnection, segment: Segment): number => {
  const { agreed, recentTimestamp, lastAcknowledged } = extensionsOf(connection);
  const value = segment.options?.timestamps?.value;
  const counts = agreed.timestamps && isAtMost(segment.sequenceNumber, lastAcknowledged);
  return !counts || value === undefined || isBefore(value, recentTimestamp)
    ? recentTimestamp
    : value;
};
