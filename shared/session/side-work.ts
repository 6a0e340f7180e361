import { type SideTask, sideWorkFor } from '../rules/side-work.ts';
import type { CrewGame, CrewState, Seat } from './crew-state.ts';
import type { Player } from './player-state.ts';
import { sitterOf } from './players.ts';
import type { Session } from './state.ts';
import { touchSeat } from './touch.ts';

/** Pieces looked at for one of the wished sort. */
const TRIES = 6;

const pieceFor = (
  session: Session,
  crew: CrewState,
  game: CrewGame,
  seat: Seat,
  player: Player,
  onlyVerify: boolean,
): SideTask | null => {
  const seed = `${session.seed}/${session.round}/${crew.crew}/${seat.seat}`;
  for (let n = session.counters.sideTask; n < session.counters.sideTask + TRIES; n += 1) {
    const station = seat.stations[(n + player.play.sideDone) % seat.stations.length];
    const work = station === undefined ? null : sideWorkFor(game.world, station, seed, n);
    if (work !== null && (!onlyVerify || work.type === 'verify')) return work;
  }
  return null;
};

/**
 * Puts a piece of idle-time work beside an empty tray, never scored (GAME §4); `onlyVerify` for an apprentice's unit
 * that comes back to be checked. Nothing happens while another piece is open.
 */
export const offerSideWork = (
  session: Session,
  crew: CrewState,
  game: CrewGame,
  seat: Seat,
  onlyVerify: boolean,
): void => {
  const player = sitterOf(session, seat);
  if (player === null || player.play.sideWork?.view.outcome === 'open') return;
  const work = pieceFor(session, crew, game, seat, player, onlyVerify);
  if (work === null) return;
  session.counters.sideTask += 1;
  const { right, ...view } = work;
  const sideTaskId = session.counters.sideTask;
  player.play.sideWork = { right, view: { ...view, sideTaskId, outcome: 'open' } };
  touchSeat(session, seat);
};
