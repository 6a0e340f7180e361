import type { CrewGame, Restart } from './crew-state.ts';
import type { HandPlan } from './hand-plan.ts';

/** How many of those who were promised a step of an all-hands message had one. */
export type HandsOn = 'all' | 'some' | 'none';

type Plans = Pick<CrewGame, 'plans'> & { readonly restarts: readonly Pick<Restart, 'allHands'>[] };

/** The parts of one all-hands message, by its number. */
const partsOf = ({ plans }: Plans, group: number): readonly HandPlan[] =>
  [...plans.values()].filter(plan => plan.allHands === group);

/** A promised step may never come, or be left to a bot. */
const isKept = ({ wanted, come, byHand }: HandPlan): boolean =>
  come.size === wanted.length && byHand >= wanted.length;

/** How many had a hand on an all-hands message that has arrived; null while a part of it is under way, or starts again. */
export const handsOn = (game: Plans, group: number): HandsOn | null => {
  const parts = partsOf(game, group);
  if (game.restarts.some(({ allHands }) => allHands === group)) return null;
  if (parts.some(({ ended }) => ended !== 'done')) return null;
  if (parts.every(({ byHand }) => byHand === 0)) return 'none';
  return parts.every(isKept) ? 'all' : 'some';
};

/** All-hands messages that came through though nobody had a step of theirs: they do not count. */
export const untouchedIn = (game: Plans & Pick<CrewGame, 'released'>): number =>
  Array.from({ length: game.released }, (_, index) => index + 1).filter(
    group => partsOf(game, group).length > 0 && handsOn(game, group) === 'none',
  ).length;
