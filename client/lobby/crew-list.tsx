import check from '@tabler/icons/outline/check.svg?raw';
import dots from '@tabler/icons/outline/dots.svg?raw';
import robot from '@tabler/icons/outline/robot.svg?raw';
import type { CrewLine, SeatLine } from '../../shared/session/views/seat.ts';
import { Icon } from '../widgets/icon.tsx';
import { stationParts, stationsWords } from '../widgets/layer-words.ts';

const stateOf = (seat: SeatLine): { readonly icon: string; readonly text: string } => {
  if (seat.nickname === null) return { icon: robot, text: 'bot' };
  return seat.ready ? { icon: check, text: 'ready' } : { icon: dots, text: 'not ready yet' };
};

/** Everybody of the crew, in the colours of their layers. */
export const CrewList = ({
  crew,
  mySeat,
}: {
  readonly crew: CrewLine;
  readonly mySeat: number;
}) => (
  <section aria-labelledby="crew-title">
    <div class="heading">
      <h2 id="crew-title">{crew.name}</h2>
      <span class="dim">
        {crew.seats.filter(({ nickname }) => nickname !== null).length} of {crew.seats.length} seats
        taken
      </span>
    </div>
    <ul class="stack-bars">
      {crew.seats.map(seat => {
        const first = stationParts(seat.stations[0] ?? '');
        const state = stateOf(seat);
        return (
          <li key={seat.seat} class={`layer-${first.layer} ${seat.seat === mySeat ? 'mine' : ''}`}>
            <b>{stationsWords(seat.stations)}</b>
            <span class="who">
              {seat.nickname ?? 'bot, until somebody comes'}
              {seat.seat === mySeat ? ' (you)' : ''}
            </span>
            <Icon svg={state.icon} size={18} />
            <span class="sr">{state.text}</span>
          </li>
        );
      })}
    </ul>
  </section>
);
