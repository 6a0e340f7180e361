import { type MissionLine, mainLayer, missionNumber } from '../net/host-api.ts';

interface MissionCardsProps {
  readonly missions: readonly MissionLine[];
  readonly chosen: string;
  readonly name: string;
  readonly onChoose: (mission: MissionLine) => void;
}

/** Every mission with its goal and the wrong beliefs it brings to light. */
export const MissionCards = ({ missions, chosen, name, onChoose }: MissionCardsProps) => (
  <fieldset class="mission-cards">
    <legend class="label">Mission</legend>
    {missions.map(mission => (
      <label key={mission.id} class={`mission-card layer-${mainLayer(mission.stations)}`}>
        <input
          type="radio"
          name={name}
          checked={mission.id === chosen}
          onChange={() => onChoose(mission)}
        />
        <span class="mission-number num" aria-hidden="true">
          {missionNumber(mission.id)}
        </span>
        <span class="mission-words">
          <b>{mission.title}</b>
          <span>{mission.goal}</span>
          <span class="tags">
            {mission.tags.map(tag => (
              <span key={tag} class="tag code">
                {tag}
              </span>
            ))}
          </span>
        </span>
      </label>
    ))}
  </fieldset>
);
