import type { CrewState } from '../crew-state.ts';
import type { Session } from '../state.ts';
import type { CrewLine } from '../views/seat.ts';

/** The seats of a crew as all in it may see them: who sits where and how it goes, nothing of the work. */
export const crewLine = (session: Session, crew: CrewState): CrewLine => ({
  crew: crew.crew,
  name: crew.name,
  seats: crew.seats.map(({ seat, playerId, stations, presence }) => {
    const player = playerId === null ? undefined : session.players.get(playerId);
    return {
      seat,
      playerId,
      nickname: player?.nickname ?? null,
      stations,
      presence,
      ready: player?.ready ?? false,
      signal: player?.signal ?? null,
    };
  }),
});
