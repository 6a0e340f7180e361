import { automatonDecision, mergeDecision } from '../network/automaton.ts';
import type { Happening } from '../network/happening.ts';
import { decide, holdTimers } from '../network/simulator.ts';
import type { Decision } from '../network/task.ts';
import type { Bench } from '../rules/bench.ts';
import { judgeByHand } from '../rules/judge.ts';
import { shownKind } from '../rules/shown-kind.ts';
import type { Finding, Verdict } from '../rules/verdict.ts';
import { assignFor } from './assign.ts';
import type { PlayerCommand } from './commands.ts';
import { findingView } from './finding-view.ts';
import type { Repeat } from './hand-plan.ts';
import { foresee, frameOf, refutationOf } from './refutation.ts';
import { type Reply, refuse } from './reply.ts';
import { settle } from './settle.ts';
import { benchOf, countDone, countRight, countWrong, type Hand } from './tally.ts';
import { tell, touchPlayer, touchSeat } from './touch.ts';
import type { CoachPart } from './views/play.ts';

/** A task where it lies, whoever sits there. */
type Place = Omit<Hand, 'player'>;

type Shown = NonNullable<CoachPart['verdict']>;

/** A step comes back so often; then the automaton does it. */
const MOST_REPEATS = 3;

const leaveTray = ({ session, seat, item }: Place): void => {
  seat.tray = seat.tray.filter(other => other !== item);
  if (seat.benchTask === item.task.id) seat.benchTask = null;
  if (seat.tray.length === 0) seat.emptySinceMs = session.clock.playMs;
  touchSeat(session, seat);
};

/** Lets a decision act on the network and takes in what follows. */
const apply = (hand: Place, decision: Decision): void => {
  const { session, crew, game, item } = hand;
  leaveTray(hand);
  const merged = mergeDecision(game.world, item.task, decision);
  const happenings = decide(game.world, item.task.id, merged, assignFor(session, crew, game));
  settle(session, crew, game, happenings);
};

/** A bot at the seat: the automaton decides what lies there. */
export const applyAutomaton = (hand: Place): void => {
  const assigned = hand.game.assigned.get(hand.item.task.id);
  if (assigned !== undefined) {
    hand.game.assigned.set(hand.item.task.id, {
      ...assigned,
      by: 'automaton',
      playerId: null,
      findings: [],
    });
  }
  apply(hand, automatonDecision(hand.game.world, hand.item.task));
};

const show = (
  hand: Hand,
  shade: Shown['shade'],
  findings: readonly Finding[],
  read: Bench | null = null,
): Shown => {
  const { session, player, item } = hand;
  const verdict: Shown = {
    taskId: item.task.id,
    // Until it is accepted the kind's own name could tell what is right.
    kind: shade === 'accepted' || shade === 'remarked' ? item.kind : shownKind(item.kind),
    shade,
    findings: findings.map(findingView),
    tries: item.tries,
    repaired: (shade === 'accepted' || shade === 'remarked') && item.tries > 1,
    ...(read === null ? {} : { bench: read }),
  };
  player.play.verdict = verdict;
  touchPlayer(session, player);
  return verdict;
};

const openRefutation = (
  { session, player, item }: Hand,
  finding: Finding,
  happenings: readonly Happening[],
  holds: number | null,
): void => {
  session.counters.refutation += 1;
  const id = session.counters.refutation;
  const open = refutationOf(id, finding, item.task, happenings, session.seed);
  player.play.refutation = { ...open, holds };
  if (finding.tag !== null) player.refuted.add(finding.tag);
};

/** Refused before it leaves: the task stays on the bench (GAME §4, coach). */
const coach = (hand: Hand, verdict: Verdict, decision: Decision): Shown => {
  const { session, game, player, item } = hand;
  const tagged = verdict.findings.find(({ tag }) => tag !== null && !player.refuted.has(tag));
  const happenings = foresee(game.world, item.task, decision, tagged !== undefined);
  game.refused.push({
    atMicros: game.world.nowMicros,
    task: item.task,
    playerId: player.playerId,
    bytes: frameOf(happenings),
    findings: verdict.findings,
  });
  if (tagged !== undefined) openRefutation(hand, tagged, happenings, null);
  tell(session, player, 'log/refused');
  return show(hand, 'refused', verdict.findings);
};

/** It leaves as given, and the network answers (GAME §4, consequence). */
const letThrough = (
  hand: Hand,
  verdict: Verdict,
  decision: Decision,
  read: Bench | null,
): Shown => {
  const { session, game, seat, player, item } = hand;
  const plan = game.plans.get(item.task.exchange ?? -1);
  const repeat: Repeat = {
    seat: seat.seat,
    kind: item.kind,
    times: item.repeated + 1,
    tags: item.tags,
  };
  // Recovery or, once the message has died, its restart brings the step back (settle).
  if (plan !== undefined && repeat.times <= MOST_REPEATS) plan.again = repeat;
  countDone(hand);
  tell(session, player, 'log/let-through');
  const finding = verdict.findings[0];
  const happenings = finding === undefined ? [] : foresee(game.world, item.task, decision, true);
  const holds = finding === undefined ? null : item.task.exchange;
  if (holds !== null) holdTimers(game.world, holds);
  apply(hand, decision);
  if (finding !== undefined) openRefutation(hand, finding, happenings, holds);
  return show(hand, 'let-through', verdict.findings, read);
};

const recordOnly = (hand: Hand, decision: Decision): Shown => {
  tell(hand.session, hand.player, 'log/recorded', { to: hand.item.bench?.to ?? '' });
  apply(hand, decision);
  return show(hand, 'recorded', []);
};

const wrong = (hand: Hand, verdict: Verdict, decision: Decision, read: Bench | null): Shown => {
  const { session, game, item } = hand;
  countWrong(hand, verdict, decision);
  if (session.settings.help === 'coach') return coach(hand, verdict, decision);
  if (session.settings.help === 'consequence') return letThrough(hand, verdict, decision, read);
  countDone(hand);
  return recordOnly(hand, automatonDecision(game.world, item.task));
};

/** Who has decided may know what the bytes say: the bench is laid anew, explained. Null where it has been all along. */
const explained = ({ session, game, item }: Hand, before: Bench): Bench | null => {
  if (before.raw === undefined) return null;
  item.bench = null;
  return benchOf(session, game, item);
};

const right = (hand: Hand, verdict: Verdict, decision: Decision, read: Bench | null): Shown => {
  const { session, player, item } = hand;
  countRight(hand, verdict);
  if (session.settings.help === 'exam') return recordOnly(hand, decision);
  const shade = verdict.shade === 'remarked' ? 'remarked' : 'accepted';
  const key = item.tries > 1 ? 'log/repaired' : (`log/${shade}` as const);
  tell(session, player, key, { to: item.bench?.to ?? '' });
  apply(hand, decision);
  return show(hand, shade, verdict.findings, read);
};

/** A person decides the task on the bench: the judge speaks, and the round's help says what becomes of it. */
export const decideByHand = (
  hand: Hand,
  { action, values }: Extract<PlayerCommand, { type: 'decide' }>,
): Reply => {
  const { session, game, player, seat, item } = hand;
  if (seat.benchTask !== item.task.id) return refuse('not-on-bench');
  const bench = benchOf(session, game, item);
  if (!bench.actions.some(offer => offer.action === action)) return refuse('action-not-offered');
  const decision: Decision = { action, values };
  const verdict = judgeByHand(game.world, item.task, bench, decision);
  item.tries += 1;
  player.play.tries += 1;
  touchSeat(session, seat);
  const read = explained(hand, bench);
  const isWrong = verdict.shade === 'refused';
  return {
    ok: true,
    verdict: (isWrong ? wrong : right)(hand, verdict, decision, read),
  };
};
