import type { ProgressPart } from '../../shared/session/views/progress.ts';

interface ProgressCardProps {
  readonly progress: ProgressPart;
}

/** Right decisions towards the goal per seat, kinds met, what the crew has brought home. */
export const ProgressCard = ({ progress }: ProgressCardProps) => {
  const { rightDecisions, goalPerSeat, kindsMet, repaired, crewDelivered, crewAllHands } = progress;
  return (
    <section class="progress" aria-labelledby="progress-title">
      <div class="heading">
        <h2 id="progress-title">You</h2>
      </div>
      <progress class="bar" value={rightDecisions} max={goalPerSeat} aria-label="Right decisions" />
      <p class="t1">
        <b>{rightDecisions}</b> of {goalPerSeat} right
        {repaired === 0 ? '' : `, ${repaired} repaired`}
      </p>
      <p class="t1 soft">
        {kindsMet.length} {kindsMet.length === 1 ? 'kind' : 'kinds'} met
      </p>
      <p class="t1 soft">
        Crew: {crewDelivered} delivered
        {crewAllHands === 0 ? '' : `, ${crewAllHands} all hands`}
      </p>
    </section>
  );
};
