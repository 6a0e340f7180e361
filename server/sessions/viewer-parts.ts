import { hostParts } from '../../shared/session/projections/host.ts';
import { projectorParts } from '../../shared/session/projections/projector.ts';
import { seatParts } from '../../shared/session/projections/seat.ts';
import type { HostParts } from '../../shared/session/views/host.ts';
import type { SeatParts } from '../../shared/session/views/seat.ts';
import type { LiveSession } from './live-session.ts';
import type { Seats } from './seats.ts';

/** The parts of one viewer by name, plain JSON each. */
export type Parts = Readonly<Record<string, unknown>>;

/** Seat codes are the server's, not the fold's: nobody learns them from a log. */
const withSeatCode = (parts: SeatParts, seatCode: string): SeatParts => ({
  ...parts,
  head: { ...parts.head, me: { ...parts.head.me, seatCode } },
});

const withLocks = (parts: HostParts, isLocked: (playerId: string) => boolean): HostParts => ({
  ...parts,
  crews: parts.crews.map(crew => ({
    ...crew,
    people: crew.people.map(person => ({ ...person, seatLocked: isLocked(person.playerId) })),
  })),
});

/** What a viewer may see now, and nothing else. `viewer` is a player id, 'host' or 'projector'. */
export const partsOf = (live: LiveSession, seats: Seats, viewer: string): Parts => {
  if (viewer === 'host') {
    return { ...withLocks(hostParts(live.fold), id => seats.isLocked(live.id, id)) };
  }
  if (viewer === 'projector') return { ...projectorParts(live.fold) };
  return { ...withSeatCode(seatParts(live.fold, viewer), seats.seatCode(live.id, viewer)) };
};
