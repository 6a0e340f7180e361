import { concat } from '../../base/bytes.ts';
import type { TcpConnection, TcpStep } from './connection.ts';
import { timing } from './retransmission.ts';
import { advance, distance } from './sequence.ts';
import type { TcpState } from './state.ts';
import { announce, begin, end, finish, move, type Progress, transmit, update } from './step.ts';

/** States in which data or our FIN may still be on the way out, RFC 9293 §3.10.4. */
const SENDING: readonly TcpState[] = [
  'ESTABLISHED',
  'CLOSE-WAIT',
  'FIN-WAIT-1',
  'CLOSING',
  'LAST-ACK',
];

/** Bytes of `outgoing` that have left and are not acknowledged. */
export const bytesInFlight = (connection: TcpConnection): number =>
  distance(connection.sendUnacknowledged, connection.sendNext) -
  (connection.finSequence === null ? 0 : 1);

/** Starts the retransmission timer unless it runs, RFC 6298 §5.1. */
const guarded = (progress: Progress, nowMicros: number): Progress => {
  const { retransmitAtMicros, roundTrip } = progress.connection;
  if (retransmitAtMicros !== null) return progress;
  return update(progress, { retransmitAtMicros: nowMicros + roundTrip.timeoutMicros });
};

const sendPiece = (progress: Progress, length: number, nowMicros: number): Progress => {
  const { connection } = progress;
  const from = bytesInFlight(connection);
  const next = advance(connection.sendNext, length);
  const sent = transmit(progress, {
    purpose: 'data',
    flags: from + length === connection.outgoing.length ? 'PSH ACK' : 'ACK',
    sequenceNumber: connection.sendNext,
    payload: connection.outgoing.slice(from, from + length),
  });
  const roundTrip = timing(connection.roundTrip, next, nowMicros);
  return guarded(update(sent, { sendNext: next, roundTrip }), nowMicros);
};

const sendFin = (progress: Progress, nowMicros: number): Progress => {
  const { sendNext, roundTrip } = progress.connection;
  const next = advance(sendNext, 1);
  const sent = transmit(progress, {
    purpose: 'close',
    flags: 'FIN ACK',
    sequenceNumber: sendNext,
  });
  return guarded(
    update(sent, {
      sendNext: next,
      finSequence: sendNext,
      roundTrip: timing(roundTrip, next, nowMicros),
    }),
    nowMicros,
  );
};

/**
 * Sends what the window permits, then the FIN if one is wanted, RFC 9293 §3.10.2 and §3.10.4. Against a closed window
 * with nothing in flight the timer runs for a probe, §3.8.6.1.
 */
export const flush = (progress: Progress, nowMicros: number): Progress => {
  const { connection } = progress;
  if (!SENDING.includes(connection.state) || connection.finSequence !== null) return progress;
  const inFlight = bytesInFlight(connection);
  const waiting = connection.outgoing.length - inFlight;
  if (waiting === 0) return connection.finWanted ? sendFin(progress, nowMicros) : progress;
  const room = connection.sendWindow - inFlight;
  if (room <= 0) return guarded(progress, nowMicros);
  const length = Math.min(connection.sendMaximumSegmentSize, waiting, room);
  return flush(sendPiece(progress, length, nowMicros), nowMicros);
};

/** SEND, RFC 9293 §3.10.2: before ESTABLISHED the bytes wait; after CLOSE they are not taken. */
export const sendData = (
  connection: TcpConnection,
  bytes: Uint8Array,
  nowMicros: number,
): TcpStep => {
  if (connection.finWanted || connection.state === 'CLOSED') return finish(begin(connection));
  const queued = update(begin(connection), { outgoing: concat(connection.outgoing, bytes) });
  return finish(flush(queued, nowMicros));
};

/**
 * CLOSE, RFC 9293 §3.10.4: a FIN follows the last byte; what the other end sends is still delivered. In SYN-SENT the
 * connection is deleted at once, with all that waits in it.
 */
export const closeConnection = (connection: TcpConnection, nowMicros: number): TcpStep => {
  if (connection.finWanted || connection.state === 'CLOSED') return finish(begin(connection));
  if (connection.state === 'SYN-SENT')
    return finish(announce(end(begin(connection), 'CLOSE'), 'closed'));
  const closing = update(move(begin(connection), 'CLOSE'), { finWanted: true });
  return finish(flush(closing, nowMicros));
};
