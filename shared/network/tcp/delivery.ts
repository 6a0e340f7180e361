import { TIME_WAIT_MICROS } from './connection.ts';
import { reassemble } from './reassembly.ts';
import { hasFlag, type Segment } from './segment.ts';
import { acknowledge, announce, move, type Progress, update } from './step.ts';

/** Less than the half second of RFC 9293 §3.8.6.3, so that the acknowledgment can ride on the answer. */
const ACKNOWLEDGMENT_DELAY_MICROS = 40_000;

const RECEIVING = ['ESTABLISHED', 'FIN-WAIT-1', 'FIN-WAIT-2'];

const afterRemoteFin = (progress: Progress, nowMicros: number): Progress => {
  const moved = announce(move(progress, 'rcv FIN'), 'remote-closed');
  if (moved.connection.state !== 'TIME-WAIT') return moved;
  return announce(update(moved, { timeWaitUntilMicros: nowMicros + TIME_WAIT_MICROS }), 'closed');
};

/** At once for every second segment and when we have nothing left to say, else a little later. */
const acknowledgeSoon = (progress: Progress, nowMicros: number): Progress => {
  const { acknowledgeAtMicros, finWanted } = progress.connection;
  if (acknowledgeAtMicros !== null || finWanted) return acknowledge(progress);
  return update(progress, { acknowledgeAtMicros: nowMicros + ACKNOWLEDGMENT_DELAY_MICROS });
};

/** The seventh and eighth check of RFC 9293 §3.10.7.4: data and FIN, put in order. */
export const takeData = (progress: Progress, segment: Segment, nowMicros: number): Progress => {
  const fin = hasFlag(segment, 'FIN');
  const { connection } = progress;
  if (segment.payload.length === 0 && !fin) return progress;
  if (!RECEIVING.includes(connection.state)) return acknowledge(progress);
  const { sequenceNumber, payload } = segment;
  const arrived = { sequenceNumber, payload, fin };
  const order = reassemble(connection.receiveNext, connection.early, arrived);
  const taken = update(
    { ...progress, deliver: [...progress.deliver, ...order.pieces] },
    { receiveNext: order.receiveNext, early: order.early },
  );
  // A gap, or one that closes, is reported at once, RFC 5681 §4.2.
  const gap = connection.early.length > 0 || order.early.length > 0;
  const inTurn = order.finished ? afterRemoteFin(taken, nowMicros) : taken;
  return gap ? acknowledge(inTurn) : acknowledgeSoon(inTurn, nowMicros);
};
