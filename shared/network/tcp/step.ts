import type { SegmentPurpose } from '../task.ts';
import type { TcpConnection, TcpEvent, TcpStep } from './connection.ts';
import { extensionsOf, type TcpExtensions } from './extensions.ts';
import { offered, optionBytes, optionsOfSyn } from './options.ts';
import { NO_BYTES, type SegmentOptions, type SegmentOut } from './segment.ts';
import { advance } from './sequence.ts';
import { stateAfter, type TcpTrigger } from './state.ts';
import { timestampsOf } from './timestamps.ts';
import { fieldBytes, windowField } from './window.ts';

/** A step while it is being worked out. */
export interface Progress extends Omit<TcpStep, 'deadlineMicros'> {
  readonly nowMicros: number;
}

export const begin = (connection: TcpConnection, nowMicros: number): Progress => ({
  connection,
  emit: [],
  deliver: [],
  events: [],
  nowMicros,
});

export const update = (progress: Progress, changes: Partial<TcpConnection>): Progress => ({
  ...progress,
  connection: { ...progress.connection, ...changes },
});

/** Changes what is known beyond plain TCP, if anything is. */
export const updateExtensions = (progress: Progress, changes: Partial<TcpExtensions>): Progress => {
  const { extensions } = progress.connection;
  return extensions === undefined
    ? progress
    : update(progress, { extensions: { ...extensions, ...changes } });
};

export const announce = (progress: Progress, event: TcpEvent): Progress => ({
  ...progress,
  events: [...progress.events, event],
});

/** Takes the row of the state table for `trigger`. */
export const move = (progress: Progress, trigger: TcpTrigger): Progress =>
  update(progress, { state: stateAfter(progress.connection.state, trigger) });

/** Ends the connection: nothing of it is sent, awaited or kept any more. */
export const end = (progress: Progress, trigger: TcpTrigger): Progress =>
  update(updateExtensions(move(progress, trigger), { sackBlocks: [], sacked: [] }), {
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

/** Options of what is sent once both know each other. */
const steadyOptions = (connection: TcpConnection, nowMicros: number): SegmentOptions => {
  const { agreed, sackBlocks } = extensionsOf(connection);
  return {
    ...(agreed.timestamps ? timestampsOf(connection, nowMicros) : {}),
    ...(sackBlocks.length > 0 ? { sackBlocks } : {}),
  };
};

const optionsFor = (
  { connection, nowMicros }: Progress,
  opens: boolean,
  acknowledges: boolean,
): SegmentOptions => {
  if (!opens) return steadyOptions(connection, nowMicros);
  const { agreed, settings } = extensionsOf(connection);
  const said = acknowledges ? agreed : offered(settings);
  return optionsOfSyn(said, timestampsOf(connection, nowMicros));
};

/** Bytes of data that fit into a segment beside its options, RFC 9293 §3.7.1; at least one. */
export const segmentRoom = (connection: TcpConnection): number =>
  Math.max(1, connection.sendMaximumSegmentSize - optionBytes(steadyOptions(connection, 0)));

/** Puts a segment on its way. One with ACK carries RCV.NXT, so no acknowledgment is due afterwards. */
export const transmit = (progress: Progress, sending: Sending): Progress => {
  const { connection } = progress;
  const acknowledges = sending.flags.includes('ACK');
  const opens = sending.flags.includes('SYN');
  const window = windowField(connection, opens);
  const options = optionsFor(progress, opens, acknowledges);
  const segment: SegmentOut = {
    purpose: sending.purpose,
    sequenceNumber: sending.sequenceNumber,
    acknowledgmentNumber: acknowledges ? connection.receiveNext : 0,
    flags: sending.flags,
    window,
    payload: sending.payload ?? NO_BYTES,
    maximumSegmentSize: opens ? extensionsOf(connection).settings.maximumSegmentSize : null,
    ...(Object.keys(options).length === 0 ? {} : { options }),
  };
  const sent = { ...progress, emit: [...progress.emit, segment] };
  if (!acknowledges) return sent;
  return updateExtensions(update(sent, { acknowledgeAtMicros: null }), {
    lastAcknowledged: connection.receiveNext,
    receiveEdge: advance(connection.receiveNext, fieldBytes(connection, window, opens)),
  });
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

export const finish = ({ connection, emit, deliver, events }: Progress): TcpStep => {
  const { retransmitAtMicros, acknowledgeAtMicros } = connection;
  const deadlines = [retransmitAtMicros, acknowledgeAtMicros].filter(micros => micros !== null);
  const deadlineMicros = deadlines.length === 0 ? null : Math.min(...deadlines);
  return { connection, emit, deliver, events, deadlineMicros };
};
