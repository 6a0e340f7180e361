import { hostParts } from '../../shared/session/projections/host.ts';
import { projectorParts } from '../../shared/session/projections/projector.ts';
import { seatParts } from '../../shared/session/projections/seat.ts';
import type { HostParts } from '../../shared/session/views/host.ts';
import type { HeadPart } from '../../shared/session/views/seat.ts';
import type { LiveSession } from './live-session.ts';
import type { Seats } from './seats.ts';

/** The parts of one viewer by name, plain JSON each. */
export type Parts = Readonly<Record<string, unknown>>;

/** By the head they were made from: an unchanged head stays the same object. */
const heads = new WeakMap<HeadPart, HeadPart>();

/** Seat codes are the server's, not the fold's: nobody learns them from a log. */
const withSeatCode = (head: HeadPart, seatCode: () => string): HeadPart => {
  const known = heads.get(head);
  if (known !== undefined) return known;
  const made = { ...head, me: { ...head.me, seatCode: seatCode() } };
  heads.set(head, made);
  return made;
};

const withLocks = (
  crews: HostParts['crews'],
  isLocked: (playerId: string) => boolean,
): HostParts['crews'] => {
  const anyLocked = crews.some(crew => crew.people.some(({ playerId }) => isLocked(playerId)));
  if (!anyLocked) return crews;
  return crews.map(crew => ({
    ...crew,
    people: crew.people.map(person => ({ ...person, seatLocked: isLocked(person.playerId) })),
  }));
};

/** What a viewer may see now, and nothing else. `viewer` is a player id, 'host' or 'projector'. */
export const partsOf = (live: LiveSession, seats: Seats, viewer: string): Parts => {
  if (viewer === 'host') {
    const parts = hostParts(live.fold);
    return { ...parts, crews: withLocks(parts.crews, id => seats.isLocked(live.id, id)) };
  }
  if (viewer === 'projector') return { ...projectorParts(live.fold) };
  const parts = seatParts(live.fold, viewer);
  return { ...parts, head: withSeatCode(parts.head, () => seats.seatCode(live.id, viewer)) };
};
