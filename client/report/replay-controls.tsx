import pause from '@tabler/icons/outline/player-pause.svg?raw';
import play from '@tabler/icons/outline/player-play.svg?raw';
import skipBack from '@tabler/icons/outline/player-skip-back.svg?raw';
import next from '@tabler/icons/outline/player-track-next.svg?raw';
import previous from '@tabler/icons/outline/player-track-prev.svg?raw';
import type { TraceStep } from '../../shared/session/replay.ts';
import { Button } from '../widgets/button.tsx';
import { type Replay, SPEEDS } from './use-replay.ts';

interface ReplayControlsProps {
  readonly replay: Replay;
  readonly steps: readonly TraceStep[];
}

const timeText = (steps: readonly TraceStep[], at: number): string => {
  const since = (steps[at]?.atMicros ?? 0) - (steps[0]?.atMicros ?? 0);
  return `${(since / 1_000_000).toFixed(3)} s`;
};

/** Step, play, pause, speed, and the place in the message. */
export const ReplayControls = ({ replay, steps }: ReplayControlsProps) => (
  <div class="replay-controls">
    <Button look="quiet" icon={skipBack} label="To the first step" onClick={() => replay.go(0)} />
    <Button icon={previous} keys="←" onClick={() => replay.step(-1)}>
      Step back
    </Button>
    <Button icon={replay.playing ? pause : play} keys="Space" onClick={replay.toggle}>
      {replay.playing ? 'Pause' : 'Play'}
    </Button>
    <Button icon={next} keys="→" onClick={() => replay.step(1)}>
      Step on
    </Button>
    <input
      type="range"
      aria-label="Step of the message"
      min={1}
      max={Math.max(1, steps.length)}
      value={replay.at + 1}
      onInput={event => replay.go(Number(event.currentTarget.value) - 1)}
    />
    <span class="num replay-place">
      {timeText(steps, replay.at)}, {replay.at + 1} of {steps.length}
    </span>
    <label>
      <span class="sr">Speed</span>
      <select
        class="input"
        value={String(replay.speed)}
        onChange={event => replay.setSpeed(Number(event.currentTarget.value))}
      >
        {SPEEDS.map(speed => (
          <option key={speed} value={String(speed)}>
            {speed}×
          </option>
        ))}
      </select>
    </label>
  </div>
);
