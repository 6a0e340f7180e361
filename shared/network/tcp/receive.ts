import { acceptAcknowledgment } from './acknowledgment.ts';
import { challenge } from './challenge.ts';
import { type TcpConnection, type TcpStep, TIME_WAIT_MICROS } from './connection.ts';
import { takeData } from './delivery.ts';
import { extensionsOf } from './extensions.ts';
import { hasFlag, resetFor, type Segment, sequenceLength } from './segment.ts';
import { flush } from './send.ts';
import { distance, isAcceptable } from './sequence.ts';
import {
  acknowledge,
  announce,
  begin,
  emitted,
  end,
  finish,
  type Progress,
  transmit,
  update,
  updateExtensions,
} from './step.ts';
import { receiveInSynSent } from './syn-sent.ts';
import { recentAfter, timeliness } from './timestamps.ts';
import { receiveWindow } from './window.ts';

/** A segment arrives, RFC 9293 §3.10.7: which rules hold depends on the state first. */
export const receiveSegment = (
  connection: TcpConnection,
  segment: Segment,
  nowMicros: number,
): TcpStep => {
  const progress = begin(connection, nowMicros);
  if (connection.state === 'CLOSED' || connection.state === 'LISTEN') {
    // §3.10.7.1. Listening is no state of a connection here: `acceptConnection` makes one.
    return finish(hasFlag(segment, 'RST') ? progress : emitted(progress, resetFor(segment)));
  }
  if (connection.state === 'SYN-SENT') return finish(receiveInSynSent(progress, segment));
  return finish(receiveSynchronized(progress, segment));
};

/** The checks of RFC 9293 §3.10.7.4 in their order: time stamp, sequence number, RST, SYN, ACK, data, FIN. */
const receiveSynchronized = (progress: Progress, segment: Segment): Progress => {
  const { connection } = progress;
  const timely = timeliness(connection, segment);
  if (timely === 'missing') return progress;
  const length = sequenceLength(segment);
  const window = receiveWindow(connection);
  const fits = isAcceptable(segment.sequenceNumber, length, connection.receiveNext, window);
  if (timely === 'old' || !fits) return receiveUnacceptable(progress, segment);
  if (hasFlag(segment, 'RST')) return receiveReset(progress, segment);
  if (hasFlag(segment, 'SYN')) return receiveSyn(progress);
  if (!hasFlag(segment, 'ACK')) return progress;
  const timed = updateExtensions(progress, {
    recentTimestamp: recentAfter(connection, segment),
  });
  const acknowledged = acceptAcknowledgment(timed, segment);
  if (!acknowledged.goOn) return acknowledged.progress;
  // Data first, so that what is sent now carries its acknowledgment.
  return flush(takeData(acknowledged.progress, segment));
};

/** An acknowledgment that comes right behind a full window is heard all the same, RFC 9293 §3.10.7.4 (first check). */
const stillAcknowledges = (connection: TcpConnection, segment: Segment): boolean => {
  if (hasFlag(segment, 'SYN') || !hasFlag(segment, 'ACK')) return false;
  const window = receiveWindow(connection);
  const ahead = distance(connection.receiveNext, segment.sequenceNumber);
  return (
    ahead === window ||
    (window === 0 && ahead <= extensionsOf(connection).settings.receiveBufferBytes)
  );
};

const receiveUnacceptable = (progress: Progress, segment: Segment): Progress => {
  if (hasFlag(segment, 'RST')) return progress;
  const { connection, nowMicros } = progress;
  if (stillAcknowledges(connection, segment) && timeliness(connection, segment) === 'fresh') {
    const heard = acceptAcknowledgment(progress, segment);
    const asks = sequenceLength(segment) > 0;
    return heard.goOn ? flush(asks ? acknowledge(heard.progress) : heard.progress) : heard.progress;
  }
  const answered = challenge(progress);
  const repeatedFin = connection.state === 'TIME-WAIT' && hasFlag(segment, 'FIN');
  return repeatedFin
    ? update(answered, { timeWaitUntilMicros: nowMicros + TIME_WAIT_MICROS })
    : answered;
};

/** A challenge: who really lost the connection answers it with RST, RFC 5961 §4.2; before that a SYN ended it. */
const receiveSyn = (progress: Progress): Progress => {
  const { sendNext } = progress.connection;
  if (extensionsOf(progress.connection).settings.blindAttackChecks) return challenge(progress);
  const reset = { purpose: 'reset', flags: 'RST', sequenceNumber: sendNext } as const;
  return announce(end(transmit(progress, reset), 'rcv RST'), 'reset');
};

/** Only the very next number resets; another one within the window is challenged, RFC 5961 §3.2. */
const receiveReset = (progress: Progress, segment: Segment): Progress => {
  const { state, receiveNext } = progress.connection;
  const { settings } = extensionsOf(progress.connection);
  if (settings.blindAttackChecks && segment.sequenceNumber !== receiveNext) {
    return challenge(progress);
  }
  const ended = end(progress, 'rcv RST');
  if (state === 'TIME-WAIT') return ended;
  return announce(ended, state === 'CLOSING' || state === 'LAST-ACK' ? 'closed' : 'reset');
};
