import { toHex } from '../base/bytes.ts';
import type { Decision } from '../network/task.ts';
import { benchFor } from '../rules/bench-plan.ts';
import { unitBytes } from '../rules/unit-bytes.ts';
import type { Finding, Verdict } from '../rules/verdict.ts';
import type { CrewGame, CrewState, Seat, TrayItem } from './crew-state.ts';
import { learnFromRefusal, learnFromRight } from './learning.ts';
import type { Player } from './player-state.ts';
import { kindRecord } from './players.ts';
import type { Session } from './state.ts';
import { touchSeat } from './touch.ts';

/** The hint that is the answer. */
export const LAST_HINT = 4;

/** One person at one task. */
export interface Hand {
  readonly session: Session;
  readonly crew: CrewState;
  readonly game: CrewGame;
  readonly seat: Seat;
  readonly player: Player;
  readonly item: TrayItem;
}

/** The bench of a task, drawn once and again when its level changes. */
export const benchOf = (session: Session, game: CrewGame, item: TrayItem) => {
  item.bench ??= benchFor(game.world, item.task, {
    level: item.level,
    firstOfKind: item.firstOfKind,
    allHands: item.allHands,
    seed: `${session.seed}/${session.round}`,
    judged: item.tries > item.repeated,
  });
  return item.bench;
};

/** One more task decided by hand, right or not. */
export const countDone = ({ session, player, item, seat }: Hand): void => {
  const record = kindRecord(session, player, item.kind);
  record.done += 1;
  record.doneAtLevel += 1;
  player.play.decided += 1;
  player.play.kinds.add(item.kind);
  if (item.openedMs !== null) session.taskMs.push(session.clock.playMs - item.openedMs);
  touchSeat(session, seat);
};

const noteFindings = (hand: Hand, findings: readonly Finding[]): void => {
  for (const finding of findings) {
    hand.player.play.findings.push({ kind: hand.item.kind, finding });
  }
  const assigned = hand.game.assigned.get(hand.item.task.id);
  if (assigned !== undefined) assigned.findings = findings;
};

/** Counts a right decision: first try or repaired, the tags it repairs, what was learned. */
export const countRight = (hand: Hand, verdict: Verdict): void => {
  const { session, game, player, item } = hand;
  const { play } = player;
  const firstTry = item.tries === 1 && item.hints < LAST_HINT;
  play.right += 1;
  game.score.right += 1;
  if (firstTry) play.firstTry += 1;
  else {
    play.repaired += 1;
    game.score.repaired += 1;
  }
  for (const tag of item.tags) {
    const record = player.tags.get(tag);
    if (record !== undefined) record.repaired = true;
  }
  countDone(hand);
  noteFindings(hand, verdict.findings);
  if (session.settings.help === 'exam') play.withheld.push({ kind: item.kind, right: true });
  else learnFromRight(session, player, item.kind, firstTry);
};

/** Bytes of the own unit as the person gave them. */
const givenBytes = ({ session, game, item }: Hand, decision: Decision): Uint8Array =>
  unitBytes(benchOf(session, game, item), decision.values).bytes;

/** Counts a wrong decision: findings, tags, the message's error, the host's board, what was learned. */
export const countWrong = (hand: Hand, verdict: Verdict, decision: Decision): void => {
  const { session, game, crew, player, item } = hand;
  noteFindings(hand, verdict.findings);
  const tags = verdict.findings.flatMap(({ tag }) => (tag === null ? [] : [tag]));
  for (const tag of tags) {
    const record = player.tags.get(tag) ?? { count: 0, repaired: false };
    player.tags.set(tag, { count: record.count + 1, repaired: false });
  }
  item.tags = [...new Set([...item.tags, ...tags])];
  const plan = game.plans.get(item.task.exchange ?? -1);
  if (plan !== undefined) plan.errors += 1;
  const finding = verdict.findings[0];
  if (finding === undefined) return;
  const headerHex = toHex(givenBytes(hand, decision)).slice(0, 120);
  const protocol = item.bench?.protocol ?? 'none';
  player.lastWrong = { crew: crew.crew, taskId: item.task.id, finding, headerHex, protocol };
  if (session.settings.help === 'exam')
    player.play.withheld.push({ kind: item.kind, right: false });
  else learnFromRefusal(session, player, item.kind);
};
