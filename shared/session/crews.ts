import { crewName } from '../lessons/crew-names-en.ts';
import { placeForNewcomer } from '../rules/seating.ts';
import type { CrewGame, CrewState, Seat } from './crew-state.ts';
import { openOutside } from './open-outside.ts';
import type { Player } from './player-state.ts';
import { offersPerSeat, routesOf } from './routes.ts';
import { crewScenario, seatRow, templatesOf, worldOf } from './scenario.ts';
import type { Session } from './state.ts';
import { touchCrew } from './touch.ts';

const newSeat = (seat: number, stations: Seat['stations']): Seat => ({
  seat,
  stations,
  playerId: null,
  tray: [],
  benchTask: null,
  emptySinceMs: null,
  lastKind: null,
  pulls: 0,
  presence: 'bot',
  revision: 0,
});

const newCrew = (session: Session, crew: number): CrewState => ({
  crew,
  name: crewName(crew),
  seats: seatRow(session.scenario, session.settings).map((stations, seat) =>
    newSeat(seat, stations),
  ),
  game: null,
  revision: 0,
});

/** The crew of that number; made with all before it when there is none yet. */
export const crewAt = (session: Session, crew: number): CrewState => {
  while (session.crews.length <= crew) {
    const made = newCrew(session, session.crews.length);
    session.crews.push(made);
    if (session.phase === 'playing' || session.phase === 'paused') beginGame(session, made);
  }
  const found = session.crews[crew];
  if (found === undefined) throw new Error(`crew ${crew} was not made`);
  return found;
};

/** Gives a crew its own copy of the network for this round, with empty trays. */
export const beginGame = (session: Session, crew: CrewState): void => {
  const scenario = crewScenario(session.scenario, session.seed, crew.crew);
  const routes = routesOf(session.scenario);
  const game: CrewGame = {
    scenario,
    templates: templatesOf(scenario),
    world: worldOf(scenario, `${session.seed}/round-${session.round}`),
    plans: new Map(),
    nextExchange: 1,
    starting: null,
    assigned: new Map(),
    trace: [],
    refused: [],
    hops: [],
    restarts: [],
    outside: null,
    offers: offersPerSeat(routes, crew.seats),
    routes,
    faults: 0,
    changes: 0,
    released: 0,
    firstDeliveryMs: null,
    revision: 0,
    score: {
      delivered: 0,
      allHands: 0,
      right: 0,
      repaired: 0,
      points: 0,
      penaltyMs: 0,
      errors: 0,
      lastScoringMs: null,
    },
  };
  crew.game = game;
  if (session.plugged.has(crew.crew)) openOutside(session, game);
  for (const seat of crew.seats) emptySeat(session, seat);
  touchCrew(session, crew);
};

/** Clears what one round has left at a seat. */
export const emptySeat = (session: Session, seat: Seat): void => {
  seat.tray = [];
  seat.benchTask = null;
  seat.emptySinceMs = session.clock.playMs;
  seat.lastKind = null;
  seat.pulls = 0;
  seat.revision += 1;
};

/** What lies at a seat is the new sitter's from now on, with all tries and hints before it. */
const handOver = (session: Session, crew: number, { tray, playerId }: Seat): void => {
  const game = crewAt(session, crew).game;
  for (const item of tray) {
    const assigned = game?.assigned.get(item.task.id);
    if (assigned !== undefined) game?.assigned.set(item.task.id, { ...assigned, playerId });
    item.tries = 0;
    item.hints = 0;
    item.tags = [];
  }
};

/** Seats somebody; whoever sat there must have been moved before. */
export const sitDown = (session: Session, player: Player, crew: number, seat: number): void => {
  const place = crewAt(session, crew).seats[seat];
  if (place === undefined) throw new Error(`crew ${crew} has no seat ${seat}`);
  player.crew = crew;
  player.seat = seat;
  place.playerId = player.playerId;
  handOver(session, crew, place);
  place.emptySinceMs = place.tray.length === 0 ? session.clock.playMs : null;
  place.revision += 1;
  touchCrew(session, crewAt(session, crew));
};

/** Seats a newcomer at the first free place; a further crew is made where all are taken. */
export const sitAnywhere = (session: Session, player: Player): void => {
  const sitters = session.crews.map(crew => crew.seats.map(seat => seat.playerId));
  const { crew, seat } = placeForNewcomer(sitters);
  sitDown(session, player, crew, seat);
};

/** All seats anew for changed settings; people keep their order, and move on by one seat when `rotate`. */
export const seatAnew = (
  session: Session,
  rotate: (sitters: readonly (string | null)[]) => readonly (string | null)[],
): void => {
  const before = session.crews.map(crew => rotate(crew.seats.map(seat => seat.playerId)));
  const size = seatRow(session.scenario, session.settings).length;
  const fits = before.every(sitters => sitters.length === size);
  session.crews.length = 0;
  const players = (id: string | null) => (id === null ? undefined : session.players.get(id));
  for (const [crew, sitters] of before.entries()) {
    for (const [seat, id] of sitters.entries()) {
      const player = players(id);
      if (player === undefined) continue;
      if (fits) sitDown(session, player, crew, seat);
      else sitAnywhere(session, player);
    }
  }
  crewAt(session, 0);
};
