import lock from '@tabler/icons/outline/lock.svg?raw';
import lockOpen from '@tabler/icons/outline/lock-open.svg?raw';
import presentation from '@tabler/icons/outline/presentation.svg?raw';
import qrcode from '@tabler/icons/outline/qrcode.svg?raw';
import snowflake from '@tabler/icons/outline/snowflake.svg?raw';
import type { HostHead } from '../../shared/session/views/host.ts';
import { Button } from '../widgets/button.tsx';
import { Icon } from '../widgets/icon.tsx';
import { groupedPin } from '../widgets/pin.ts';
import { TopBar } from '../widgets/top-bar.tsx';
import type { Act } from './act.ts';

interface ConsoleBarProps {
  readonly head: HostHead;
  readonly act: Act;
  readonly joining: boolean;
  readonly onJoining: () => void;
}

/** Which session this is, how to come in, and what the room sees. */
export const ConsoleBar = ({ head, act, joining, onJoining }: ConsoleBarProps) => (
  <TopBar named title={head.settings.title} subtitle={`${head.missionTitle}, round ${head.round}`}>
    <span class="grow" />
    {head.phase === 'ended' ? null : (
      <>
        <p class="tag big">
          PIN <b class="num">{groupedPin(head.pin)}</b>
        </p>
        <Button icon={qrcode} expanded={joining} onClick={onJoining}>
          Link
        </Button>
        <Button
          icon={head.locked ? lock : lockOpen}
          pressed={head.locked}
          onClick={() => void act({ type: 'lock', locked: !head.locked })}
        >
          {head.locked ? 'Locked' : 'Lock'}
        </Button>
        {head.settings.format === 'competition' ? (
          <Button
            icon={snowflake}
            pressed={head.frozen}
            onClick={() => void act({ type: 'freeze', frozen: !head.frozen })}
          >
            {head.frozen ? 'Frozen' : 'Freeze'}
          </Button>
        ) : null}
      </>
    )}
    <a class="button" href={`/projector/${head.sessionId}`} target="_blank" rel="noreferrer">
      <Icon svg={presentation} />
      <span>Projector</span>
    </a>
  </TopBar>
);
