import { type TcpConnection, TIME_WAIT_MICROS } from './connection.ts';
import { extensionsOf } from './extensions.ts';
import { reassemble } from './reassembly.ts';
import { blocksToReport } from './sack.ts';
import { hasFlag, type Segment } from './segment.ts';
import { distance, isBefore } from './sequence.ts';
import { RECEIVING } from './state.ts';
import { acknowledge, announce, move, type Progress, update, updateExtensions } from './step.ts';
import { receiveWindow } from './window.ts';

const afterRemoteFin = (progress: Progress): Progress => {
  const moved = announce(move(progress, 'rcv FIN'), 'remote-closed');
  if (moved.connection.state !== 'TIME-WAIT') return moved;
  const timeWaitUntilMicros = progress.nowMicros + TIME_WAIT_MICROS;
  return announce(update(moved, { timeWaitUntilMicros }), 'closed');
};

/** At once for every second segment and when we have nothing left to say, else a little later, RFC 5681 §4.2. */
const acknowledgeSoon = (progress: Progress): Progress => {
  const { acknowledgeAtMicros, finWanted } = progress.connection;
  const { acknowledgmentDelayMicros } = extensionsOf(progress.connection).settings;
  if (acknowledgeAtMicros !== null || finWanted || acknowledgmentDelayMicros === 0) {
    return acknowledge(progress);
  }
  return update(progress, {
    acknowledgeAtMicros: progress.nowMicros + acknowledgmentDelayMicros,
  });
};

/** The part of a segment within the window; what lies past its end comes again, RFC 9293 §3.10.7.4. */
const withinWindow = (connection: TcpConnection, segment: Segment): Segment => {
  const { receiveNext } = connection;
  const { sequenceNumber, payload } = segment;
  const before = isBefore(sequenceNumber, receiveNext);
  const offset = before
    ? -distance(sequenceNumber, receiveNext)
    : distance(receiveNext, sequenceNumber);
  const room = receiveWindow(connection) - offset;
  const fits = payload.length + (hasFlag(segment, 'FIN') ? 1 : 0) <= room;
  return fits ? segment : { ...segment, payload: payload.subarray(0, room), flags: 'ACK' };
};

/** A cap that no honest sender meets: the buffer cut into small pieces. */
const mostEarly = (connection: TcpConnection): number =>
  Math.max(64, extensionsOf(connection).settings.receiveBufferBytes >> 9);

const inOrder = (progress: Progress, segment: Segment): Progress => {
  const { connection } = progress;
  const { receiveNext, early } = connection;
  const { agreed, settings, unreadBytes, sackBlocks } = extensionsOf(connection);
  const { sequenceNumber, payload } = segment;
  const arrived = { sequenceNumber, payload, fin: hasFlag(segment, 'FIN') };
  const order = reassemble(receiveNext, early, arrived, mostEarly(connection));
  const taken = order.pieces.reduce((sum, piece) => sum + piece.length, 0);
  const delivered = update(
    { ...progress, deliver: [...progress.deliver, ...order.pieces] },
    { receiveNext: order.receiveNext, early: order.early },
  );
  const known = updateExtensions(delivered, {
    unreadBytes: settings.readsAtOnce ? 0 : unreadBytes + taken,
    sackBlocks: agreed.sack
      ? blocksToReport(order.early, sequenceNumber, sackBlocks, agreed.timestamps)
      : [],
  });
  return order.finished ? afterRemoteFin(known) : known;
};

/** The seventh and eighth check of RFC 9293 §3.10.7.4: data and FIN, put in order. */
export const takeData = (progress: Progress, arrived: Segment): Progress => {
  const { connection } = progress;
  if (arrived.payload.length === 0 && !hasFlag(arrived, 'FIN')) return progress;
  if (!RECEIVING.includes(connection.state)) return acknowledge(progress);
  const inTurn = inOrder(progress, withinWindow(connection, arrived));
  // A gap, or one that closes, is reported at once, RFC 5681 §4.2.
  const gap = connection.early.length > 0 || inTurn.connection.early.length > 0;
  return gap ? acknowledge(inTurn) : acknowledgeSoon(inTurn);
};
