import { KIND_IDS, type KindId } from '../../rules/kinds.ts';
import { GOAL_PER_SEAT } from '../../rules/scoring.ts';
import { shownKind } from '../../rules/shown-kind.ts';
import type { CrewGame, CrewState, Seat } from '../crew-state.ts';
import { findingView } from '../finding-view.ts';
import type { Player } from '../player-state.ts';
import { roundStandings, seedHash } from '../standings.ts';
import type { Session } from '../state.ts';
import type { ProgressPart, SummaryPart } from '../views/progress.ts';
import type { TrafficPart } from '../views/seat.ts';

const isOver = ({ phase }: Session): boolean => phase === 'debrief' || phase === 'ended';

/** How far the crew's newest message has come, as an index into the mission's steps. */
export const stepReached = (session: Session, game: CrewGame | null): number => {
  const last = session.scenario.unitSteps.length - 1;
  const plan = [...(game?.plans.values() ?? [])].findLast(one => one.byHand > 0);
  if (game === null || plan === undefined) return 0;
  if (plan.ended !== null) return last;
  const done = game.world.exchanges.get(plan.exchange)?.tasks.length ?? 0;
  const all = game.routes[plan.template]?.steps.length ?? 1;
  return Math.min(last, Math.floor((done / Math.max(1, all)) * (last + 1)));
};

/** Kinds met. While verdicts are withheld, by the names that they had on arrival. */
const kindsMet = ({ kinds }: Player['play'], hidden: boolean): readonly KindId[] => {
  const shown = hidden ? new Set([...kinds].map(shownKind)) : kinds;
  return KIND_IDS.filter(kind => shown.has(kind));
};

/** How it goes, for one person. In an exam only how much was decided: what was right is told after the end. */
export const progressPart = (session: Session, crew: CrewState, player: Player): ProgressPart => {
  const { play } = player;
  const hidden = session.settings.help === 'exam' && !isOver(session);
  return {
    rightDecisions: hidden ? play.decided : play.right,
    kindsMet: kindsMet(play, hidden),
    repaired: hidden ? 0 : play.repaired,
    goalPerSeat: GOAL_PER_SEAT,
    crewDelivered: crew.game?.score.delivered ?? 0,
    crewAllHands: crew.game?.score.allHands ?? 0,
    step: stepReached(session, crew.game),
    log: [...play.log],
  };
};

/** After the round: what one person did, with all findings; null before. */
export const summaryPart = (session: Session, player: Player): SummaryPart | null => {
  if (!isOver(session)) return null;
  const { play, tags } = player;
  return {
    rightDecisions: play.right,
    firstTry: play.firstTry,
    repaired: play.repaired,
    hints: play.hints,
    kinds: KIND_IDS.filter(kind => play.kinds.has(kind)),
    tags: [...tags].map(([tag, { count, repaired }]) => ({ tag, count, repaired })),
    findings: play.findings.map(({ kind, finding }) => ({ kind, finding: findingView(finding) })),
    allHands: play.allHands,
    standings: roundStandings(session),
    seed:
      session.settings.format === 'competition'
        ? { hash: seedHash(session), value: session.seed }
        : null,
  };
};

/** What moves or waits in a crew's network, without what is in it. */
export const trafficPart = (crew: CrewState, seat: Seat, player: Player): TrafficPart => ({
  waiting: crew.seats.flatMap(other =>
    other.tray.map(({ task, allHands }) => ({
      node: task.node,
      layer: task.layer,
      mine: other === seat,
      allHands,
    })),
  ),
  hops: (crew.game?.hops ?? []).map(({ id, from, to, label, playerId, outcome }) => ({
    id,
    from,
    to,
    label,
    byHand: playerId !== null,
    mine: playerId === player.playerId,
    outcome,
  })),
});
