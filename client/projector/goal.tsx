import type { ProjectorParts } from '../../shared/session/views/host.ts';

const CELLS = 25;

/** The joint goal: the bright thing on the wall. One cell stands for several decisions in a large class. */
export const Goal = ({ goal }: { readonly goal: ProjectorParts['goal'] }) => {
  const cells = Math.min(CELLS, Math.max(1, goal.target));
  const full = Math.min(cells, Math.floor((goal.right / Math.max(1, goal.target)) * cells));
  return (
    <section class="wall-goal" aria-label="Joint goal">
      <h2>
        {goal.met ? 'Goal reached: ' : 'Together: '}
        {goal.right} of {goal.target} right decisions
      </h2>
      <span class="goal-cells" aria-hidden="true">
        {Array.from({ length: cells }, (_, index) => (
          <i key={index} class={index < full ? 'full' : ''} />
        ))}
      </span>
      <p class="soft">
        All-hands messages: {goal.allHandsCrews} of {goal.crews}{' '}
        {goal.crews === 1 ? 'crew' : 'crews'}
        {goal.allHandsUntouched === 0
          ? ''
          : `; ${goal.allHandsUntouched} came through without a hand on ${
              goal.allHandsUntouched === 1 ? 'it and does not count' : 'them and do not count'
            }`}
      </p>
    </section>
  );
};
