import './look-back.css';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { Button } from '../widgets/button.tsx';
import { navigate } from '../widgets/route.ts';
import { TopBar } from '../widgets/top-bar.tsx';
import { BytesCard } from './bytes-card.tsx';
import {
  fetchLookBack,
  firstMessage,
  type LookBack,
  type Message,
  tokenFor,
} from './look-back-data.ts';
import { MessagePicker } from './message-picker.tsx';
import { ReplayControls } from './replay-controls.tsx';
import { ReplayMap } from './replay-map.tsx';
import { StepCard } from './step-card.tsx';
import { TagsCard } from './tags-card.tsx';
import { TakeAlong } from './take-along.tsx';
import { Timeline } from './timeline.tsx';
import { useReplay } from './use-replay.ts';

interface LookedProps {
  readonly sessionId: string;
  readonly found: LookBack;
  readonly onCrew: (crew: number) => void;
}

const NOTHING: Message = { exchange: null, label: '', steps: [], byHand: 0 };

const Looked = ({ sessionId, found, onCrew }: LookedProps) => {
  const { outline, messages } = found;
  const first = useMemo(() => firstMessage(messages) ?? NOTHING, [messages]);
  const [exchange, setExchange] = useState(first.exchange);
  useEffect(() => setExchange(first.exchange), [first]);
  const message = messages.find(each => each.exchange === exchange) ?? first;
  const { steps } = message;
  const replay = useReplay(steps.length, `${outline.crew}/${exchange}`);
  const step = steps[replay.at];
  return (
    <main class="look-back">
      <ReplayMap outline={outline} step={step} />
      <div class="look-back-column">
        <section class="card" aria-labelledby="what-title">
          <MessagePicker
            outline={outline}
            messages={messages}
            exchange={exchange}
            onMessage={setExchange}
            onCrew={onCrew}
          />
          {steps.length === 0 ? (
            <p class="soft">Nothing was sent in this round.</p>
          ) : (
            <>
              <Timeline outline={outline} steps={steps} at={replay.at} />
              <ReplayControls replay={replay} steps={steps} />
            </>
          )}
        </section>
        {steps.length === 0 ? null : <BytesCard outline={outline} steps={steps} at={replay.at} />}
      </div>
      <div class="look-back-column">
        <StepCard outline={outline} step={step} />
        <TagsCard outline={outline} messages={messages} onMessage={setExchange} />
        <TakeAlong sessionId={sessionId} outline={outline} />
      </div>
    </main>
  );
};

const BackButton = ({ sessionId }: { readonly sessionId: string }) =>
  tokenFor(sessionId) === undefined ? (
    <Button onClick={() => navigate(`/host/${sessionId}`)}>To the console</Button>
  ) : (
    <Button onClick={() => navigate('/play')}>Back to my seat</Button>
  );

/** After a round: every message again, step by step, and who decided what. */
export const LookBackPage = ({ sessionId = '' }: Readonly<Record<string, string>>) => {
  const [crew, setCrew] = useState(0);
  const [found, setFound] = useState<LookBack | null>(null);
  const [problem, setProblem] = useState('');
  useEffect(() => {
    document.title = 'Look back, All Hands on Stack';
    void fetchLookBack(sessionId, crew).then(answer => {
      setProblem(answer.ok ? '' : answer.error.text);
      if (answer.ok) setFound(answer.value);
    });
  }, [sessionId, crew]);
  const round = found === null ? '' : `Round ${found.outline.round}, look back`;
  return (
    <>
      <TopBar named title={found?.outline.missionTitle ?? 'Look back'} subtitle={round}>
        <span class="grow" />
        <BackButton sessionId={sessionId} />
      </TopBar>
      {problem === '' ? null : (
        <main class="full-notice">
          <h2>{problem}</h2>
        </main>
      )}
      {problem === '' && found !== null ? (
        <Looked sessionId={sessionId} found={found} onCrew={setCrew} />
      ) : null}
    </>
  );
};
