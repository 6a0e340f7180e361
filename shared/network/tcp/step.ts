import type { SegmentPurpose } from '../task.ts';
import {
  MAXIMUM_SEGMENT_SIZE_BYTES,
  RECEIVE_WINDOW_BYTES,
  type TcpConnection,
  type TcpEvent,
  type TcpStep,
} from './connection.ts';
import { NO_BYTES, type SegmentOut } from './segment.ts';
import { stateAfter, type TcpTrigger } from './state.ts';

/** A step while it is being worked out. */
export type Progress = Omit<TcpStep, 'deadlineMicros'>;

export const begin = (connection: TcpConnection): Progress => ({
  connection,
  emit: [],
  deliver: [],
  events: [],
});

export const update = (progress: Progress, changes: Partial<TcpConnection>): Progress => ({
  ...progress,
  connection: { ...progress.connection, ...changes },
});

export const announce = (progress: Progress, event: TcpEvent): Progress => ({
  ...progress,
  events: [...progress.events, event],
});

/** Takes the row of the state table for `trigger`. */
export const move = (progress: Progress, trigger: TcpTrigger): Progress =>
  update(progress, { state: stateAfter(progress.connection.state, trigger) });

/** Ends the connection: nothing of it is sent, awaited or kept any more. */
export const end = (progress: Progress, trigger: TcpTrigger): Progress =>
  update(move(progress, trigger), {
    outgoing: NO_BYTES,
    early: [],
    retransmitAtMicros: null,
    acknowledgeAtMicros: null,
    timeWaitUntilMicros: null,
  });

export interface Sending {
  readonly purpose: SegmentPurpose;
  readonly flags: string;
  readonly sequenceNumber: number;
  readonly payload?: Uint8Array;
}

/** Puts a segment on its way. One with ACK carries RCV.NXT, so no acknowledgment is due afterwards. */
export const transmit = (progress: Progress, sending: Sending): Progress => {
  const bits = sending.flags.split(' ');
  const acknowledges = bits.includes('ACK');
  const segment: SegmentOut = {
    purpose: sending.purpose,
    sequenceNumber: sending.sequenceNumber,
    acknowledgmentNumber: acknowledges ? progress.connection.receiveNext : 0,
    flags: sending.flags,
    window: RECEIVE_WINDOW_BYTES,
    payload: sending.payload ?? NO_BYTES,
    maximumSegmentSize: bits.includes('SYN') ? MAXIMUM_SEGMENT_SIZE_BYTES : null,
  };
  const sent = { ...progress, emit: [...progress.emit, segment] };
  return acknowledges ? update(sent, { acknowledgeAtMicros: null }) : sent;
};

/** `<SEQ=SND.NXT><ACK=RCV.NXT><CTL=ACK>`. */
export const acknowledge = (progress: Progress): Progress =>
  transmit(progress, {
    purpose: 'acknowledge',
    flags: 'ACK',
    sequenceNumber: progress.connection.sendNext,
  });

export const emitted = (progress: Progress, segment: SegmentOut): Progress => ({
  ...progress,
  emit: [...progress.emit, segment],
});

export const finish = (progress: Progress): TcpStep => {
  const { retransmitAtMicros, acknowledgeAtMicros } = progress.connection;
  const deadlines = [retransmitAtMicros, acknowledgeAtMicros].filter(micros => micros !== null);
  return { ...progress, deadlineMicros: deadlines.length === 0 ? null : Math.min(...deadlines) };
};
