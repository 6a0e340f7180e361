import type { LogKey } from '../lessons/session-words.ts';
import type { Happening } from '../network/happening.ts';
import { PENALTY_MS } from '../rules/scoring.ts';
import { type HandsOn, handsOn } from './all-hands.ts';
import { roundMs } from './clock.ts';
import type { CrewGame, CrewState, Hop, TraceEntry } from './crew-state.ts';
import type { HandPlan, Repeat } from './hand-plan.ts';
import { sitterOf } from './players.ts';
import type { Session } from './state.ts';
import { tellCrew, touchCrew, touchSeat } from './touch.ts';

/** Hops that a viewer gets (TrafficPart). */
const HOPS_KEPT = 24;

const RESTART_AFTER_MS = 20_000;

interface Field {
  readonly session: Session;
  readonly crew: CrewState;
  readonly game: CrewGame;
}

const deciderName = (game: CrewGame, taskId: number): string => {
  const assigned = game.assigned.get(taskId);
  if (assigned === undefined || assigned.by === 'automaton') return 'automaton';
  return assigned.by === 'apprentice' ? 'apprentice' : (assigned.playerId ?? 'automaton');
};

const addHop = ({ session, game }: Field, hop: Omit<Hop, 'id'>): void => {
  session.counters.hop += 1;
  game.hops.push({ id: session.counters.hop, ...hop });
  if (game.hops.length > HOPS_KEPT) game.hops.shift();
};

const decided = (
  field: Field,
  { task, decision, atMicros }: Extract<Happening, { type: 'task-decided' }>,
): void => {
  const { game } = field;
  const assigned = game.assigned.get(task.id);
  const entry: TraceEntry = {
    atMicros,
    task,
    decision,
    kind: assigned?.kind ?? null,
    decidedBy: deciderName(game, task.id),
    findings: assigned?.findings ?? [],
  };
  game.trace.push(entry);
  if (assigned?.by !== 'person') return;
  const isExam = field.session.settings.help === 'exam';
  const plan = game.plans.get(task.exchange ?? -1);
  if (plan !== undefined) plan.byHand += 1;
  addHop(field, {
    from: task.station,
    to: task.node,
    label: task.layer,
    playerId: assigned.playerId,
    captureIndex: null,
    // In an exam the automaton's decision travels on: its outcome would tell what is right.
    outcome: decision.action === 'drop' && !isExam ? 'dropped' : 'moved',
  });
};

const nodeOf = (end: string): string => end.split('.')[0] ?? end;

const sent = (field: Field, frame: Extract<Happening, { type: 'frame-sent' }>): void => {
  const assigned = frame.task === null ? undefined : field.game.assigned.get(frame.task);
  addHop(field, {
    from: nodeOf(frame.from),
    to: nodeOf(frame.to),
    label: 'frame',
    playerId: assigned?.by === 'person' ? assigned.playerId : null,
    captureIndex: frame.captureIndex,
    outcome: 'moved',
  });
};

const score = ({ session, game }: Field, plan: HandPlan): void => {
  const { score: total } = game;
  total.points += 1;
  total.penaltyMs += session.clock.playMs - plan.startedMs + plan.errors * PENALTY_MS + plan.hintMs;
  total.errors += plan.errors;
  total.lastScoringMs = roundMs(session);
};

const delivered = (
  field: Field,
  { exchange, at }: Extract<Happening, { type: 'delivered' }>,
): void => {
  const { session, crew, game } = field;
  const plan = game.plans.get(exchange);
  if (plan === undefined || plan.byHand === 0) return;
  game.score.delivered += 1;
  game.firstDeliveryMs ??= roundMs(session);
  const last = game.hops.at(-1);
  if (last !== undefined) last.outcome = 'delivered';
  const what = game.templates[plan.template]?.delivers ?? '';
  tellCrew(session, crew, 'log/delivered', { at, what });
};

/** What the crew hears of an all-hands message that has arrived. */
const ARRIVED: Readonly<Record<HandsOn, LogKey>> = {
  all: 'log/all-hands-delivered',
  some: 'log/all-hands-in-part',
  none: 'log/all-hands-untouched',
};

const allHandsArrived = ({ session, crew, game }: Field, group: number): void => {
  const hands = handsOn(game, group);
  if (hands === null) return;
  tellCrew(session, crew, ARRIVED[hands]);
  if (hands === 'none') return;
  game.score.allHands += 1;
  for (const seat of crew.seats) {
    const sitter = sitterOf(session, seat);
    if (sitter !== null) sitter.play.allHands += 1;
  }
};

/** A message that died of a wrong unit starts again when its refutation is closed, or after a while by itself. */
const startsAgain = ({ session, game }: Field, plan: HandPlan, repeat: Repeat): void => {
  plan.again = null;
  const { template, startedMs, errors, hintMs, allHands } = plan;
  game.restarts.push({
    template,
    repeat,
    dueMs: session.clock.playMs + RESTART_AFTER_MS,
    carried: { startedMs, errors, hintMs },
    wanted: plan.wanted.filter((_, index) => !plan.come.has(index)),
    allHands,
  });
  // Its part of the all-hands message goes on in the new one.
  plan.allHands = null;
};

const ended = (
  field: Field,
  { exchange, outcome }: Extract<Happening, { type: 'exchange-ended' }>,
): void => {
  const plan = field.game.plans.get(exchange);
  if (plan === undefined || plan.ended !== null) return;
  plan.ended = outcome;
  if (outcome === 'failed' && plan.again !== null) startsAgain(field, plan, plan.again);
  const isDecoy = field.game.templates[plan.template]?.decoy ?? true;
  const isScored = plan.byHand > 0 && plan.byHand >= plan.wanted.length && !isDecoy;
  if (outcome === 'done' && isScored) score(field, plan);
  if (outcome === 'done' && plan.allHands !== null) allHandsArrived(field, plan.allHands);
};

const lost = ({ game }: Field, captureIndex: number): void => {
  const hop = game.hops.findLast(one => one.captureIndex === captureIndex);
  if (hop !== undefined) hop.outcome = 'lost';
};

/** Somebody outside has sent again what still lies here. */
const repeated = ({ session, crew }: Field, taskId: number): void => {
  for (const seat of crew.seats) {
    const item = seat.tray.find(({ task }) => task.id === taskId);
    if (item === undefined) continue;
    item.copies = (item.copies ?? 0) + 1;
    touchSeat(session, seat);
  }
};

const takeIn = (field: Field, happening: Happening): void => {
  if (happening.type === 'task-decided') decided(field, happening);
  else if (happening.type === 'frame-sent') sent(field, happening);
  else if (happening.type === 'task-repeated') repeated(field, happening.task);
  else if (happening.type === 'frame-lost') lost(field, happening.captureIndex);
  else if (happening.type === 'process-fell' || happening.type === 'process-restarted') {
    processChanged(field, happening);
  } else if (happening.type === 'delivered') delivered(field, happening);
  else if (happening.type === 'exchange-ended') ended(field, happening);
  else if (happening.type === 'deceived') {
    tellCrew(field.session, field.crew, 'log/deceived', { at: happening.at });
  }
};

/** A daemon has fallen over, or runs again: the whole crew hears of it. */
const processChanged = (
  { session, crew, game }: Field,
  { type, node: at, process }: Extract<Happening, { type: 'process-fell' | 'process-restarted' }>,
): void => {
  game.changes += 1;
  tellCrew(session, crew, `log/${type}`, { at, process });
};

/** Tasks that the network has given up are no longer anybody's work. */
const clearTrays = ({ session, crew, game }: Field): void => {
  for (const seat of crew.seats) {
    const kept = seat.tray.filter(item => game.world.open.has(item.task.id));
    if (kept.length !== seat.tray.length) {
      seat.tray = kept;
      touchSeat(session, seat);
    }
    if (seat.benchTask !== null && !game.world.open.has(seat.benchTask)) seat.benchTask = null;
    if (seat.tray.length === 0) seat.emptySinceMs ??= session.clock.playMs;
  }
};

/** Takes in what the network reports after it came to rest: trace, traffic, deliveries, scores, trays. */
export const settle = (
  session: Session,
  crew: CrewState,
  game: CrewGame,
  happenings: readonly Happening[],
): void => {
  const field = { session, crew, game };
  for (const happening of happenings) takeIn(field, happening);
  clearTrays(field);
  game.revision += 1;
  touchCrew(session, crew);
};
