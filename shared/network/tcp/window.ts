import type { TcpConnection } from './connection.ts';
import { extensionsOf, type TcpExtensions } from './extensions.ts';
import { hasFlag, type Segment } from './segment.ts';
import { distance, isBefore } from './sequence.ts';

const LARGEST_FIELD = 65_535;

/** Bytes from RCV.NXT on that we have said we would take: this promise is not taken back. */
const promisedWindow = (connection: TcpConnection): number => {
  const { receiveEdge } = extensionsOf(connection);
  const { receiveNext } = connection;
  return receiveEdge !== null && isBefore(receiveNext, receiveEdge)
    ? distance(receiveNext, receiveEdge)
    : 0;
};

/** The least opening worth speaking of, RFC 9293 §3.8.6.2.2. */
const leastOpening = ({ settings }: TcpExtensions): number =>
  Math.min(settings.receiveBufferBytes >> 1, settings.maximumSegmentSize ?? 536);

const receiveShift = (connection: TcpConnection): number =>
  extensionsOf(connection).agreed.shifts?.receive ?? 0;

/** RCV.WND in bytes: what is free in the buffer, or what was promised while too little has become free. */
export const receiveWindow = (connection: TcpConnection): number => {
  const extensions = extensionsOf(connection);
  const { settings, unreadBytes } = extensions;
  const promised = promisedWindow(connection);
  const shift = receiveShift(connection);
  const largest = LARGEST_FIELD * 2 ** shift;
  const free = Math.min(largest, Math.max(0, settings.receiveBufferBytes - unreadBytes));
  const opening = free - promised;
  const silly = settings.sillyWindowAvoidance && opening < leastOpening(extensions);
  return silly || opening <= 0 ? promised : free;
};

/** True if the program has read so much that the other end should be told. */
export const hasOpened = (connection: TcpConnection): boolean => {
  const promised = promisedWindow(connection);
  const opening = receiveWindow(connection) - promised;
  return opening > 0 && (promised === 0 || opening >= leastOpening(extensionsOf(connection)));
};

/** The window field of a segment; that of a SYN is never scaled, RFC 7323 §2.2. */
export const windowField = (connection: TcpConnection, opens: boolean): number =>
  opens
    ? Math.min(LARGEST_FIELD, extensionsOf(connection).settings.receiveBufferBytes)
    : Math.min(
        LARGEST_FIELD,
        Math.floor(receiveWindow(connection) / 2 ** receiveShift(connection)),
      );

/** Bytes that a window field of ours stands for. */
export const fieldBytes = (connection: TcpConnection, field: number, opens: boolean): number =>
  opens ? field : field * 2 ** receiveShift(connection);

/** SEG.WND in bytes. */
export const windowOf = (connection: TcpConnection, segment: Segment): number => {
  const shift = extensionsOf(connection).agreed.shifts?.send ?? 0;
  return hasFlag(segment, 'SYN') ? segment.window : segment.window * 2 ** shift;
};
