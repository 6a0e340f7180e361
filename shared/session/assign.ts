import type { Assign } from '../network/happening.ts';
import type { Task } from '../network/task.ts';
import { UNITS_PER_VERIFY } from '../rules/apprentices.ts';
import { isResolving, stopsHere, TRAY_LIMIT } from '../rules/dispatcher.ts';
import { kindOf } from '../rules/kind-of.ts';
import type { KindId } from '../rules/kinds.ts';
import { moveOf } from '../rules/moves/registry.ts';
import { newInTask } from '../rules/novelty.ts';
import { seatOfStation } from '../rules/seating.ts';
import { shownKind } from '../rules/shown-kind.ts';
import { isUrgent } from '../rules/urgent.ts';
import type { Assigned, CrewGame, CrewState, Seat } from './crew-state.ts';
import type { HandPlan, Repeat } from './hand-plan.ts';
import type { Player } from './player-state.ts';
import { kindRecord, sitterOf } from './players.ts';
import { offerSideWork } from './side-work.ts';
import type { Session } from './state.ts';
import { benchOf } from './tally.ts';
import { tell, touchSeat } from './touch.ts';

/** A task at a seat that somebody plays, on its way to a decider. */
interface Arrival {
  readonly session: Session;
  readonly crew: CrewState;
  readonly game: CrewGame;
  readonly task: Task;
  readonly kind: KindId;
  readonly seat: Seat;
  readonly player: Player;
  readonly plan: HandPlan | null;
}

type By = Assigned['by'];

const putInTray = (arrival: Arrival, repeat: Repeat | null): By => {
  const { session, game, seat, player, task, kind, plan } = arrival;
  const record = kindRecord(session, player, kind);
  const allHands = plan !== null && plan.allHands !== null;
  const item: Seat['tray'][number] = {
    task,
    kind,
    level: record.level,
    firstOfKind: record.done === 0,
    allHands,
    repeated: repeat?.times ?? 0,
    arrivedMs: session.clock.playMs,
    openedMs: null,
    tries: repeat?.times ?? 0,
    hints: 0,
    tags: repeat?.tags ?? [],
    bench: null,
  };
  // All-hands messages go to the front, behind what lies on the bench.
  const front = seat.benchTask === null ? 0 : 1;
  seat.tray.splice(allHands ? Math.min(front, seat.tray.length) : seat.tray.length, 0, item);
  seat.emptySinceMs = null;
  player.play.sideWork = null;
  const { from } = benchOf(session, game, item);
  tell(session, player, 'log/arrived', { kind: shownKind(kind), from });
  touchSeat(session, seat);
  return 'person';
};

const wantedIndex = ({ plan, seat, kind }: Arrival): number => {
  if (plan === null || plan.stuck) return -1;
  return plan.wanted.findIndex(
    (step, index) =>
      step.seat === seat.seat &&
      !plan.come.has(index) &&
      // Any step will do where no kind is named, once the first has come.
      (step.kind === kind || (step.kind === null && plan.come.size > 0)),
  );
};

/** A message on its way to a promised or repeated step stops nowhere before; one for all hands where promised alone. */
const passesBy = (plan: HandPlan | null): boolean =>
  plan !== null &&
  (plan.allHands !== null ||
    plan.again !== null ||
    (!plan.stuck && plan.come.size < plan.wanted.length));

/** TCP sends a lost segment again under a kind of its own. */
const isAgain = ({ seat, kind }: Arrival, again: Repeat): boolean =>
  again.seat === seat.seat && (again.kind === kind || kind === 'segment/again');

const giveBack = (arrival: Arrival, why: string): By => {
  const { session, player, kind, seat, plan } = arrival;
  if (seat.tray.length >= TRAY_LIMIT || passesBy(plan)) return 'automaton';
  player.met.add(why);
  kindRecord(session, player, kind).gaveBack = why;
  tell(session, player, 'log/apprentice-gave-back', { kind: shownKind(kind), why });
  return putInTray(arrival, null);
};

const byApprentice = (arrival: Arrival): By => {
  const { session, crew, seat, player, kind, game, task } = arrival;
  const why = newInTask(game.world, task, player.met);
  if (why !== null) return giveBack(arrival, why);
  const record = kindRecord(session, player, kind);
  record.units += 1;
  record.lastLine = task.station;
  tell(session, player, 'log/apprentice-did', { kind });
  if (record.units % UNITS_PER_VERIFY === 0) offerSideWork(session, crew, game, seat, true);
  return 'apprentice';
};

const inPassing = (arrival: Arrival): By => {
  const { session, crew, game, seat, player, kind, plan } = arrival;
  if (session.settings.format === 'competition') return 'automaton';
  const record = kindRecord(session, player, kind);
  if (record.apprentice === 'works') return byApprentice(arrival);
  if (passesBy(plan)) return 'automaton';
  const stops = stopsHere({
    isResolving: isResolving(kind),
    doneAtLevel: record.doneAtLevel,
    held: seat.tray.length,
    holdsKind: seat.tray.some(item => item.kind === kind),
    stops: plan?.stops.length ?? 0,
    delivered: game.firstDeliveryMs !== null,
    crewSize: crew.seats.length,
  });
  if (!stops) return 'automaton';
  plan?.stops.push(seat.seat);
  return putInTray(arrival, null);
};

const deciderOf = (arrival: Arrival): By => {
  const { plan, seat } = arrival;
  const again = plan?.again ?? null;
  if (plan !== null && again !== null && isAgain(arrival, again)) {
    plan.again = null;
    return putInTray(arrival, again);
  }
  const index = wantedIndex(arrival);
  if (plan === null || index < 0) return inPassing(arrival);
  plan.come.add(index);
  // A promised step may come late, when something else has filled the tray.
  const mayWait = plan.allHands !== null || arrival.session.settings.format === 'competition';
  const isFull = !mayWait && seat.tray.length >= TRAY_LIMIT;
  return isFull ? 'automaton' : putInTray(arrival, null);
};

/** Units in one seat's hands above which what comes from outside passes it by. */
export const OUTSIDE_TRAY_LIMIT = 8;

/** Traffic of a machine outside: all of it is people's work but what cannot wait. */
const fromOutside = (arrival: Arrival): By => {
  const { session, game, seat, player, task, kind } = arrival;
  if (isUrgent(game.world, task)) return 'automaton';
  if (kindRecord(session, player, kind).apprentice === 'works') return byApprentice(arrival);
  return seat.tray.length >= OUTSIDE_TRAY_LIMIT ? 'automaton' : putInTray(arrival, null);
};

const isFromOutside = ({ outside, starting }: CrewGame, { exchange }: Task): boolean =>
  outside !== null && starting === null && exchange === null;

const settleDecider = (
  session: Session,
  crew: CrewState,
  game: CrewGame,
  task: Task,
): Assigned['by'] => {
  if (moveOf(task.situation.type).unplayed) return 'automaton';
  const seat = crew.seats[seatOfStation(crew.seats, task.station)];
  const player = seat === undefined ? null : sitterOf(session, seat);
  if (seat === undefined || player === null) return 'automaton';
  const kind = kindOf(game.world, task);
  const plan = game.plans.get(task.exchange ?? game.starting ?? -1) ?? null;
  const arrival = { session, crew, game, task, kind, seat, player, plan };
  const by = isFromOutside(game, task) ? fromOutside(arrival) : deciderOf(arrival);
  const playerId = by === 'automaton' ? null : player.playerId;
  game.assigned.set(task.id, { kind, by, playerId, findings: [] });
  return by;
};

/**
 * Who decides each task of a crew's network, fixed as it arises (GAME §1): a person for steps promised by the message's
 * plan and for kinds that are new to them; else an apprentice or the automaton. What falls to a person lies in the tray
 * when this returns.
 */
export const assignFor =
  (session: Session, crew: CrewState, game: CrewGame): Assign =>
  task => {
    const by = game.assigned.get(task.id)?.by ?? settleDecider(session, crew, game, task);
    return by === 'person' ? 'person' : 'automaton';
  };
