import check from '@tabler/icons/outline/check.svg?raw';
import circleCheck from '@tabler/icons/outline/circle-check.svg?raw';
import hand from '@tabler/icons/outline/hand-stop.svg?raw';
import moon from '@tabler/icons/outline/moon.svg?raw';
import play from '@tabler/icons/outline/player-play.svg?raw';
import robot from '@tabler/icons/outline/robot.svg?raw';
import user from '@tabler/icons/outline/user.svg?raw';
import wifiOff from '@tabler/icons/outline/wifi-off.svg?raw';
import type { Phase, Presence, SeatLine } from '../../shared/session/views/seat.ts';
import { Icon } from '../widgets/icon.tsx';

type Light = Presence | 'ready' | 'joined';

const ICONS: Readonly<Record<Light, string>> = {
  working: play,
  done: check,
  stuck: hand,
  idle: moon,
  offline: wifiOff,
  bot: robot,
  ready: circleCheck,
  joined: user,
};

const ORDER: readonly Presence[] = ['working', 'done', 'stuck', 'idle', 'offline', 'bot'];

/** Before a round people get ready, after it they have done their part. */
export type Stage = 'before' | 'round' | 'after';

export const stageOf = (phase: Phase): Stage =>
  phase === 'lobby' ? 'before' : phase === 'playing' || phase === 'paused' ? 'round' : 'after';

/** What a seat shows; that nobody is there comes first. */
export const lightOf = (seat: SeatLine, stage: Stage): Light => {
  if (stage === 'round' || seat.presence === 'offline' || seat.presence === 'bot') {
    return seat.presence;
  }
  if (stage === 'after') return 'done';
  return seat.ready ? 'ready' : 'joined';
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
  readonly stage: Stage;
}

/** How many seats are working, done, stuck and so on; before it how many people are ready. */
export const PresenceTotals = ({ seats, stage }: TotalsProps) => {
  const people = seats.filter(seat => seat.playerId !== null);
  if (stage !== 'round') {
    return (
      <p class="totals">
        {people.length} {people.length === 1 ? 'person' : 'people'} here
        {stage === 'before' ? `, ${people.filter(seat => seat.ready).length} ready` : ''}
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
