import type { StationId } from '../network/task.ts';

/** Where one person sits: crew and seat count from 0. */
export interface Place {
  readonly crew: number;
  readonly seat: number;
}

/** The first free place in crew order; where all are taken, seat 0 of a crew that has yet to be made. */
export const placeForNewcomer = (crews: readonly (readonly (string | null)[])[]): Place => {
  for (const [crew, seats] of crews.entries()) {
    const seat = seats.indexOf(null);
    if (seat >= 0) return { crew, seat };
  }
  return { crew: crews.length, seat: 0 };
};

/** Everybody moves on by one seat, the last one to the first (GAME §6: one layer further each round). */
export const rotated = <T>(sitters: readonly T[]): readonly T[] =>
  sitters.length < 2 ? sitters : [...sitters.slice(-1), ...sitters.slice(0, -1)];

/** The seat that holds `station`; -1 where a bot of the mission does. */
export const seatOfStation = (
  seats: readonly { readonly stations: readonly StationId[] }[],
  station: StationId,
): number => seats.findIndex(({ stations }) => stations.includes(station));
