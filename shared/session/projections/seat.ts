import { endsAtMs } from '../clock.ts';
import type { CrewState, Seat } from '../crew-state.ts';
import { findingView } from '../finding-view.ts';
import { lobbyTasksOf } from '../lobby.ts';
import type { Player } from '../player-state.ts';
import { crewOf, seatOf } from '../players.ts';
import { seedHash } from '../standings.ts';
import type { Session } from '../state.ts';
import type { HeadPart, LobbyPart, SeatParts } from '../views/seat.ts';
import { crewLine } from './crew-line.ts';
import { mapPart, sittersOf } from './map.ts';
import { progressPart, summaryPart, trafficPart } from './progress.ts';
import { remembered } from './remembered.ts';
import { benchPart, coachPart, seenOnArrival, tablesPart, trayPart } from './work.ts';

const headPart = (session: Session, crew: CrewState | null, player: Player): HeadPart => {
  const { scenario, settings } = session;
  const { playerId, nickname, seat } = player;
  return {
    sessionId: session.id,
    pin: session.pin,
    format: settings.format,
    help: settings.help,
    title: settings.title,
    mission: {
      id: scenario.id,
      title: scenario.title,
      goal: scenario.goal,
      steps: scenario.unitSteps,
    },
    phase: session.phase,
    round: session.round,
    endsAtMs: endsAtMs(session, player),
    remainingMs: session.shownRemainingMs + (session.phase === 'debrief' ? 0 : player.extraMs),
    me: {
      playerId,
      nickname,
      seatCode: null,
      crew: player.crew,
      seat,
      stations: seatOf(session, player)?.stations ?? [],
    },
    crew: crew === null ? { crew: -1, name: '', seats: [] } : crewLine(session, crew),
    notice: player.notice,
  };
};

const lobbyPart = (session: Session, seat: Seat | null, player: Player): LobbyPart | null => {
  const station = seat?.stations[0];
  if (session.phase !== 'lobby' || seat === null || station === undefined) return null;
  const layer = station.split('.')[1] as LobbyPart['stationCard']['layer'];
  return {
    stationCard: { layer, stations: seat.stations },
    tasks: lobbyTasksOf(session, player).map(({ bench }, lobbyTask) => {
      const answer = player.lobby.get(lobbyTask);
      const finding = answer?.finding ?? null;
      return {
        lobbyTask,
        bench: seenOnArrival(bench),
        done: answer?.done ?? false,
        finding: finding === null ? null : findingView(finding),
      };
    }),
    seed: session.settings.format === 'competition' ? { hash: seedHash(session) } : null,
  };
};

type Work = Pick<SeatParts, 'traffic' | 'tray' | 'bench' | 'coach' | 'tables' | 'progress'>;

const NO_WORK: Work = {
  traffic: { waiting: [], hops: [] },
  tray: { limit: 2, items: [], sideWork: null, waitingFor: 'waiting/start' },
  bench: null,
  coach: {
    verdict: null,
    hints: [],
    refutation: null,
    inspected: null,
    apprentices: [],
  },
  tables: { tables: [] },
  progress: {
    rightDecisions: 0,
    kindsMet: [],
    repaired: 0,
    goalPerSeat: 0,
    crewDelivered: 0,
    crewAllHands: 0,
    step: 0,
    log: [],
  },
};

const workParts = (session: Session, crew: CrewState, seat: Seat, player: Player): Work => {
  // Each part by what it shows: most changes in a crew are presence and signals, which none of these shows.
  const ofSeat = `${session.revision}/${crew.crew}/${seat.seat}/${seat.revision}`;
  const ofPlayer = `${ofSeat}/${player.revision}`;
  const atRest = `${ofSeat}/${crew.game?.revision ?? -1}`;
  const part = <T>(name: string, state: string, make: () => T): T =>
    remembered(session, `${player.playerId} ${name}`, state, make);
  return {
    traffic: part('traffic', atRest, () => trafficPart(crew, seat, player)),
    tray: part('tray', `${atRest}/${player.revision}`, () => trayPart(session, crew, seat, player)),
    bench: part('bench', ofSeat, () => benchPart(session, crew, seat)),
    coach: part('coach', ofPlayer, () => coachPart(session, crew, seat, player)),
    tables: part('tables', atRest, () => tablesPart(crew, seat)),
    progress: part('progress', `${atRest}/${player.revision}`, () =>
      progressPart(session, crew, player),
    ),
  };
};

const nobody = (): never => {
  throw new Error('no such player in this session');
};

/** Everything that one seat may see, and nothing else: the only way to a client. Unchanged parts are the same objects. */
export const seatParts = (session: Session, playerId: string): SeatParts => {
  const player = session.players.get(playerId) ?? nobody();
  const crew = crewOf(session, player);
  const seat = seatOf(session, player);
  const ofAll = `${session.revision}/${player.crew}/${player.seat}`;
  const ofPlayer = `${ofAll}/${player.revision}/${crew?.revision ?? -1}`;
  const part = <T>(name: string, state: string, make: () => T): T =>
    remembered(session, `${playerId} ${name}`, state, make);
  return {
    head: part('head', ofPlayer, () => headPart(session, crew, player)),
    lobby: part('lobby', ofPlayer, () => lobbyPart(session, seat, player)),
    map: part(
      'map',
      `${ofAll}/${crew?.game?.changes ?? -1}/${crew?.game?.world.inner.leaseChanges ?? 0}`,
      () => mapPart(session, crew, crew === null ? undefined : sittersOf(session, crew, playerId)),
    ),
    ...(crew === null || seat === null ? NO_WORK : workParts(session, crew, seat, player)),
    summary: part('summary', ofPlayer, () => summaryPart(session, player)),
  };
};
