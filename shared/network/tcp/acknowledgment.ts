import { challenge } from './challenge.ts';
import { type Congestion, startCongestion } from './congestion.ts';
import { type TcpConnection, TIME_WAIT_MICROS } from './connection.ts';
import { extensionsOf } from './extensions.ts';
import { duplicateAcknowledged, newlyAcknowledged, resendAll } from './recovery.ts';
import { sendAgain } from './resend.ts';
import { afterHandshake, measured, type RoundTrip } from './retransmission.ts';
import { rangesFrom, withBlocks } from './sack.ts';
import { resetFor, type Segment, sequenceLength } from './segment.ts';
import { advance, distance, isAtMost, isBefore } from './sequence.ts';
import { announce, emitted, end, move, type Progress, update, updateExtensions } from './step.ts';
import { echoedMicros } from './timestamps.ts';
import { windowOf } from './window.ts';

export interface Acknowledged {
  readonly progress: Progress;
  /** False if the rest of the segment is not looked at. */
  readonly goOn: boolean;
}

/**
 * A fresh acknowledgment: measures the round trip unless the segment was sent twice, RFC 6298 §3 and §5.3. An echoed
 * time stamp tells which of the two is answered, RFC 7323 §4.1.
 */
const answered = (connection: TcpConnection, segment: Segment, nowMicros: number): RoundTrip => {
  const trip = connection.roundTrip;
  const { timed } = trip;
  const echoed = echoedMicros(connection, segment, nowMicros);
  const isTimed = timed !== null && isAtMost(timed.sequence, segment.acknowledgmentNumber);
  if (!isTimed && (timed !== null || echoed === null)) return { ...trip, retries: 0 };
  const sampleMicros = echoed ?? nowMicros - (timed?.sentAtMicros ?? nowMicros);
  const { minimumTimeoutMicros } = extensionsOf(connection).settings;
  return { ...measured(trip, sampleMicros, minimumTimeoutMicros), timed: null, retries: 0 };
};

const congestionFor = (connection: TcpConnection): Congestion | null => {
  const { sendMaximumSegmentSize, roundTrip, initialSendSequence } = connection;
  return extensionsOf(connection).settings.congestionControl
    ? startCongestion(sendMaximumSegmentSize, roundTrip.retries > 0, initialSendSequence)
    : null;
};

/** Past the handshake, RFC 9293 §3.10.7.4; a CLOSE that came early takes effect now. */
export const establish = (progress: Progress, segment: Segment): Progress => {
  const { connection, nowMicros } = progress;
  const sendWindow = windowOf(connection, segment);
  const known = update(progress, {
    sendUnacknowledged: segment.acknowledgmentNumber,
    sendWindow,
    windowFromSequence: segment.sequenceNumber,
    windowFromAcknowledgment: segment.acknowledgmentNumber,
    roundTrip: afterHandshake(
      answered(connection, segment, nowMicros),
      connection.roundTrip.retries,
    ),
    retransmitAtMicros: null,
    recoverUntil: null,
  });
  const congestion = congestionFor(connection);
  const begun = updateExtensions(known, { largestSendWindow: sendWindow, congestion });
  const trigger = connection.state === 'SYN-SENT' ? 'rcv SYN ACK' : 'rcv ACK of SYN';
  const established = announce(move(begun, trigger), 'established');
  return connection.finWanted ? move(established, 'CLOSE') : established;
};

/** SND.WND follows the newest segment only, RFC 9293 §3.10.7.4. */
const takeWindow = (progress: Progress, segment: Segment): Progress => {
  const { connection } = progress;
  const newer =
    isBefore(connection.windowFromSequence, segment.sequenceNumber) ||
    (connection.windowFromSequence === segment.sequenceNumber &&
      isAtMost(connection.windowFromAcknowledgment, segment.acknowledgmentNumber));
  if (!newer) return progress;
  const sendWindow = windowOf(connection, segment);
  const { largestSendWindow } = extensionsOf(connection);
  const measured = updateExtensions(progress, {
    largestSendWindow: Math.max(largestSendWindow, sendWindow),
  });
  const known = update(measured, {
    sendWindow,
    windowFromSequence: segment.sequenceNumber,
    windowFromAcknowledgment: segment.acknowledgmentNumber,
    // Who answers a probe is alive, RFC 9293 §3.8.6.1.
    ...(sendWindow === 0 ? { roundTrip: { ...connection.roundTrip, retries: 0 } } : {}),
  });
  const opens = connection.sendWindow === 0 && sendWindow > 0;
  const { sendUnacknowledged, sendNext } = connection;
  const unanswered = segment.acknowledgmentNumber === sendUnacknowledged;
  return opens && unanswered && sendNext !== sendUnacknowledged ? sendProbed(known) : known;
};

/** The window has opened and the probe has not been taken: its byte goes first. */
const sendProbed = (progress: Progress): Progress =>
  extensionsOf(progress.connection).congestion === null ? sendAgain(progress) : resendAll(progress);

const isRecovering = (connection: TcpConnection, acknowledgment: number): boolean => {
  const { congestion } = extensionsOf(connection);
  const { recoverUntil } = connection;
  const until = congestion === null ? recoverUntil : (congestion.recovery?.until ?? null);
  return until !== null && isBefore(acknowledgment, until);
};

const moveUnacknowledged = (progress: Progress, segment: Segment): Progress => {
  const { connection, nowMicros } = progress;
  const acknowledgment = segment.acknowledgmentNumber;
  const { finSequence, sendUnacknowledged, sendNext, recoverUntil } = connection;
  const finCounts = finSequence !== null && acknowledgment === advance(finSequence, 1) ? 1 : 0;
  const bytes = distance(sendUnacknowledged, acknowledgment);
  const recovering = isRecovering(connection, acknowledgment);
  const trip = answered(connection, segment, nowMicros);
  const roundTrip = recovering ? { ...trip, timed: null } : trip;
  const moved = update(progress, {
    sendUnacknowledged: acknowledgment,
    outgoing: connection.outgoing.subarray(bytes - finCounts),
    roundTrip,
    recoverUntil: recovering ? recoverUntil : null,
    retransmitAtMicros: acknowledgment === sendNext ? null : nowMicros + roundTrip.timeoutMicros,
  });
  const { congestion, sacked } = extensionsOf(connection);
  if (congestion === null) return recovering ? sendAgain(moved) : moved;
  const left = updateExtensions(moved, { sacked: rangesFrom(sacked, acknowledgment) });
  return newlyAcknowledged(left, bytes);
};

/** Duplicate by RFC 5681 §2: nothing in it and nothing new said, but for blocks, RFC 6675 §2. */
const isDuplicate = (connection: TcpConnection, segment: Segment): boolean => {
  const { sendNext, sendUnacknowledged, sendWindow } = connection;
  const reports =
    extensionsOf(connection).agreed.sack && (segment.options?.sackBlocks ?? []).length > 0;
  return (
    sendNext !== sendUnacknowledged &&
    segment.acknowledgmentNumber === sendUnacknowledged &&
    sequenceLength(segment) === 0 &&
    (reports || windowOf(connection, segment) === sendWindow)
  );
};

/** Takes in what the other end reports, RFC 2018 §5. */
const takeBlocks = (progress: Progress, segment: Segment): Progress => {
  const { sendUnacknowledged, sendNext } = progress.connection;
  const { agreed, sacked } = extensionsOf(progress.connection);
  const blocks = segment.options?.sackBlocks;
  if (!agreed.sack || blocks === undefined) return progress;
  return updateExtensions(progress, {
    sacked: withBlocks(sacked, blocks, sendUnacknowledged, sendNext),
  });
};

const afterFin = (progress: Progress): Progress => {
  const { finSequence, sendUnacknowledged, state } = progress.connection;
  if (finSequence === null || sendUnacknowledged !== advance(finSequence, 1)) return progress;
  if (state === 'LAST-ACK') return announce(end(progress, 'rcv ACK of FIN'), 'closed');
  const moved = move(progress, 'rcv ACK of FIN');
  if (state !== 'CLOSING') return moved;
  const timeWaitUntilMicros = progress.nowMicros + TIME_WAIT_MICROS;
  return announce(update(moved, { timeWaitUntilMicros }), 'closed');
};

/** An acknowledgment of what has long been acknowledged may be a guess, RFC 5961 §5. */
const isTooOld = (connection: TcpConnection, acknowledgment: number): boolean => {
  const { sendUnacknowledged } = connection;
  const { settings, largestSendWindow } = extensionsOf(connection);
  return (
    settings.blindAttackChecks &&
    isBefore(acknowledgment, advance(sendUnacknowledged, -largestSendWindow))
  );
};

const takeNumber = (before: Progress, segment: Segment): Progress => {
  const { connection } = before;
  const duplicate = isDuplicate(connection, segment);
  const reported = takeBlocks(takeWindow(before, segment), segment);
  if (segment.acknowledgmentNumber !== connection.sendUnacknowledged) {
    return moveUnacknowledged(reported, segment);
  }
  return duplicate ? duplicateAcknowledged(reported) : reported;
};

/** The fifth check of RFC 9293 §3.10.7.4, the ACK field. */
export const acceptAcknowledgment = (before: Progress, segment: Segment): Acknowledged => {
  const acknowledgment = segment.acknowledgmentNumber;
  let progress = before;
  const { state, sendUnacknowledged, sendNext } = progress.connection;
  if (state === 'SYN-RECEIVED') {
    const ours = isBefore(sendUnacknowledged, acknowledgment) && isAtMost(acknowledgment, sendNext);
    if (!ours) return { progress: emitted(progress, resetFor(segment)), goOn: false };
    progress = establish(progress, segment);
  }
  const { connection } = progress;
  if (isBefore(sendNext, acknowledgment) || isTooOld(connection, acknowledgment)) {
    return { progress: challenge(progress), goOn: false };
  }
  if (isBefore(acknowledgment, connection.sendUnacknowledged)) return { progress, goOn: true };
  progress = afterFin(takeNumber(progress, segment));
  return { progress, goOn: progress.connection.state !== 'CLOSED' };
};
