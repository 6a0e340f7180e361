import { establish } from './acknowledgment.ts';
import { takeData } from './delivery.ts';
import { learnedFromSyn } from './open.ts';
import { hasFlag, resetFor, type Segment } from './segment.ts';
import { flush } from './send.ts';
import { isAtMost, isBefore } from './sequence.ts';
import {
  acknowledge,
  announce,
  emitted,
  end,
  move,
  type Progress,
  transmit,
  update,
} from './step.ts';

/** Answers our SYN with the other end's own, RFC 9293 §3.10.7.3: both began at the same time. */
const openSimultaneously = (progress: Progress): Progress =>
  transmit(move(progress, 'rcv SYN'), {
    purpose: 'accept',
    flags: 'SYN ACK',
    sequenceNumber: progress.connection.initialSendSequence,
  });

/** A segment in answer to our SYN, RFC 9293 §3.10.7.3: ACK first, then RST, then SYN. */
export const receiveInSynSent = (progress: Progress, segment: Segment): Progress => {
  const { initialSendSequence, sendNext } = progress.connection;
  const acknowledgment = segment.acknowledgmentNumber;
  const acknowledges = hasFlag(segment, 'ACK');
  const reset = hasFlag(segment, 'RST');
  const foreign =
    isAtMost(acknowledgment, initialSendSequence) || isBefore(sendNext, acknowledgment);
  if (acknowledges && foreign) return reset ? progress : emitted(progress, resetFor(segment));
  if (reset) return acknowledges ? announce(end(progress, 'rcv RST'), 'reset') : progress;
  if (!hasFlag(segment, 'SYN')) return progress;
  const heard = update(progress, learnedFromSyn(progress.connection, segment));
  if (!acknowledges) return openSimultaneously(heard);
  const established = flush(establish(heard, segment));
  const told = established.emit.length > 0 ? established : acknowledge(established);
  // What comes beside the SYN begins one number later.
  const rest = { ...segment, sequenceNumber: told.connection.receiveNext };
  return takeData(told, rest);
};
