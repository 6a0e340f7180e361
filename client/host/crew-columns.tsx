import type { HostCrew, HostHead } from '../../shared/session/views/host.ts';
import type { SeatLine } from '../../shared/session/views/seat.ts';
import { CrewIcon } from '../widgets/crew-icon.tsx';
import { stationParts, stationsWords } from '../widgets/layer-words.ts';
import { lightOf, PresenceLight, type Stage, stageOf } from './presence.tsx';

const layerOf = (seat: SeatLine): string => stationParts(seat.stations[0] ?? '').layer;

interface SeatCardProps {
  readonly seat: SeatLine;
  readonly stage: Stage;
  readonly onChoose: (playerId: string) => void;
}

const SeatCard = ({ seat, stage, onChoose }: SeatCardProps) => {
  const { playerId } = seat;
  const light = lightOf(seat, stage);
  const inside = (
    <>
      <span class="seat-layer">{stationsWords(seat.stations)}</span>
      <b>{seat.nickname ?? 'bot'}</b>
      <PresenceLight light={light} />
    </>
  );
  const name = `seat-card layer-${layerOf(seat)} ${light}`;
  if (playerId === null) return <div class={name}>{inside}</div>;
  return (
    <button type="button" class={name} onClick={() => onChoose(playerId)}>
      {inside}
    </button>
  );
};

interface CrewColumnsProps {
  readonly crews: readonly HostCrew[];
  readonly phase: HostHead['phase'];
  readonly onChoose: (playerId: string) => void;
}

const carriedWords = ({ delivered, allHands, allHandsUntouched: untouched }: HostCrew): string => {
  const counted = `${delivered} delivered, ${allHands} all hands`;
  return untouched === 0 ? counted : `${counted}, ${untouched} more without a hand on it`;
};

/** Every seat of every crew and how it goes there. */
export const CrewColumns = ({ crews, phase, onChoose }: CrewColumnsProps) => (
  <section class="crew-columns" aria-labelledby="crews-title">
    <h2 class="sr" id="crews-title">
      Crews and seats
    </h2>
    {crews.map(crew => (
      <article key={crew.crew} class="crew-column">
        <h3>
          <CrewIcon crew={crew.crew} />
          {crew.name}
          <span class="dim">{phase === 'lobby' ? '' : carriedWords(crew)}</span>
        </h3>
        <ul>
          {crew.seats.map(seat => (
            <li key={seat.seat}>
              <SeatCard seat={seat} stage={stageOf(phase)} onChoose={onChoose} />
            </li>
          ))}
        </ul>
      </article>
    ))}
  </section>
);
