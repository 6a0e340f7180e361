import type { Format, SessionSettings } from '../../shared/session/settings.ts';
import type { MissionLine } from '../net/host-api.ts';
import { HELP_CHOICES } from '../widgets/help-choices.ts';
import { RadioRow } from '../widgets/radio-row.tsx';
import { MissionCards } from './mission-cards.tsx';

const SHORTEST_MINUTES = 5;
const LONGEST_MINUTES = 10;
const USUAL_PACE_SECONDS = 4;
const CALM_PACE_SECONDS = 8;

export const FORMAT_CHOICES: readonly { value: Format; label: string; note: string }[] = [
  { value: 'class', label: 'Class', note: 'one goal for all, no speed' },
  { value: 'competition', label: 'Competition', note: 'crews on the clock, standings' },
  { value: 'practice', label: 'Practise together', note: 'no joint goal, bots help out' },
];

export const FIRST_SETTINGS: SessionSettings = {
  format: 'class',
  title: '',
  missionId: '',
  crewSize: 5,
  help: 'coach',
  roundMinutes: 7,
  feedAfterSeconds: USUAL_PACE_SECONDS,
  practiceStations: null,
};

const nearest = (sizes: readonly number[], wished: number): number =>
  [...sizes].sort((a, b) => Math.abs(a - wished) - Math.abs(b - wished))[0] ?? wished;

/** The same settings for another mission: the crew keeps its size as far as the mission has seats. */
export const withMission = (settings: SessionSettings, mission: MissionLine): SessionSettings => ({
  ...settings,
  missionId: mission.id,
  crewSize: nearest(mission.crewSizes, settings.crewSize),
});

const MINUTES = Array.from(
  { length: LONGEST_MINUTES - SHORTEST_MINUTES + 1 },
  (_, index) => SHORTEST_MINUTES + index,
).map(value => ({ value, label: String(value) }));

interface SettingsFieldsProps {
  readonly settings: SessionSettings;
  readonly missions: readonly MissionLine[];
  /** Keeps the radio groups of two forms apart. */
  readonly prefix: string;
  readonly onChange: (settings: SessionSettings) => void;
}

/** What a round is made of; the same fields open a session and set the next round. */
export const SettingsFields = (props: SettingsFieldsProps) => {
  const { settings, missions, prefix, onChange } = props;
  const set = (change: Partial<SessionSettings>): void => onChange({ ...settings, ...change });
  const mission = missions.find(each => each.id === settings.missionId);
  const sizes = mission?.crewSizes ?? [];
  return (
    <>
      <MissionCards
        missions={missions}
        chosen={settings.missionId}
        name={`${prefix}-mission`}
        onChoose={chosen => onChange(withMission(settings, chosen))}
      />
      <RadioRow
        legend="People in a crew"
        name={`${prefix}-size`}
        choices={sizes.map(value => ({ value, label: String(value) }))}
        chosen={settings.crewSize}
        onChoose={crewSize => set({ crewSize })}
      />
      <RadioRow
        legend="Help"
        name={`${prefix}-help`}
        choices={HELP_CHOICES}
        chosen={settings.help}
        onChoose={help => set({ help })}
      />
      <RadioRow
        legend="Minutes of a round"
        name={`${prefix}-minutes`}
        choices={MINUTES}
        chosen={settings.roundMinutes}
        onChoose={roundMinutes => set({ roundMinutes })}
      />
      <label class="check-choice">
        <input
          type="checkbox"
          checked={settings.feedAfterSeconds >= CALM_PACE_SECONDS}
          onChange={event =>
            set({
              feedAfterSeconds: event.currentTarget.checked
                ? CALM_PACE_SECONDS
                : USUAL_PACE_SECONDS,
            })
          }
        />
        <span>
          <b>Calm pace</b>
          <small>the next unit comes after 8 seconds instead of 4</small>
        </span>
      </label>
    </>
  );
};
