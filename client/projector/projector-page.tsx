import './projector.css';
import { useEffect, useState } from 'preact/hooks';
import type { ProjectorParts } from '../../shared/session/views/host.ts';
import { callApi } from '../net/api.ts';
import { clockText, leftMs } from '../net/clock.ts';
import { openRoom, type RoomLink } from '../net/room.ts';
import { Brand } from '../widgets/brand.tsx';
import { Button } from '../widgets/button.tsx';
import { navigate } from '../widgets/route.ts';
import { Goal } from './goal.tsx';
import { JoinWall } from './join-wall.tsx';
import { Lanes } from './lanes.tsx';
import { ShownPacket } from './shown-packet.tsx';
import { StandingsTable } from './standings-table.tsx';
import { WallMap } from './wall-map.tsx';

type Link = RoomLink<ProjectorParts>;

const PHASE_WORDS = {
  lobby: 'lobby',
  playing: '',
  paused: 'paused',
  debrief: 'round over',
  ended: 'session over',
} as const;

const Clock = ({ head }: { readonly head: ProjectorParts['head'] }) => {
  const text = clockText(leftMs(head.phase === 'playing' ? head.endsAtMs : null, head.remainingMs));
  const word = PHASE_WORDS[head.phase];
  return (
    <p class="clock wall-clock" role="timer" aria-label={`Time left ${text} ${word}`}>
      {text}
      {word === '' ? null : <small>{word}</small>}
    </p>
  );
};

const Running = ({ link, address }: { readonly link: Link; readonly address: string }) => {
  const head = link.part('head').value;
  const map = link.part('map').value;
  const lanes = link.part('lanes').value;
  const goal = link.part('goal').value;
  if (head === undefined || map === undefined || lanes === undefined || goal === undefined) {
    return <p class="full-notice soft">Loading …</p>;
  }
  const shown = link.part('shown').value ?? null;
  const standings = link.part('standings').value ?? null;
  const contest = head.format === 'competition' && standings !== null;
  return (
    <>
      <header class="wall-top">
        <Brand />
        <h1>{head.missionTitle}</h1>
        <p class="grow wall-join">
          Join at <b class="num">{address}</b> with <b class="num">{head.pin}</b>
        </p>
        <Clock head={head} />
      </header>
      <main class="wall">
        {head.phase === 'lobby' ? (
          <JoinWall head={head} address={address} />
        ) : (
          <WallMap map={map} lit={goal.right / Math.max(1, goal.target)} />
        )}
        {shown === null ? null : <ShownPacket shown={shown} />}
        <Goal goal={goal} />
        {contest ? (
          <StandingsTable standings={standings} seedHash={head.seedHash} />
        ) : (
          <Lanes lanes={lanes} />
        )}
      </main>
    </>
  );
};

/** The page on the wall: big and quiet; no names of people, no bytes, no answers. */
export const ProjectorPage = ({ sessionId = '' }: Readonly<Record<string, string>>) => {
  const [link, setLink] = useState<Link | null>(null);
  const [address, setAddress] = useState(location.host);
  const [problem, setProblem] = useState('');
  useEffect(() => {
    document.title = 'Projector, All Hands on Stack';
    let room: Link | null = null;
    const enter = async (): Promise<void> => {
      const answer = await callApi<{ token: string }>('/api/projector/token', {
        method: 'POST',
        body: { sessionId },
      });
      if (!answer.ok) {
        setProblem(answer.error.text);
        return;
      }
      room = openRoom<ProjectorParts>({
        sessionId,
        token: answer.value.token,
        viewer: 'projector',
      });
      setLink(room);
      const addresses = await callApi<{ addresses: readonly string[] }>('/api/addresses');
      const [first] = addresses.ok ? addresses.value.addresses : [];
      if (first !== undefined) setAddress(first);
    };
    void enter();
    return () => room?.leave();
  }, [sessionId]);
  if (problem !== '') {
    return (
      <main class="full-notice">
        <h1>{problem}</h1>
        <Button look="lamp" onClick={() => navigate('/host')}>
          To the host page
        </Button>
      </main>
    );
  }
  return link === null ? (
    <p class="full-notice soft">Loading …</p>
  ) : (
    <Running link={link} address={address} />
  );
};
