import type { Fault } from '../missions/schema/fault-schema.ts';
import { clipTap, setLink } from '../network/link-state.ts';
import { tellProgram } from '../network/processes/told-otherwise.ts';
import { seatOfStation } from '../rules/seating.ts';
import { roundMs } from './clock.ts';
import type { CrewGame, CrewState, Seat } from './crew-state.ts';
import { sitDown } from './crews.ts';
import type { Session } from './state.ts';
import { tell, tellCrew, touchPlayer } from './touch.ts';

const sitterIn = ({ players }: Session, { playerId }: Seat) =>
  playerId === null ? undefined : players.get(playerId);

/** Two people change places; each finds on the other's seat what lay there. */
const swapSeats = (session: Session, crew: CrewState, stations: readonly string[]): void => {
  const [one, other] = stations.map(
    station => crew.seats[seatOfStation(crew.seats, station as Seat['stations'][number])],
  );
  if (one === undefined || other === undefined || one === other) return;
  const moves = [
    [sitterIn(session, one), other],
    [sitterIn(session, other), one],
  ] as const;
  for (const seat of [one, other]) {
    seat.playerId = null;
    seat.benchTask = null;
  }
  for (const [player, seat] of moves) {
    if (player === undefined) continue;
    sitDown(session, player, crew.crew, seat.seat);
    tell(session, player, 'log/seats-swapped');
    touchPlayer(session, player);
  }
};

/** A tap is clipped to a link of a crew's network, or (null) taken off it; everybody in the crew is told. */
export const clip = (
  session: Session,
  crew: CrewState,
  game: CrewGame,
  { link, tap }: { readonly link: string; readonly tap: string | null },
): void => {
  clipTap(game.world, link, tap);
  game.changes += 1;
  const peer = game.world.ends.get(link)?.peer ?? '';
  const [a = '', b = ''] = [link, peer].map(end => end.split('.')[0]);
  tellCrew(session, crew, tap === null ? 'log/tap-gone' : 'log/tap-clipped', { a, b });
};

const happen = (session: Session, crew: CrewState, game: CrewGame, fault: Fault): void => {
  if ('up' in fault) setLink(game.world, fault.link, fault.up);
  else if ('tap' in fault) clip(session, crew, game, fault);
  else if ('swap' in fault) swapSeats(session, crew, fault.swap);
  else {
    const { node, program, settings } = fault;
    tellProgram(game.world, node, program, settings);
    tellCrew(session, crew, 'log/told-otherwise', { node, program });
  }
};

/** What the mission has in store by now. */
export const faultsDue = (session: Session, crew: CrewState, game: CrewGame): void => {
  for (;;) {
    const fault = game.scenario.faults[game.faults];
    if (fault === undefined || roundMs(session) < fault.atMinute * 60_000) return;
    game.faults += 1;
    game.changes += 1;
    happen(session, crew, game, fault);
  }
};
