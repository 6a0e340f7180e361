import { concat } from '../../base/bytes.ts';
import { bytesInFlight, type TcpConnection, type TcpStep } from './connection.ts';
import { extensionsOf } from './extensions.ts';
import { congestionRoom, repair } from './recovery.ts';
import { timing } from './retransmission.ts';
import { advance } from './sequence.ts';
import type { TcpState } from './state.ts';
import {
  announce,
  begin,
  end,
  finish,
  move,
  type Progress,
  segmentRoom,
  transmit,
  update,
} from './step.ts';

/** States in which data or our FIN may still be on the way out, RFC 9293 §3.10.4. */
const SENDING: readonly TcpState[] = [
  'ESTABLISHED',
  'CLOSE-WAIT',
  'FIN-WAIT-1',
  'CLOSING',
  'LAST-ACK',
];

/** Starts the retransmission timer unless it runs, RFC 6298 §5.1. */
const guarded = (progress: Progress): Progress => {
  const { retransmitAtMicros, roundTrip } = progress.connection;
  if (retransmitAtMicros !== null) return progress;
  return update(progress, { retransmitAtMicros: progress.nowMicros + roundTrip.timeoutMicros });
};

/** A timer that ran for a probe gives way to that of the first piece in flight. */
const unguarded = ({ sendNext, sendUnacknowledged }: TcpConnection): Partial<TcpConnection> =>
  sendNext === sendUnacknowledged ? { retransmitAtMicros: null } : {};

const sendPiece = (progress: Progress, length: number): Progress => {
  const { connection, nowMicros } = progress;
  const from = bytesInFlight(connection);
  const next = advance(connection.sendNext, length);
  const sent = transmit(progress, {
    purpose: 'data',
    flags: from + length === connection.outgoing.length ? 'PSH ACK' : 'ACK',
    sequenceNumber: connection.sendNext,
    payload: connection.outgoing.subarray(from, from + length),
  });
  const roundTrip = timing(connection.roundTrip, next, nowMicros);
  return guarded(update(sent, { ...unguarded(connection), sendNext: next, roundTrip }));
};

const sendFin = (progress: Progress): Progress => {
  const { connection, nowMicros } = progress;
  const { sendNext, roundTrip } = connection;
  const next = advance(sendNext, 1);
  const sent = transmit(progress, {
    purpose: 'close',
    flags: 'FIN ACK',
    sequenceNumber: sendNext,
  });
  return guarded(
    update(sent, {
      ...unguarded(connection),
      sendNext: next,
      finSequence: sendNext,
      roundTrip: timing(roundTrip, next, nowMicros),
    }),
  );
};

/** True if a piece of `length` bytes is better held back: Nagle, RFC 9293 §3.7.4, and a silly window, §3.8.6.2.1. */
const isHeldBack = (connection: TcpConnection, length: number, waiting: number): boolean => {
  const { settings, largestSendWindow } = extensionsOf(connection);
  if (length >= segmentRoom(connection)) return false;
  if (length < waiting) return settings.sillyWindowAvoidance && length < largestSendWindow / 2;
  return settings.nagle && bytesInFlight(connection) > 0 && !connection.finWanted;
};

/** Bytes of the next new piece, 0 if none may be sent. Where the network is full a piece waits until it can go whole. */
const nextLength = (connection: TcpConnection, waiting: number): number => {
  const windowLeft = connection.sendWindow - bytesInFlight(connection);
  const length = Math.min(segmentRoom(connection), waiting, windowLeft);
  if (length <= 0 || length > congestionRoom(connection)) return 0;
  return isHeldBack(connection, length, waiting) ? 0 : length;
};

const sendNew = (progress: Progress): Progress => {
  const { connection } = progress;
  if (connection.finSequence !== null) return progress;
  const waiting = connection.outgoing.length - bytesInFlight(connection);
  if (waiting === 0) return connection.finWanted ? sendFin(progress) : progress;
  const length = nextLength(connection, waiting);
  return length === 0 ? guarded(progress) : sendNew(sendPiece(progress, length));
};

/**
 * Sends what the windows permit, lost pieces first, then the FIN if one is wanted, RFC 9293 §3.10.2 and §3.10.4.
 * Against a closed window with nothing in flight the timer runs for a probe, §3.8.6.1.
 */
export const flush = (progress: Progress): Progress => {
  if (!SENDING.includes(progress.connection.state)) return progress;
  const repaired = repair(progress);
  const sent = sendNew(repaired);
  return sent.emit.length > repaired.emit.length ? sent : repair(sent, true);
};

/** SEND, RFC 9293 §3.10.2: before ESTABLISHED the bytes wait; after CLOSE they are not taken. */
export const sendData = (
  connection: TcpConnection,
  bytes: Uint8Array,
  nowMicros: number,
): TcpStep => {
  if (connection.finWanted || connection.state === 'CLOSED')
    return finish(begin(connection, nowMicros));
  const queued = update(begin(connection, nowMicros), {
    outgoing: concat(connection.outgoing, bytes),
  });
  return finish(flush(queued));
};

/**
 * CLOSE, RFC 9293 §3.10.4: a FIN follows the last byte; what the other end sends is still delivered. In SYN-SENT the
 * connection is deleted at once, with all that waits in it.
 */
export const closeConnection = (connection: TcpConnection, nowMicros: number): TcpStep => {
  if (connection.finWanted || connection.state === 'CLOSED')
    return finish(begin(connection, nowMicros));
  if (connection.state === 'SYN-SENT')
    return finish(announce(end(begin(connection, nowMicros), 'CLOSE'), 'closed'));
  const closing = update(move(begin(connection, nowMicros), 'CLOSE'), { finWanted: true });
  return finish(flush(closing));
};

/** States in which the other end knows of the connection, so that it is told, RFC 9293 §3.10.5. */
const TOLD_OF_ABORT: readonly TcpState[] = [
  'SYN-RECEIVED',
  'ESTABLISHED',
  'FIN-WAIT-1',
  'FIN-WAIT-2',
  'CLOSE-WAIT',
];

/** ABORT, RFC 9293 §3.10.5: the connection is gone at once, with all that waits in it. */
export const abortConnection = (connection: TcpConnection, nowMicros: number): TcpStep => {
  const progress = begin(connection, nowMicros);
  const told = TOLD_OF_ABORT.includes(connection.state)
    ? transmit(progress, {
        purpose: 'reset',
        flags: 'RST',
        sequenceNumber: connection.sendNext,
      })
    : progress;
  return finish(end(told, 'ABORT'));
};
