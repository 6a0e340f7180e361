import { acceptAcknowledgment } from './acknowledgment.ts';
import { challenge } from './challenge.ts';
import {
  RECEIVE_WINDOW_BYTES,
  type TcpConnection,
  type TcpStep,
  TIME_WAIT_MICROS,
} from './connection.ts';
import { takeData } from './delivery.ts';
import { hasFlag, resetFor, type Segment, sequenceLength } from './segment.ts';
import { flush } from './send.ts';
import { isAcceptable } from './sequence.ts';
import { announce, begin, emitted, end, finish, type Progress, update } from './step.ts';
import { receiveInSynSent } from './syn-sent.ts';

/** A segment arrives, RFC 9293 §3.10.7: which rules hold depends on the state first. */
export const receiveSegment = (
  connection: TcpConnection,
  segment: Segment,
  nowMicros: number,
): TcpStep => {
  const progress = begin(connection);
  if (connection.state === 'CLOSED' || connection.state === 'LISTEN') {
    // §3.10.7.1. Listening is no state of a connection here: `acceptConnection` makes one.
    return finish(hasFlag(segment, 'RST') ? progress : emitted(progress, resetFor(segment)));
  }
  if (connection.state === 'SYN-SENT')
    return finish(receiveInSynSent(progress, segment, nowMicros));
  return finish(receiveSynchronized(progress, segment, nowMicros));
};

/** The checks of RFC 9293 §3.10.7.4 in their order: sequence number, RST, SYN, ACK, data, FIN. */
const receiveSynchronized = (progress: Progress, segment: Segment, nowMicros: number): Progress => {
  const { receiveNext } = progress.connection;
  const length = sequenceLength(segment);
  if (!isAcceptable(segment.sequenceNumber, length, receiveNext, RECEIVE_WINDOW_BYTES)) {
    return receiveUnacceptable(progress, segment, nowMicros);
  }
  if (hasFlag(segment, 'RST')) return receiveReset(progress, segment, nowMicros);
  // A challenge: who really lost the connection answers it with RST, RFC 5961 §4.2.
  if (hasFlag(segment, 'SYN')) return challenge(progress, nowMicros);
  if (!hasFlag(segment, 'ACK')) return progress;
  const acknowledged = acceptAcknowledgment(progress, segment, nowMicros);
  if (!acknowledged.goOn) return acknowledged.progress;
  // Data first, so that what is sent now carries its acknowledgment.
  return flush(takeData(acknowledged.progress, segment, nowMicros), nowMicros);
};

const receiveUnacceptable = (progress: Progress, segment: Segment, nowMicros: number): Progress => {
  if (hasFlag(segment, 'RST')) return progress;
  const answered = challenge(progress, nowMicros);
  const repeatedFin = progress.connection.state === 'TIME-WAIT' && hasFlag(segment, 'FIN');
  return repeatedFin
    ? update(answered, { timeWaitUntilMicros: nowMicros + TIME_WAIT_MICROS })
    : answered;
};

/** Only the very next number resets; another one within the window is challenged, RFC 5961 §3.2. */
const receiveReset = (progress: Progress, segment: Segment, nowMicros: number): Progress => {
  const { state, receiveNext } = progress.connection;
  if (segment.sequenceNumber !== receiveNext) return challenge(progress, nowMicros);
  const ended = end(progress, 'rcv RST');
  if (state === 'TIME-WAIT') return ended;
  return announce(ended, state === 'CLOSING' || state === 'LAST-ACK' ? 'closed' : 'reset');
};
