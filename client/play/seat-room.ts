import { signal } from '@preact/signals';
import type { SeatParts } from '../../shared/session/views/seat.ts';
import { openRoom, type RoomLink } from '../net/room.ts';
import type { Seat } from '../net/seat.ts';

export type SeatRoom = RoomLink<SeatParts>;

let current: { readonly seat: Seat; readonly room: SeatRoom } | null = null;

/** One connection per tab: coming back to the page goes on with the one that stands. */
export const roomOf = (seat: Seat): SeatRoom => {
  if (current !== null && current.seat.token === seat.token) return current.room;
  current?.room.leave();
  const room = openRoom<SeatParts>({
    sessionId: seat.sessionId,
    token: seat.token,
    viewer: seat.playerId,
  });
  current = { seat, room };
  return room;
};

export const leaveRoom = (): void => {
  current?.room.leave();
  current = null;
};

/** The last command that was not done, in words; '' once it is read or something else works. */
export const refusal = signal('');
