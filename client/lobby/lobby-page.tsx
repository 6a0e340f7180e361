import './lobby.css';
import '../style/stack-bars.css';
import check from '@tabler/icons/outline/check.svg?raw';
import playIcon from '@tabler/icons/outline/player-play.svg?raw';
import users from '@tabler/icons/outline/users.svg?raw';
import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Command } from '../../shared/session/commands.ts';
import type { HeadPart, LobbyPart } from '../../shared/session/views/seat.ts';
import { Button } from '../widgets/button.tsx';
import { Icon } from '../widgets/icon.tsx';
import { LAYER_NAMES, stationParts, stationsWords } from '../widgets/layer-words.ts';
import { TopBar } from '../widgets/top-bar.tsx';
import { CrewList } from './crew-list.tsx';
import { LobbyTasks } from './lobby-tasks.tsx';
import { NicknameForm } from './nickname-form.tsx';
import { STATION_STORIES } from './station-story.ts';
import { STORY_PICTURES } from './story-pictures.tsx';

interface LobbyProps {
  readonly head: HeadPart;
  readonly lobby: LobbyPart;
  readonly act: (command: Command) => Promise<void>;
  readonly notices: ComponentChildren;
}

const Story = ({ lobby }: Pick<LobbyProps, 'lobby'>) => {
  const { layer } = lobby.stationCard;
  const story = STATION_STORIES[layer];
  return (
    <ol class="jobs">
      {story.steps.map((step, index) => {
        const Picture = STORY_PICTURES[index];
        return (
          <li key={step.name}>
            <svg viewBox="0 0 260 140" aria-hidden="true">
              {Picture === undefined ? null : <Picture layer={layer} story={story} />}
            </svg>
            <h3>
              {index + 1}. {step.name}
            </h3>
            <p>{step.text}</p>
          </li>
        );
      })}
    </ol>
  );
};

const others = ({ stationCard }: LobbyPart): string => {
  const rest = stationCard.stations.slice(1);
  return rest.length === 0 ? '' : `, also ${stationsWords(rest)}`;
};

const isReady = (head: HeadPart): boolean =>
  head.crew.seats.find(({ seat }) => seat === head.me.seat)?.ready ?? false;

type ButtonsProps = Omit<LobbyProps, 'notices'> & { readonly onTry: () => void };

/** Start when alone, else the sign that one is ready. */
const GoButton = ({
  head,
  act,
  lit,
}: Pick<LobbyProps, 'head' | 'act'> & { readonly lit: boolean }) => {
  const ready = isReady(head);
  const alone = head.format === 'practice';
  const words = ready ? 'You are ready' : 'I am ready';
  return (
    <Button
      look={lit ? 'lamp' : 'plain'}
      size="tall"
      icon={check}
      {...(alone ? {} : { pressed: ready })}
      onClick={() => void act(alone ? { type: 'start-round' } : { type: 'ready', ready: !ready })}
    >
      {alone ? 'Start' : words}
    </Button>
  );
};

const LobbyButtons = ({ head, lobby, act, onTry }: ButtonsProps) => {
  const ready = isReady(head);
  const tried = lobby.tasks.every(({ done }) => done);
  const mayTry = lobby.tasks.length > 0;
  const after =
    head.format === 'practice'
      ? 'You play alone, bots hold the rest.'
      : 'The host starts the round.';
  return (
    <div class="row wrap">
      <GoButton head={head} act={act} lit={tried && !ready} />
      {mayTry ? (
        <Button
          look={tried || ready ? 'plain' : 'lamp'}
          size="tall"
          icon={playIcon}
          onClick={onTry}
        >
          {tried ? 'Try them again' : 'Try one first'}
        </Button>
      ) : null}
      <span class="t1 soft">
        {mayTry && tried ? 'Both practice units are done. ' : ''}
        {after}
      </span>
    </div>
  );
};

const Me = ({ head, lobby, act }: Omit<LobbyProps, 'notices'>) => {
  const [trying, setTrying] = useState(false);
  const { layer, stations } = lobby.stationCard;
  const node = stationParts(stations[0] ?? '').node;
  if (trying) {
    return <LobbyTasks lobby={lobby} act={act} onClose={() => setTrying(false)} />;
  }
  return (
    <section class={`me layer-${layer}`} aria-labelledby="station">
      <p class="t3 soft">{head.me.nickname}, you are</p>
      <h2 class="station-name" id="station">
        {LAYER_NAMES[layer]}
      </h2>
      <p class="t3 soft">
        on <b>{node}</b>
        {others(lobby)}
      </p>
      <Story lobby={lobby} />
      <LobbyButtons head={head} lobby={lobby} act={act} onTry={() => setTrying(true)} />
    </section>
  );
};

/** Before the round: your station, a picture of what it does, two units to try, your crew and your seat code. */
export const LobbyPage = ({ head, lobby, act, notices }: LobbyProps) => {
  useEffect(() => {
    document.title = `Lobby · ${head.mission.title} · All Hands on Stack`;
  }, [head.mission.title]);
  const here = head.crew.seats.filter(({ nickname }) => nickname !== null).length;
  return (
    <>
      <TopBar title={head.mission.title} subtitle={head.mission.goal} named>
        <span class="grow" />
        <p class="row t1 soft">
          <Icon svg={users} size={18} />
          {here} of {head.crew.seats.length} are here
        </p>
        {head.pin === '' ? null : (
          <p class="tag big">
            PIN{' '}
            <b class="num">
              {head.pin.slice(0, 3)} {head.pin.slice(3)}
            </b>
          </p>
        )}
      </TopBar>
      {notices}
      <main class="lobby">
        <Me head={head} lobby={lobby} act={act} />
        <div class="lobby-side">
          <CrewList crew={head.crew} mySeat={head.me.seat} />
          {head.me.seatCode === null ? null : (
            <section aria-labelledby="seat-code-title">
              <h2 id="seat-code-title">Your seat code</h2>
              <p class="seat-code num">{head.me.seatCode}</p>
              <p class="t1 soft">
                With it and your nickname you come back on any device: to this seat, its tray and
                its score.
              </p>
            </section>
          )}
          <NicknameForm nickname={head.me.nickname} pin={head.pin} act={act} />
          {lobby.seed === null ? null : (
            <p class="t1 dim">
              Seed hash <code class="hash">{lobby.seed.hash}</code>
            </p>
          )}
        </div>
      </main>
    </>
  );
};
