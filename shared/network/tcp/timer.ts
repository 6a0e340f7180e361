import type { TcpConnection, TcpStep } from './connection.ts';
import { backedOff, MAXIMUM_RETRIES } from './retransmission.ts';
import { bytesInFlight } from './send.ts';
import { advance } from './sequence.ts';
import {
  acknowledge,
  announce,
  begin,
  end,
  finish,
  type Progress,
  transmit,
  update,
} from './step.ts';

/** Sends the earliest piece that is not acknowledged once more, RFC 6298 §5.4. */
export const sendAgain = (progress: Progress): Progress => {
  const { connection } = progress;
  const again = { purpose: 'retransmit', sequenceNumber: connection.sendUnacknowledged } as const;
  if (connection.state === 'SYN-SENT') return transmit(progress, { ...again, flags: 'SYN' });
  if (connection.state === 'SYN-RECEIVED') {
    return transmit(progress, { ...again, flags: 'SYN ACK' });
  }
  const length = Math.min(bytesInFlight(connection), connection.sendMaximumSegmentSize);
  if (length === 0) return transmit(progress, { ...again, flags: 'FIN ACK' });
  return transmit(progress, {
    ...again,
    flags: length === connection.outgoing.length ? 'PSH ACK' : 'ACK',
    payload: connection.outgoing.slice(0, length),
  });
};

/** One byte into a closed window, RFC 9293 §3.8.6.1; from then on it is repeated as any other. */
const probe = (progress: Progress): Progress => {
  const { sendNext, outgoing } = progress.connection;
  const sent = transmit(progress, {
    purpose: 'retransmit',
    flags: 'ACK',
    sequenceNumber: sendNext,
    payload: outgoing.slice(0, 1),
  });
  return update(sent, { sendNext: advance(sendNext, 1) });
};

const timeOut = (progress: Progress, nowMicros: number): Progress => {
  const { roundTrip, sendNext, sendUnacknowledged } = progress.connection;
  if (roundTrip.retries >= MAXIMUM_RETRIES) {
    return announce(end(progress, 'retransmissions used up'), 'timed-out');
  }
  const longer = backedOff(roundTrip);
  const waiting = update(progress, {
    roundTrip: longer,
    retransmitAtMicros: nowMicros + longer.timeoutMicros,
    recoverUntil: sendNext,
  });
  return sendNext === sendUnacknowledged ? probe(waiting) : sendAgain(waiting);
};

/**
 * The timer of the step's `deadlineMicros`: a late acknowledgment, or what is unacknowledged once more with a doubled
 * time-out, and after 15 times 'timed-out', RFC 9293 §3.10.8. Nothing happens when nothing is due.
 */
export const retransmit = (connection: TcpConnection, nowMicros: number): TcpStep => {
  const { acknowledgeAtMicros, retransmitAtMicros } = connection;
  let progress = begin(connection);
  if (retransmitAtMicros !== null && nowMicros >= retransmitAtMicros) {
    progress = timeOut(progress, nowMicros);
  }
  const stillDue = progress.connection.acknowledgeAtMicros !== null;
  if (stillDue && acknowledgeAtMicros !== null && nowMicros >= acknowledgeAtMicros) {
    progress = acknowledge(progress);
  }
  return finish(progress);
};
