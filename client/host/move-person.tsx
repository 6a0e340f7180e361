import { useState } from 'preact/hooks';
import type { HostCrew } from '../../shared/session/views/host.ts';
import { Button } from '../widgets/button.tsx';
import { stationsWords } from '../widgets/layer-words.ts';
import type { Act } from './act.ts';

interface MovePersonProps {
  readonly playerId: string;
  readonly crews: readonly HostCrew[];
  readonly act: Act;
}

interface Place {
  readonly crew: number;
  readonly seat: number;
  readonly label: string;
}

/** Seats where nobody sits, and all of a further crew. */
const freePlaces = (crews: readonly HostCrew[]): readonly Place[] => {
  const free = crews.flatMap(({ crew, name, seats }) =>
    seats
      .filter(seat => seat.playerId === null)
      .map(seat => ({ crew, seat: seat.seat, label: `${name}: ${stationsWords(seat.stations)}` })),
  );
  const next = (crews[0]?.seats ?? []).map(seat => ({
    crew: crews.length,
    seat: seat.seat,
    label: `New crew: ${stationsWords(seat.stations)}`,
  }));
  return [...free, ...next];
};

/** To a seat where a bot sits now, in this crew or another. */
export const MovePerson = ({ playerId, crews, act }: MovePersonProps) => {
  const places = freePlaces(crews);
  const [chosen, setChosen] = useState(0);
  const place = places[Math.min(chosen, places.length - 1)];
  const send = (event: Event): void => {
    event.preventDefault();
    if (place === undefined) return;
    void act({ type: 'move', playerId, crew: place.crew, seat: place.seat });
  };
  return (
    <form onSubmit={send}>
      <label class="label" for="person-place">
        Another seat
      </label>
      <div class="row">
        <select
          id="person-place"
          class="input"
          value={String(chosen)}
          onChange={event => setChosen(Number(event.currentTarget.value))}
        >
          {places.map(({ crew, seat, label }, index) => (
            <option key={`${crew}/${seat}`} value={String(index)}>
              {label}
            </option>
          ))}
        </select>
        <Button type="submit">Move</Button>
      </div>
    </form>
  );
};
