import {
  DEFAULT_MAXIMUM_SEGMENT_SIZE_BYTES,
  MAXIMUM_SEGMENT_SIZE_BYTES,
  type TcpConnection,
  type TcpEnds,
  type TcpStep,
} from './connection.ts';
import { extensionsFor, type TcpExtensions } from './extensions.ts';
import { agreedOn } from './options.ts';
import { NEW_ROUND_TRIP, timing } from './retransmission.ts';
import { hasFlag, NO_BYTES, resetFor, type Segment } from './segment.ts';
import { advance } from './sequence.ts';
import { PLAIN_TCP, type TcpSettings } from './settings.ts';
import type { TcpState } from './state.ts';
import { begin, emitted, finish, move, type Progress, transmit, update } from './step.ts';

interface Start {
  readonly isn: number;
  readonly settings: TcpSettings;
  readonly state: TcpState;
}

const begun = (extensions: TcpExtensions | undefined): { extensions?: TcpExtensions } =>
  extensions === undefined ? {} : { extensions };

const fresh = (ends: TcpEnds, { isn, settings, state }: Start): TcpConnection => ({
  ...ends,
  state,
  initialSendSequence: isn >>> 0,
  sendUnacknowledged: isn >>> 0,
  sendNext: isn >>> 0,
  sendWindow: 0,
  windowFromSequence: 0,
  windowFromAcknowledgment: 0,
  sendMaximumSegmentSize: DEFAULT_MAXIMUM_SEGMENT_SIZE_BYTES,
  outgoing: NO_BYTES,
  finWanted: false,
  finSequence: null,
  initialReceiveSequence: 0,
  receiveNext: 0,
  early: [],
  roundTrip: NEW_ROUND_TRIP,
  retransmitAtMicros: null,
  acknowledgeAtMicros: null,
  recoverUntil: null,
  timeWaitUntilMicros: null,
  challenges: { sinceMicros: 0, count: 0 },
  ...begun(extensionsFor(settings)),
});

const guardedSyn = (progress: Progress): Progress => {
  const { connection, nowMicros } = progress;
  const { initialSendSequence, roundTrip } = connection;
  const sendNext = advance(initialSendSequence, 1);
  return update(progress, {
    sendNext,
    roundTrip: timing(roundTrip, sendNext, nowMicros),
    retransmitAtMicros: nowMicros + roundTrip.timeoutMicros,
  });
};

const learnedBeyond = (extensions: TcpExtensions, segment: Segment): TcpExtensions => {
  const { settings } = extensions;
  const receiveNext = advance(segment.sequenceNumber, 1);
  return {
    ...extensions,
    agreed: agreedOn(settings, segment),
    largestSendWindow: segment.window,
    receiveEdge: advance(receiveNext, Math.min(65_535, settings.receiveBufferBytes)),
    lastAcknowledged: receiveNext,
    recentTimestamp: segment.options?.timestamps?.value ?? 0,
  };
};

const HEADERS_BYTES = 40;

const largestSent = (extensions: TcpConnection['extensions']): number => {
  const pathMtuBytes = extensions?.settings.pathMtuBytes ?? null;
  return pathMtuBytes === null
    ? MAXIMUM_SEGMENT_SIZE_BYTES
    : Math.max(1, pathMtuBytes - HEADERS_BYTES);
};

/** What the other end's SYN tells, RFC 9293 §3.10.7.2 and §3.10.7.3. */
export const learnedFromSyn = (
  { extensions }: TcpConnection,
  segment: Segment,
): Partial<TcpConnection> => {
  const receiveNext = advance(segment.sequenceNumber, 1);
  return {
    ...begun(extensions && learnedBeyond(extensions, segment)),
    initialReceiveSequence: segment.sequenceNumber,
    receiveNext,
    sendWindow: segment.window,
    windowFromSequence: segment.sequenceNumber,
    windowFromAcknowledgment: segment.acknowledgmentNumber,
    // A size of 0 would let nothing through, so it is read as if the option were missing.
    sendMaximumSegmentSize: Math.min(
      segment.maximumSegmentSize || DEFAULT_MAXIMUM_SEGMENT_SIZE_BYTES,
      MAXIMUM_SEGMENT_SIZE_BYTES,
      largestSent(extensions),
    ),
  };
};

/** OPEN as the side that begins, RFC 9293 §3.10.1; `isn` is the initial send sequence number, 32 bits. */
export const openActive = (
  ends: TcpEnds,
  isn: number,
  nowMicros: number,
  settings: TcpSettings = PLAIN_TCP,
): TcpStep => {
  const closed = begin(fresh(ends, { isn, settings, state: 'CLOSED' }), nowMicros);
  const sent = transmit(closed, { purpose: 'open', flags: 'SYN', sequenceNumber: isn >>> 0 });
  return finish(guardedSyn(move(sent, 'OPEN')));
};

/**
 * A segment at a listening socket that belongs to no connection, RFC 9293 §3.10.7.2: a SYN makes a new one. For all
 * else the connection of the step is CLOSED (and an ACK is answered with RST). Data beside a SYN is left for the
 * sender to repeat.
 */
export const acceptConnection = (
  ends: TcpEnds,
  isn: number,
  segment: Segment,
  nowMicros: number,
  settings: TcpSettings = PLAIN_TCP,
): TcpStep => {
  const refused = begin(fresh(ends, { isn, settings, state: 'CLOSED' }), nowMicros);
  if (hasFlag(segment, 'RST')) return finish(refused);
  if (hasFlag(segment, 'ACK')) return finish(emitted(refused, resetFor(segment)));
  if (!hasFlag(segment, 'SYN')) return finish(refused);
  const listening = begin(fresh(ends, { isn, settings, state: 'LISTEN' }), nowMicros);
  const heard = update(listening, learnedFromSyn(listening.connection, segment));
  const sent = transmit(move(heard, 'rcv SYN'), {
    purpose: 'accept',
    flags: 'SYN ACK',
    sequenceNumber: isn >>> 0,
  });
  return finish(guardedSyn(sent));
};
