import arrowRight from '@tabler/icons/outline/arrow-right.svg?raw';
import clockPlus from '@tabler/icons/outline/clock-plus.svg?raw';
import history from '@tabler/icons/outline/history.svg?raw';
import paperclip from '@tabler/icons/outline/paperclip.svg?raw';
import pause from '@tabler/icons/outline/player-pause.svg?raw';
import play from '@tabler/icons/outline/player-play.svg?raw';
import stop from '@tabler/icons/outline/player-stop.svg?raw';
import settingsIcon from '@tabler/icons/outline/settings.svg?raw';
import { useEffect } from 'preact/hooks';
import type { HostHead } from '../../shared/session/views/host.ts';
import { clockText, leftMs } from '../net/clock.ts';
import { Button } from '../widgets/button.tsx';
import { lettersOn } from '../widgets/preferences.ts';
import { navigate } from '../widgets/route.ts';
import type { Act } from './act.ts';
import { PHASE_NAMES } from './phase-words.ts';

const MORE_MINUTES = 2;

interface ClockRowProps {
  readonly head: HostHead;
  readonly act: Act;
  /** Opens the settings of the next round. */
  readonly onSettings: () => void;
  readonly onEnd: () => void;
  /** Clips a tap to a wire; null where the mission has none. */
  readonly onTap: (() => void) | null;
  /** Why the round cannot start yet. */
  readonly notYet: string | null;
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest('input, textarea, select, dialog') !== null;

const isPauseKey = (event: KeyboardEvent): boolean =>
  event.key.toLowerCase() === 'p' &&
  !(event.ctrlKey || event.metaKey || event.altKey || event.repeat) &&
  lettersOn.value &&
  !isTyping(event.target);

/** P pauses and goes on, unless somebody types or has switched letters off. */
const usePauseKey = (phase: HostHead['phase'], act: Act): void => {
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      if (!isPauseKey(event)) return;
      if (phase === 'playing') void act({ type: 'pause' });
      if (phase === 'paused') void act({ type: 'go-on' });
    };
    addEventListener('keydown', pressed);
    return () => removeEventListener('keydown', pressed);
  }, [phase, act]);
};

const RunningButtons = ({ head, act, onTap }: ClockRowProps) => (
  <>
    {head.phase === 'paused' ? (
      <Button look="lamp" icon={play} keys="P" onClick={() => void act({ type: 'go-on' })}>
        Go on
      </Button>
    ) : (
      <Button look="lamp" icon={pause} keys="P" onClick={() => void act({ type: 'pause' })}>
        Pause
      </Button>
    )}
    <Button icon={clockPlus} onClick={() => void act({ type: 'extend', minutes: MORE_MINUTES })}>
      2 minutes more
    </Button>
    <Button icon={stop} onClick={() => void act({ type: 'end-round' })}>
      End round
    </Button>
    {onTap === null ? null : (
      <Button icon={paperclip} onClick={onTap}>
        Tap a wire
      </Button>
    )}
  </>
);

const RestButtons = ({ head, act, onSettings, notYet }: ClockRowProps) => {
  if (head.phase === 'lobby') {
    return (
      <>
        <Button
          look="lamp"
          icon={play}
          notYet={notYet}
          onClick={() => void act({ type: 'start-round' })}
        >
          Start
        </Button>
        <Button icon={settingsIcon} onClick={onSettings}>
          Change the round
        </Button>
      </>
    );
  }
  return (
    <>
      {head.phase === 'debrief' ? (
        <Button look="lamp" icon={arrowRight} onClick={onSettings}>
          Next round
        </Button>
      ) : null}
      <Button icon={history} onClick={() => navigate(`/look-back/${head.sessionId}`)}>
        Look back
      </Button>
    </>
  );
};

/** The clock and what moves it. */
export const ClockRow = (props: ClockRowProps) => {
  const { head, act, onEnd } = props;
  usePauseKey(head.phase, act);
  const running = head.phase === 'playing' || head.phase === 'paused';
  const text = clockText(leftMs(head.phase === 'playing' ? head.endsAtMs : null, head.remainingMs));
  const word = head.phase === 'playing' ? '' : PHASE_NAMES[head.phase];
  return (
    <>
      <p class="clock xl" role="timer" aria-label={`Time left ${text} ${word}`}>
        {text}
      </p>
      {word === '' ? null : <p class="phase-word">{word}</p>}
      {running ? <RunningButtons {...props} /> : <RestButtons {...props} />}
      {head.phase === 'ended' ? null : (
        <Button look="quiet" onClick={onEnd}>
          End session
        </Button>
      )}
    </>
  );
};
