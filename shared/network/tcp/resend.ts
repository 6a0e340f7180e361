import { bytesInFlight } from './connection.ts';
import { advance, distance } from './sequence.ts';
import { type Progress, segmentRoom, transmit } from './step.ts';

/** Sends again what begins at `sequence`: at most `most` bytes of it, or the FIN where data ends. */
export const resend = (
  progress: Progress,
  sequence: number,
  most: number,
): { readonly progress: Progress; readonly next: number } => {
  const { connection } = progress;
  const offset = distance(connection.sendUnacknowledged, sequence);
  const length = Math.min(bytesInFlight(connection) - offset, segmentRoom(connection), most);
  const again = { purpose: 'retransmit', sequenceNumber: sequence } as const;
  if (length <= 0) {
    return {
      progress: transmit(progress, { ...again, flags: 'FIN ACK' }),
      next: advance(sequence, 1),
    };
  }
  const flags = offset + length === connection.outgoing.length ? 'PSH ACK' : 'ACK';
  const payload = connection.outgoing.subarray(offset, offset + length);
  return {
    progress: transmit(progress, { ...again, flags, payload }),
    next: advance(sequence, length),
  };
};

/** Sends the earliest piece that is not acknowledged once more, RFC 6298 §5.4. */
export const sendAgain = (progress: Progress): Progress => {
  const { connection } = progress;
  const again = { purpose: 'retransmit', sequenceNumber: connection.sendUnacknowledged } as const;
  if (connection.state === 'SYN-SENT') return transmit(progress, { ...again, flags: 'SYN' });
  if (connection.state === 'SYN-RECEIVED') {
    return transmit(progress, { ...again, flags: 'SYN ACK' });
  }
  return resend(progress, connection.sendUnacknowledged, Number.POSITIVE_INFINITY).progress;
};
