import { utf8 } from '../base/bytes.ts';
import { sha256Hex } from '../base/sha256.ts';
import { ranked } from '../rules/scoring.ts';
import type { Session } from './state.ts';
import type { StandingsView } from './views/progress.ts';

const hasPeople = (session: Session): boolean =>
  session.crews.some(crew => crew.seats.some(seat => seat.playerId !== null));

/** Crews by the rank key of DESIGN §7, as they stand. */
export const standings = (session: Session): StandingsView => {
  const crews = session.crews
    .filter(({ seats }) => seats.some(seat => seat.playerId !== null))
    .map(({ crew, name, game }) => ({
      crew,
      name,
      points: game?.score.points ?? 0,
      penaltyMs: game?.score.penaltyMs ?? 0,
      errors: game?.score.errors ?? 0,
      lastScoringMs: game?.score.lastScoringMs ?? null,
      sealed: false,
    }));
  return {
    frozen: false,
    final: session.phase === 'debrief' || session.phase === 'ended',
    rows: ranked(crews).map(({ item, rank }) => ({ ...item, rank })),
  };
};

/** Standings of a competition for snapshot and report; null in class and practice and before anybody sits. */
export const roundStandings = (session: Session): StandingsView | null =>
  session.settings.format === 'competition' && hasPeople(session) ? standings(session) : null;

/** What everybody may see: frozen ones while frozen, none in an exam before its end, for errors would tell. */
export const publicStandings = (session: Session): StandingsView | null => {
  const live = roundStandings(session);
  if (live === null || live.final) return live;
  if (session.settings.help === 'exam') return null;
  return session.frozen ?? live;
};

/** Hash of the seed, to be shown before it is known. */
export const seedHash = (session: Session): string => sha256Hex(utf8(session.seed));
