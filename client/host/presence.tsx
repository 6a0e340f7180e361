import check from '@tabler/icons/outline/check.svg?raw';
import circleCheck from '@tabler/icons/outline/circle-check.svg?raw';
import hand from '@tabler/icons/outline/hand-stop.svg?raw';
import moon from '@tabler/icons/outline/moon.svg?raw';
import play from '@tabler/icons/outline/player-play.svg?raw';
import robot from '@tabler/icons/outline/robot.svg?raw';
import wifiOff from '@tabler/icons/outline/wifi-off.svg?raw';
import type { Presence, SeatLine } from '../../shared/session/views/seat.ts';
import { Icon } from '../widgets/icon.tsx';

type Light = Presence | 'ready';

const ICONS: Readonly<Record<Light, string>> = {
  working: play,
  done: check,
  stuck: hand,
  idle: moon,
  offline: wifiOff,
  bot: robot,
  ready: circleCheck,
};

const ORDER: readonly Presence[] = ['working', 'done', 'stuck', 'idle', 'offline', 'bot'];

/** In the lobby a seat says whether its person is ready; offline and bot come first. */
export const lightOf = (seat: SeatLine, inLobby: boolean): Light => {
  const here = seat.presence !== 'offline' && seat.presence !== 'bot';
  return inLobby && here && seat.ready ? 'ready' : seat.presence;
};

/** How it goes at a seat: icon and word, never only a colour. */
export const PresenceLight = ({ light }: { readonly light: Light }) => (
  <span class={`light ${light}`}>
    <Icon svg={ICONS[light]} size={16} />
    {light}
  </span>
);

interface TotalsProps {
  readonly seats: readonly SeatLine[];
  readonly inLobby: boolean;
}

/** How many seats are working, done, stuck and so on; in the lobby how many people are ready. */
export const PresenceTotals = ({ seats, inLobby }: TotalsProps) => {
  const people = seats.filter(seat => seat.playerId !== null);
  if (inLobby) {
    return (
      <p class="totals">
        {people.length} {people.length === 1 ? 'person' : 'people'} here,{' '}
        {people.filter(seat => seat.ready).length} ready
      </p>
    );
  }
  return (
    <p class="totals">
      {ORDER.map(presence => (
        <span key={presence}>
          <PresenceLight light={presence} />{' '}
          <b class="num">{seats.filter(seat => seat.presence === presence).length}</b>
        </span>
      ))}
    </p>
  );
};
