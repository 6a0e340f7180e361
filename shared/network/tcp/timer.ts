import type { TcpConnection, TcpStep } from './connection.ts';
import { extensionsOf } from './extensions.ts';
import { collapse } from './recovery.ts';
import { sendAgain } from './resend.ts';
import { backedOff, MAXIMUM_RETRIES } from './retransmission.ts';
import { advance } from './sequence.ts';
import {
  acknowledge,
  announce,
  begin,
  end,
  finish,
  type Progress,
  segmentRoom,
  transmit,
  update,
} from './step.ts';

/**
 * One byte into a closed window, RFC 9293 §3.8.6.1, or what a silly one takes, §3.8.6.2.1; from then on it is repeated
 * as any other.
 */
const probe = (progress: Progress): Progress => {
  const { connection } = progress;
  const { sendNext, outgoing, sendWindow } = connection;
  const length = Math.max(1, Math.min(sendWindow, segmentRoom(connection), outgoing.length));
  const sent = transmit(progress, {
    purpose: 'retransmit',
    flags: 'ACK',
    sequenceNumber: sendNext,
    payload: outgoing.subarray(0, length),
  });
  return update(sent, { sendNext: advance(sendNext, length) });
};

const timeOut = (progress: Progress, nowMicros: number): Progress => {
  const { roundTrip, sendNext, sendUnacknowledged, sendWindow } = progress.connection;
  const { congestion } = extensionsOf(progress.connection);
  if (roundTrip.retries >= MAXIMUM_RETRIES) {
    return announce(end(progress, 'retransmissions used up'), 'timed-out');
  }
  const longer = backedOff(roundTrip);
  const waiting = update(progress, {
    roundTrip: longer,
    retransmitAtMicros: nowMicros + longer.timeoutMicros,
    recoverUntil: congestion === null ? sendNext : null,
  });
  if (sendNext === sendUnacknowledged) return probe(waiting);
  // A closed window is no sign of a full network.
  return congestion === null || sendWindow === 0 ? sendAgain(waiting) : collapse(waiting);
};

/**
 * The timer of the step's `deadlineMicros`: a late acknowledgment, or what is unacknowledged once more with a doubled
 * time-out, and after 15 times 'timed-out', RFC 9293 §3.10.8. Nothing happens when nothing is due.
 */
export const retransmit = (connection: TcpConnection, nowMicros: number): TcpStep => {
  const { acknowledgeAtMicros, retransmitAtMicros } = connection;
  let progress = begin(connection, nowMicros);
  if (retransmitAtMicros !== null && nowMicros >= retransmitAtMicros) {
    progress = timeOut(progress, nowMicros);
  }
  const stillDue = progress.connection.acknowledgeAtMicros !== null;
  if (stillDue && acknowledgeAtMicros !== null && nowMicros >= acknowledgeAtMicros) {
    progress = acknowledge(progress);
  }
  return finish(progress);
};
