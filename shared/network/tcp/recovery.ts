import {
  type Congestion,
  DUPLICATE_THRESHOLD,
  deflated,
  grown,
  type Recovery,
  thresholdAfterLoss,
} from './congestion.ts';
import type { TcpConnection } from './connection.ts';
import { extensionsOf } from './extensions.ts';
import { resend } from './resend.ts';
import { type Hole, holesIn } from './sack.ts';
import type { SequenceRange } from './segment.ts';
import { distance, isAtMost, isBefore } from './sequence.ts';
import { type Progress, segmentRoom, update, updateExtensions } from './step.ts';

const flightOf = ({ sendUnacknowledged, sendNext }: TcpConnection): number =>
  distance(sendUnacknowledged, sendNext);

const holesOf = (connection: TcpConnection): readonly Hole[] => {
  const { sendUnacknowledged, sendNext, sendMaximumSegmentSize: segmentBytes } = connection;
  const { sacked } = extensionsOf(connection);
  const loss = { threshold: DUPLICATE_THRESHOLD, segmentBytes };
  return holesIn(sacked, sendUnacknowledged, sendNext, loss);
};

/** Bytes of `range` that lie before `sequence`. */
const bytesBefore = ({ from, to }: SequenceRange, sequence: number): number => {
  if (!isBefore(from, sequence)) return 0;
  return distance(from, isBefore(to, sequence) ? to : sequence);
};

/** Bytes of a hole that are believed to be under way, RFC 6675 §4 SetPipe; after a time-out all old ones are lost. */
const underWay = (hole: Hole, { kind, until, resentTo }: Recovery): number => {
  const again = bytesBefore(hole, resentTo);
  const whole = distance(hole.from, hole.to);
  if (kind === 'time-out') return again + whole - bytesBefore(hole, until);
  return hole.lost ? again : whole + again;
};

/** Bytes believed to be under way: `pipe` of RFC 6675, or FlightSize. */
const pipeOf = (connection: TcpConnection): number => {
  const { congestion, agreed } = extensionsOf(connection);
  const recovery = congestion?.recovery ?? null;
  if (recovery === null) return flightOf(connection);
  if (recovery.kind === 'fast' && !agreed.sack) return flightOf(connection);
  return holesOf(connection).reduce((sum, hole) => sum + underWay(hole, recovery), 0);
};

/** Bytes that the network is believed to bear now, RFC 5681 §3.1; the first duplicates bear one segment each, RFC 3042 §2. */
export const congestionRoom = (connection: TcpConnection): number => {
  const { congestion, settings } = extensionsOf(connection);
  const { sendMaximumSegmentSize } = connection;
  if (congestion === null) return Number.POSITIVE_INFINITY;
  const { duplicates, recovery, windowBytes } = congestion;
  const limited = settings.limitedTransmit && recovery === null ? duplicates : 0;
  const extra = Math.min(limited, DUPLICATE_THRESHOLD - 1) * sendMaximumSegmentSize;
  return windowBytes + extra - pipeOf(connection);
};

const withCongestion = (progress: Progress, changes: Partial<Congestion>): Progress => {
  const { congestion } = extensionsOf(progress.connection);
  return congestion === null
    ? progress
    : updateExtensions(progress, { congestion: { ...congestion, ...changes } });
};

/** What is to be sent again next: after a time-out every hole, else one that is lost, or any (RFC 6675 §4, NextSeg 1 and 3). */
const nextHole = (connection: TcpConnection, any: boolean): SequenceRange | null => {
  const { congestion, agreed, sacked } = extensionsOf(connection);
  const recovery = congestion?.recovery ?? null;
  if (recovery === null || (recovery.kind === 'fast' && !agreed.sack)) return null;
  const { kind, until, resentTo } = recovery;
  const highest = kind === 'time-out' ? until : (sacked.at(-1)?.to ?? resentTo);
  const found = holesOf(connection).find(
    ({ from, to, lost }) =>
      isBefore(resentTo, to) &&
      isBefore(from, highest) &&
      isBefore(resentTo, highest) &&
      (lost || any || kind === 'time-out'),
  );
  if (found === undefined) return null;
  const to = isBefore(highest, found.to) ? highest : found.to;
  return isBefore(found.from, resentTo) ? { from: resentTo, to } : { from: found.from, to };
};

/** Sends lost pieces again as far as both windows permit. `any`: also such as may only be late. */
export const repair = (progress: Progress, any = false): Progress => {
  const { connection } = progress;
  const { sendUnacknowledged, sendWindow } = connection;
  const { congestion } = extensionsOf(connection);
  const hole = nextHole(connection, any);
  if (hole === null || congestion === null || congestion.recovery === null) return progress;
  const windowLeft = sendWindow - distance(sendUnacknowledged, hole.from);
  const most = Math.min(distance(hole.from, hole.to), windowLeft);
  if (most <= 0 || congestionRoom(connection) < Math.min(most, segmentRoom(connection))) {
    return progress;
  }
  const sent = resend(progress, hole.from, most);
  const recovery = { ...congestion.recovery, resentTo: sent.next };
  const { roundTrip } = sent.progress.connection;
  const untimed = update(sent.progress, { roundTrip: { ...roundTrip, timed: null } });
  return repair(withCongestion(untimed, { recovery }), any);
};

/** All that is unacknowledged counts as lost and is sent again from SND.UNA, by slow start where cwnd is small. */
export const resendAll = (progress: Progress): Progress => {
  const { sendUnacknowledged: resentTo, sendNext: until } = progress.connection;
  const recovery = { kind: 'time-out', until, resentTo } as const;
  const known = updateExtensions(progress, { sacked: [] });
  return withCongestion(known, { recovery, recoverTo: until, duplicates: 0 });
};

/** A time-out: cwnd is one segment, RFC 5681 §3.1; blocks reported before are not relied on, RFC 2018 §8. */
export const collapse = (progress: Progress): Progress => {
  const { connection } = progress;
  const { sendMaximumSegmentSize, roundTrip } = connection;
  const { congestion } = extensionsOf(connection);
  if (congestion === null) return progress;
  // Lost once more: ssthresh stays, RFC 5681 §3.1.
  const thresholdBytes =
    roundTrip.retries > 1
      ? congestion.thresholdBytes
      : thresholdAfterLoss(flightOf(connection), sendMaximumSegmentSize);
  const small = { windowBytes: sendMaximumSegmentSize, thresholdBytes };
  return repair(resendAll(withCongestion(progress, small)));
};

const enterFastRecovery = (progress: Progress): Progress => {
  const { connection, nowMicros } = progress;
  const { sendUnacknowledged, sendNext: until, roundTrip } = connection;
  const { congestion, agreed } = extensionsOf(connection);
  if (congestion === null) return progress;
  const segmentBytes = connection.sendMaximumSegmentSize;
  const thresholdBytes = thresholdAfterLoss(congestion.flightBytes, segmentBytes);
  // Each duplicate has taken a segment off the network; with blocks `pipe` knows that itself.
  const gone = agreed.sack ? 0 : DUPLICATE_THRESHOLD * segmentBytes;
  const known = update(progress, {
    roundTrip: { ...roundTrip, timed: null },
    retransmitAtMicros: nowMicros + roundTrip.timeoutMicros,
  });
  const sent = resend(known, sendUnacknowledged, Number.POSITIVE_INFINITY);
  return withCongestion(sent.progress, {
    thresholdBytes,
    windowBytes: thresholdBytes + gone,
    recovery: { kind: 'fast', until, resentTo: sent.next },
    recoverTo: until,
  });
};

/** Fast retransmit and fast recovery, RFC 5681 §3.2, RFC 6582 §3.2 step 2, RFC 6675 §5. */
export const duplicateAcknowledged = (progress: Progress): Progress => {
  const { connection } = progress;
  const { sendUnacknowledged, sendMaximumSegmentSize } = connection;
  const { congestion, agreed } = extensionsOf(connection);
  if (congestion === null) return progress;
  const { recovery, windowBytes, recoverTo } = congestion;
  if (recovery !== null) {
    const inflates = recovery.kind === 'fast' && !agreed.sack;
    return inflates
      ? withCongestion(progress, { windowBytes: windowBytes + sendMaximumSegmentSize })
      : progress;
  }
  const duplicates = congestion.duplicates + 1;
  const flightBytes = duplicates === 1 ? flightOf(connection) : congestion.flightBytes;
  const counted = withCongestion(progress, { duplicates, flightBytes });
  const lost = agreed.sack && holesOf(connection)[0]?.lost === true;
  const isNew = agreed.sack
    ? isAtMost(recoverTo, sendUnacknowledged)
    : isBefore(recoverTo, sendUnacknowledged);
  return isNew && (duplicates >= DUPLICATE_THRESHOLD || lost)
    ? enterFastRecovery(counted)
    : counted;
};

/** `bytes` have been acknowledged for the first time; SND.UNA has moved. */
export const newlyAcknowledged = (progress: Progress, bytes: number): Progress => {
  const { connection } = progress;
  const { sendUnacknowledged } = connection;
  const { congestion, agreed } = extensionsOf(connection);
  const segmentBytes = connection.sendMaximumSegmentSize;
  if (congestion === null) return progress;
  const { recovery, thresholdBytes } = congestion;
  if (recovery === null) {
    return withCongestion(progress, { ...grown(congestion, bytes, segmentBytes), duplicates: 0 });
  }
  const resentTo = isBefore(recovery.resentTo, sendUnacknowledged)
    ? sendUnacknowledged
    : recovery.resentTo;
  const ended = isAtMost(recovery.until, sendUnacknowledged);
  const next = ended ? null : { ...recovery, resentTo };
  if (recovery.kind === 'time-out') {
    const windowed = grown(congestion, bytes, segmentBytes);
    return withCongestion(progress, { ...windowed, recovery: next, duplicates: 0 });
  }
  if (ended) {
    const windowBytes = Math.min(
      thresholdBytes,
      Math.max(flightOf(connection), segmentBytes) + segmentBytes,
    );
    return withCongestion(progress, { windowBytes, recovery: null, duplicates: 0 });
  }
  if (agreed.sack) return withCongestion(progress, { recovery: next });
  const sent = resend(progress, sendUnacknowledged, Number.POSITIVE_INFINITY);
  return withCongestion(sent.progress, {
    ...deflated(congestion, bytes, segmentBytes),
    recovery: { ...recovery, resentTo: sent.next },
  });
};
