import type { SeatKey } from '../../lessons/session-words.ts';
import type { Bench } from '../../rules/bench.ts';
import { TRAY_LIMIT } from '../../rules/dispatcher.ts';
import { type HintStep, hintFor } from '../../rules/hints.ts';
import { KIND_IDS } from '../../rules/kinds.ts';
import { shownKind } from '../../rules/shown-kind.ts';
import { ownTables } from '../../rules/tables.ts';
import { OUTSIDE_TRAY_LIMIT } from '../assign.ts';
import type { CrewState, Seat, TrayItem } from '../crew-state.ts';
import type { Player } from '../player-state.ts';
import type { Session } from '../state.ts';
import { benchOf } from '../tally.ts';
import type { CoachPart, TablesPart, TrayPart } from '../views/play.ts';

const waitingFor = (session: Session, crew: CrewState, seat: Seat): SeatKey | '' => {
  if (seat.tray.length > 0) return '';
  if (session.phase === 'paused') return 'waiting/go-on';
  if (session.phase !== 'playing') return 'waiting/start';
  const others = crew.seats.some(other => other !== seat && other.tray.length > 0);
  return others ? 'waiting/upper-neighbour' : 'waiting/next-unit';
};

const itemView = (item: TrayItem): TrayPart['items'][number] => ({
  taskId: item.task.id,
  kind: shownKind(item.kind),
  level: item.level,
  from: item.bench?.from ?? '',
  lengthBytes: item.task.unit.length,
  station: item.task.station,
  allHands: item.allHands,
  repeated: item.repeated,
  copies: item.copies ?? 0,
});

/** What waits at a seat besides what lies on its bench. */
export const trayPart = (
  session: Session,
  crew: CrewState,
  seat: Seat,
  player: Player,
): TrayPart => ({
  limit: (crew.game?.outside ?? null) === null ? TRAY_LIMIT : OUTSIDE_TRAY_LIMIT,
  items: seat.tray.filter(item => item.task.id !== seat.benchTask).map(itemView),
  sideWork: player.play.sideWork?.view ?? null,
  waitingFor: waitingFor(session, crew, seat),
});

const onBench = (seat: Seat): TrayItem | null =>
  seat.tray.find(item => item.task.id === seat.benchTask) ?? null;

/** The task on the bench as its own station may see it. */
export const benchPart = (session: Session, crew: CrewState, seat: Seat): Bench | null => {
  const item = onBench(seat);
  return item === null || crew.game === null
    ? null
    : seenOnArrival(benchOf(session, crew.game, item));
};

/** A bench without the name of its kind, which would tell what is right. */
export const seenOnArrival = (bench: Bench): Bench => ({ ...bench, kind: shownKind(bench.kind) });

const hintsOf = (
  session: Session,
  crew: CrewState,
  seat: Seat,
  { play }: Player,
): CoachPart['hints'] => {
  const item = onBench(seat);
  const { game } = crew;
  if (item === null || game === null) return [];
  const { verdict } = play;
  const isRefused = verdict?.taskId === item.task.id && verdict.shade === 'refused';
  const refused = isRefused ? (verdict.findings[0]?.field ?? null) : null;
  const sight = { bench: benchOf(session, game, item), refused };
  const steps: readonly HintStep[] = [1, 2, 3, 4];
  return steps.slice(0, item.hints).map(step => ({
    step,
    kind: shownKind(item.kind),
    facts: hintFor(game.world, item.task, step, session.seed, sight),
  }));
};

/** Verdict, hints, refutation, check tool and apprentices of one person. */
export const coachPart = (
  session: Session,
  crew: CrewState,
  seat: Seat,
  player: Player,
): CoachPart => ({
  verdict: player.play.verdict,
  hints: hintsOf(session, crew, seat, player),
  refutation: player.play.refutation?.view ?? null,
  inspected: player.play.inspected,
  apprentices: KIND_IDS.flatMap(kind => {
    const record = player.kinds.get(kind);
    if (record === undefined || record.right === 0) return [];
    const { right, apprentice, lastLine, gaveBack } = record;
    return [{ kind, right, state: apprentice, lastLine, gaveBack }];
  }),
});

/** The tables of the seat's own stations. */
export const tablesPart = (crew: CrewState, seat: Seat): TablesPart => {
  const { game } = crew;
  if (game === null) return { tables: [] };
  return { tables: seat.stations.flatMap(station => ownTables(game.world, station)) };
};
