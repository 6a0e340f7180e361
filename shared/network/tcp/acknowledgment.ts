import { challenge } from './challenge.ts';
import { type TcpConnection, TIME_WAIT_MICROS } from './connection.ts';
import { afterHandshake, measured, type RoundTrip } from './retransmission.ts';
import { resetFor, type Segment } from './segment.ts';
import { advance, distance, isAtMost, isBefore } from './sequence.ts';
import { announce, emitted, end, move, type Progress, update } from './step.ts';
import { sendAgain } from './timer.ts';

export interface Acknowledged {
  readonly progress: Progress;
  /** False if the rest of the segment is not looked at. */
  readonly goOn: boolean;
}

/** A fresh acknowledgment: measures the round trip unless it was sent twice, RFC 6298 §3 and §5.3. */
const answered = (trip: RoundTrip, acknowledged: number, nowMicros: number): RoundTrip => {
  const { timed } = trip;
  if (timed === null || isBefore(acknowledged, timed.sequence)) return { ...trip, retries: 0 };
  const sampleMicros = nowMicros - timed.sentAtMicros;
  return { ...measured(trip, sampleMicros), timed: null, retries: 0 };
};

/** Past the handshake, RFC 9293 §3.10.7.4; a CLOSE that came early takes effect now. */
export const establish = (progress: Progress, segment: Segment, nowMicros: number): Progress => {
  const { connection } = progress;
  const known = update(progress, {
    sendUnacknowledged: segment.acknowledgmentNumber,
    sendWindow: segment.window,
    windowFromSequence: segment.sequenceNumber,
    windowFromAcknowledgment: segment.acknowledgmentNumber,
    roundTrip: afterHandshake(
      answered(connection.roundTrip, segment.acknowledgmentNumber, nowMicros),
      connection.roundTrip.retries,
    ),
    retransmitAtMicros: null,
    recoverUntil: null,
  });
  const trigger = connection.state === 'SYN-SENT' ? 'rcv SYN ACK' : 'rcv ACK of SYN';
  const established = announce(move(known, trigger), 'established');
  return connection.finWanted ? move(established, 'CLOSE') : established;
};

/** SND.WND follows the newest segment only, RFC 9293 §3.10.7.4. */
const windowFrom = (connection: TcpConnection, segment: Segment): Partial<TcpConnection> => {
  const newer =
    isBefore(connection.windowFromSequence, segment.sequenceNumber) ||
    (connection.windowFromSequence === segment.sequenceNumber &&
      isAtMost(connection.windowFromAcknowledgment, segment.acknowledgmentNumber));
  if (!newer) return {};
  return {
    sendWindow: segment.window,
    windowFromSequence: segment.sequenceNumber,
    windowFromAcknowledgment: segment.acknowledgmentNumber,
    // Who answers a probe is alive, RFC 9293 §3.8.6.1.
    ...(segment.window === 0 ? { roundTrip: { ...connection.roundTrip, retries: 0 } } : {}),
  };
};

const moveUnacknowledged = (
  progress: Progress,
  acknowledgment: number,
  nowMicros: number,
): Progress => {
  const { connection } = progress;
  const { finSequence, sendUnacknowledged, sendNext, recoverUntil } = connection;
  const finCounts = finSequence !== null && acknowledgment === advance(finSequence, 1) ? 1 : 0;
  const recovering = recoverUntil !== null && isBefore(acknowledgment, recoverUntil);
  const trip = answered(connection.roundTrip, acknowledgment, nowMicros);
  const roundTrip = recovering ? { ...trip, timed: null } : trip;
  const moved = update(progress, {
    sendUnacknowledged: acknowledgment,
    outgoing: connection.outgoing.slice(distance(sendUnacknowledged, acknowledgment) - finCounts),
    roundTrip,
    recoverUntil: recovering ? recoverUntil : null,
    retransmitAtMicros: acknowledgment === sendNext ? null : nowMicros + roundTrip.timeoutMicros,
  });
  return recovering ? sendAgain(moved) : moved;
};

const afterFin = (progress: Progress, nowMicros: number): Progress => {
  const { finSequence, sendUnacknowledged, state } = progress.connection;
  if (finSequence === null || sendUnacknowledged !== advance(finSequence, 1)) return progress;
  if (state === 'LAST-ACK') return announce(end(progress, 'rcv ACK of FIN'), 'closed');
  const moved = move(progress, 'rcv ACK of FIN');
  if (state !== 'CLOSING') return moved;
  return announce(update(moved, { timeWaitUntilMicros: nowMicros + TIME_WAIT_MICROS }), 'closed');
};

/** The fifth check of RFC 9293 §3.10.7.4, the ACK field. */
export const acceptAcknowledgment = (
  before: Progress,
  segment: Segment,
  nowMicros: number,
): Acknowledged => {
  const acknowledgment = segment.acknowledgmentNumber;
  let progress = before;
  const { state, sendUnacknowledged, sendNext } = progress.connection;
  if (state === 'SYN-RECEIVED') {
    const ours = isBefore(sendUnacknowledged, acknowledgment) && isAtMost(acknowledgment, sendNext);
    if (!ours) return { progress: emitted(progress, resetFor(segment)), goOn: false };
    progress = establish(progress, segment, nowMicros);
  }
  if (isBefore(sendNext, acknowledgment)) {
    return { progress: challenge(progress, nowMicros), goOn: false };
  }
  if (isBefore(acknowledgment, progress.connection.sendUnacknowledged)) {
    return { progress, goOn: true };
  }
  progress = update(progress, windowFrom(progress.connection, segment));
  if (acknowledgment !== progress.connection.sendUnacknowledged) {
    progress = moveUnacknowledged(progress, acknowledgment, nowMicros);
  }
  progress = afterFin(progress, nowMicros);
  return { progress, goOn: progress.connection.state !== 'CLOSED' };
};
