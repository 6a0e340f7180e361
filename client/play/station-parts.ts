import type { SeatParts } from '../../shared/session/views/seat.ts';
import type { SeatRoom } from './seat-room.ts';

export type StationParts = Pick<
  SeatParts,
  'head' | 'map' | 'traffic' | 'tray' | 'bench' | 'coach' | 'tables' | 'progress'
>;

const NO_HEAD: SeatParts['head'] = {
  sessionId: '',
  pin: '',
  format: 'class',
  help: 'coach',
  title: '',
  mission: { id: '', title: '', goal: '', steps: [] },
  phase: 'lobby',
  round: 0,
  endsAtMs: null,
  remainingMs: 0,
  me: { playerId: '', nickname: '', seatCode: null, crew: 0, seat: 0, stations: [] },
  crew: { crew: 0, name: '', seats: [] },
  notice: null,
};

const NOTHING: StationParts = {
  head: NO_HEAD,
  map: { nodes: [], links: [] },
  traffic: { waiting: [], hops: [] },
  tray: { limit: 2, items: [], sideWork: null, waitingFor: '' },
  bench: null,
  coach: { verdict: null, hints: [], refutation: null, inspected: null, apprentices: [] },
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

/** The parts as they stand; a part that has not come yet is empty, so that the page can be drawn at once. */
export const stationParts = (room: SeatRoom): StationParts => ({
  head: room.part('head').value ?? NOTHING.head,
  map: room.part('map').value ?? NOTHING.map,
  traffic: room.part('traffic').value ?? NOTHING.traffic,
  tray: room.part('tray').value ?? NOTHING.tray,
  bench: room.part('bench').value ?? null,
  coach: room.part('coach').value ?? NOTHING.coach,
  tables: room.part('tables').value ?? NOTHING.tables,
  progress: room.part('progress').value ?? NOTHING.progress,
});
