import { concat } from '../../../base/bytes.ts';
import { say, type Turn } from './connection.ts';

/** The sending side of a channel, RFC 4254 §5.2. */
export interface Outlet {
  /** The channel's number at the other side. */
  readonly theirs: number;
  /** What the other side takes before it grants more. */
  readonly windowBytes: number;
  readonly mostPacketBytes: number;
  /** Bytes that found no room yet. */
  readonly waiting: Uint8Array;
}

/** The window that these programs grant, and what one packet may carry. */
export const WINDOW = { windowBytes: 2 ** 21, mostPacketBytes: 2 ** 15 } as const;

/** Sends `bytes` behind what waits, as far as the window goes. */
export const pour = <Session, Open extends Outlet>(
  turn: Turn<Session>,
  channel: Open,
  bytes: Uint8Array = new Uint8Array(0),
): Open => {
  const { theirs, mostPacketBytes } = channel;
  const packetBytes = Math.min(mostPacketBytes, WINDOW.mostPacketBytes);
  let waiting = concat(channel.waiting, bytes);
  let { windowBytes } = channel;
  while (Math.min(waiting.length, windowBytes, packetBytes) > 0) {
    const count = Math.min(waiting.length, windowBytes, packetBytes);
    const data = waiting.slice(0, count);
    say(turn, { is: 'data', value: { recipientChannel: theirs, data } });
    waiting = waiting.slice(count);
    windowBytes -= count;
  }
  return { ...channel, waiting, windowBytes };
};

/** RFC 4254 §5.2. */
const MOST_WINDOW = 2 ** 32 - 1;

/** The channel with more room at the other side, which has granted it, RFC 4254 §5.2. */
export const widened = <Open extends Outlet>(channel: Open, addedBytes: number): Open => ({
  ...channel,
  windowBytes: Math.min(MOST_WINDOW, channel.windowBytes + addedBytes),
});

/** Grants room for what was taken, RFC 4254 §5.2. */
export const grant = <Session>(turn: Turn<Session>, { theirs }: Outlet, addedBytes: number): void =>
  say(turn, { is: 'windowAdjust', value: { recipientChannel: theirs, addedBytes } });
