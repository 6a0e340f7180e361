import check from '@tabler/icons/outline/check.svg?raw';
import { type MissionLine, mainLayer, missionNumber } from '../net/host-api.ts';
import { Icon } from '../widgets/icon.tsx';

interface MissionPathProps {
  readonly missions: readonly MissionLine[];
  readonly finished: readonly string[];
  readonly chosen: string;
  readonly onChoose: (missionId: string) => void;
}

type State = 'done' | 'now' | 'open';

const stateOf = (props: MissionPathProps, missionId: string): State =>
  missionId === props.chosen ? 'now' : props.finished.includes(missionId) ? 'done' : 'open';

/** The missions in order, strung like stations of one cable. */
export const MissionPath = (props: MissionPathProps) => (
  <ol class="mission-path" aria-label="Missions in order">
    {props.missions.map(mission => {
      const state = stateOf(props, mission.id);
      const done = props.finished.includes(mission.id);
      return (
        <li
          key={mission.id}
          class={`layer-${mainLayer(mission.stations)} ${state} ${done ? 'behind' : ''}`}
        >
          <button
            type="button"
            aria-current={state === 'now' ? 'step' : undefined}
            onClick={() => props.onChoose(mission.id)}
          >
            <span class="disc num">
              {state === 'done' ? (
                <Icon svg={check} size={22} />
              ) : (
                Number(missionNumber(mission.id))
              )}
            </span>
            <span class="mission-name">
              {done ? <span class="sr">done: </span> : null}
              {mission.title}
            </span>
          </button>
        </li>
      );
    })}
  </ol>
);
