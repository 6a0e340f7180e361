import './practice.css';
import laptop from '@tabler/icons/outline/device-laptop.svg?raw';
import doorEnter from '@tabler/icons/outline/door-enter.svg?raw';
import play from '@tabler/icons/outline/player-play.svg?raw';
import { useEffect, useState } from 'preact/hooks';
import type { StationId } from '../../shared/network/task.ts';
import type { Help } from '../../shared/session/settings.ts';
import { type MissionLine, mainLayer, missionLines, missionNumber } from '../net/host-api.ts';
import { startPractice } from '../net/seat.ts';
import { Button } from '../widgets/button.tsx';
import { HELP_CHOICES } from '../widgets/help-choices.ts';
import { Icon } from '../widgets/icon.tsx';
import { LAYER_NAMES, stationParts } from '../widgets/layer-words.ts';
import { RadioRow } from '../widgets/radio-row.tsx';
import { navigate } from '../widgets/route.ts';
import { TopBar } from '../widgets/top-bar.tsx';
import { finished } from './finished.ts';
import { MissionPath } from './mission-path.tsx';
import { StationChoice } from './station-choice.tsx';

const roleOf = (chosen: readonly StationId[] | null): string => {
  if (chosen === null) return 'all stations';
  if (chosen.length > 1) return `${chosen.length} stations`;
  const { node, layer } = stationParts(chosen[0] ?? '');
  return `${LAYER_NAMES[layer].toLowerCase()} of ${node}`;
};

const Chosen = ({ mission }: { readonly mission: MissionLine }) => {
  const [stations, setStations] = useState<readonly StationId[] | null>(null);
  const [help, setHelp] = useState<Help>('coach');
  const [problem, setProblem] = useState('');
  const [busy, setBusy] = useState(false);
  useEffect(() => setStations(null), [mission.id]);
  const start = async (): Promise<void> => {
    setBusy(true);
    const answer = await startPractice({
      missionId: mission.id,
      stations: stations ?? 'all',
      help,
    });
    setBusy(false);
    if (answer.ok) navigate('/play');
    else setProblem(answer.error.text);
  };
  return (
    <section class={`chosen-mission layer-${mainLayer(mission.stations)}`} aria-labelledby="chosen">
      <p class="soft t3">Mission {Number(missionNumber(mission.id))}</p>
      <h1 id="chosen">{mission.title}</h1>
      <p class="lead">{mission.story}</p>
      {mission.labNote === null ? null : <p class="soft t1">{mission.labNote}</p>}
      <div class="chosen-settings">
        <StationChoice stations={mission.stations} chosen={stations} onChoose={setStations} />
        <RadioRow
          legend="Help"
          name="practice-help"
          choices={HELP_CHOICES}
          chosen={help}
          onChoose={setHelp}
        />
      </div>
      <Button
        look="lamp"
        size="tall"
        icon={play}
        notYet={busy ? 'The network is being built.' : null}
        onClick={() => void start()}
      >
        Go on as {roleOf(stations)}
      </Button>
      {problem === '' ? null : (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
    </section>
  );
};

/** The first mission that is not finished yet; the last one when all are. */
const nextOf = (missions: readonly MissionLine[]): MissionLine | undefined =>
  missions.find(mission => !finished.value.includes(mission.id)) ?? missions.at(-1);

const Missions = ({ missions }: { readonly missions: readonly MissionLine[] }) => {
  const [chosen, setChosen] = useState(nextOf(missions)?.id ?? '');
  const mission = missions.find(each => each.id === chosen);
  return (
    <main class="practice">
      {mission === undefined ? null : <Chosen mission={mission} />}
      <MissionPath
        missions={missions}
        finished={finished.value}
        chosen={chosen}
        onChoose={setChosen}
      />
    </main>
  );
};

/** Practice alone: any mission, any station, without host or PIN. */
export const PracticePage = () => {
  const [missions, setMissions] = useState<readonly MissionLine[] | null>(null);
  const [problem, setProblem] = useState('');
  useEffect(() => {
    document.title = 'Practise alone, All Hands on Stack';
    void missionLines().then(answer => {
      if (answer.ok) setMissions(answer.value);
      else setProblem(answer.error.text);
    });
  }, []);
  return (
    <>
      <TopBar named>
        <span class="grow" />
        <p class="row soft t1">
          <Icon svg={laptop} size={18} />
          Saved on this device only
        </p>
        <Button icon={doorEnter} onClick={() => navigate('/')}>
          Join a game
        </Button>
      </TopBar>
      {problem === '' ? null : (
        <main class="full-notice">
          <h1>{problem}</h1>
        </main>
      )}
      {missions === null ? null : <Missions missions={missions} />}
    </>
  );
};
