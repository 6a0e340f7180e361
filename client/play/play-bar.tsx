import check from '@tabler/icons/outline/check.svg?raw';
import keyboard from '@tabler/icons/outline/keyboard.svg?raw';
import mapIcon from '@tabler/icons/outline/map.svg?raw';
import pause from '@tabler/icons/outline/player-pause.svg?raw';
import goOn from '@tabler/icons/outline/player-play.svg?raw';
import stop from '@tabler/icons/outline/player-stop.svg?raw';
import users from '@tabler/icons/outline/users.svg?raw';
import volume from '@tabler/icons/outline/volume.svg?raw';
import volumeOff from '@tabler/icons/outline/volume-off.svg?raw';
import type { Command } from '../../shared/session/commands.ts';
import type { HeadPart } from '../../shared/session/views/seat.ts';
import { clockText, leftMs } from '../net/clock.ts';
import { Button } from '../widgets/button.tsx';
import { Icon } from '../widgets/icon.tsx';
import { soundOn } from '../widgets/preferences.ts';
import { TopBar } from '../widgets/top-bar.tsx';
import { narrow } from '../widgets/viewport.ts';

const Steps = ({ steps, at }: { readonly steps: readonly string[]; readonly at: number }) => (
  <ol class="steps" aria-label="How far the crew is">
    {steps.map((step, index) => (
      <li
        key={step}
        class={index < at ? 'done' : index === at ? 'now' : ''}
        aria-current={index === at ? 'step' : undefined}
      >
        {index < at ? <Icon svg={check} size={16} /> : null}
        {index < at ? <span class="sr">done: </span> : null}
        {step}
      </li>
    ))}
  </ol>
);

/** Time left of the round; 'paused' while it stands still. */
export const Clock = ({ head }: { readonly head: HeadPart }) => {
  const paused = head.phase === 'paused';
  const text = clockText(leftMs(paused ? null : head.endsAtMs, head.remainingMs));
  return (
    <p class="clock" role="timer" aria-label={`Time left ${text}${paused ? ', paused' : ''}`}>
      {text}
      {paused ? <span class="tag">paused</span> : null}
    </p>
  );
};

/** Who practises alone is the host of the own clock. */
const OwnClock = ({ head, act }: Pick<PlayBarProps, 'head' | 'act'>) => {
  const paused = head.phase === 'paused';
  const turn = () => act({ type: paused ? 'go-on' : 'pause' });
  const end = () => act({ type: 'end-round' });
  const icon = paused ? goOn : pause;
  const word = paused ? 'Go on' : 'Pause';
  return narrow.value ? (
    <div class="row">
      <Button look="quiet" label={word} icon={icon} onClick={turn} />
      <Button look="quiet" label="End round" icon={stop} onClick={end} />
    </div>
  ) : (
    <div class="row">
      <Button size="small" icon={icon} onClick={turn}>
        {word}
      </Button>
      <Button size="small" look="quiet" onClick={end}>
        End round
      </Button>
    </div>
  );
};

interface PlayBarProps {
  readonly head: HeadPart;
  readonly act: (command: Command) => void;
  readonly step: number;
  readonly mapOpen: boolean;
  readonly onMap: () => void;
  readonly onHelp: () => void;
}

export const PlayBar = ({ head, act, step, mapOpen, onMap, onHelp }: PlayBarProps) => (
  <TopBar title={head.mission.title} subtitle={head.mission.goal}>
    <Steps steps={head.mission.steps} at={step} />
    <span class="grow" />
    {head.format === 'practice' ? null : (
      <p class="row t1 soft crew-name">
        <Icon svg={users} size={18} />
        {head.crew.name}
      </p>
    )}
    <Clock head={head} />
    {head.format === 'practice' ? <OwnClock head={head} act={act} /> : null}
    <div class="row bar-buttons">
      <Button
        look="quiet"
        label={mapOpen ? 'Close the large map' : 'Open the large map'}
        icon={mapIcon}
        pressed={mapOpen}
        onClick={onMap}
      />
      <Button
        look="quiet"
        label={soundOn.value ? 'Sound is on' : 'Sound is off'}
        icon={soundOn.value ? volume : volumeOff}
        onClick={() => {
          soundOn.value = !soundOn.value;
        }}
      />
      <Button look="quiet" label="Keys and help" icon={keyboard} onClick={onHelp} />
    </div>
  </TopBar>
);
