import './projector.css';
import { useEffect, useState } from 'preact/hooks';
import type { ProjectorParts } from '../../shared/session/views/host.ts';
import { callApi } from '../net/api.ts';
import { clockText, leftMs } from '../net/clock.ts';
import type { RoomLink } from '../net/room.ts';
import { StandingsTable } from '../standings/standings-table.tsx';
import { Brand } from '../widgets/brand.tsx';
import { groupedPin } from '../widgets/pin.ts';
import { Goal } from './goal.tsx';
import { JoinWall } from './join-wall.tsx';
import { Lanes } from './lanes.tsx';
import { RoomGate } from './room-gate.tsx';
import { ShownPacket } from './shown-packet.tsx';
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
        <Brand size={56} />
        <h1>{head.missionTitle}</h1>
        <p class="grow wall-join">
          Join at <b class="num">{address}</b> with <b class="num">{groupedPin(head.pin)}</b>
        </p>
        <Clock head={head} />
      </header>
      <main class="wall">
        {head.phase === 'lobby' ? (
          <JoinWall head={head} address={address} />
        ) : (
          <div class="wall-picture">
            <WallMap map={map} lit={goal.right / Math.max(1, goal.target)} />
            {shown === null ? null : <ShownPacket shown={shown} />}
          </div>
        )}
        <Goal goal={goal} />
        {contest ? (
          <StandingsTable standings={standings} seed={{ hash: head.seedHash, value: null }} />
        ) : (
          <Lanes lanes={lanes} />
        )}
      </main>
    </>
  );
};

const useAddress = (): string => {
  const [address, setAddress] = useState(location.host);
  useEffect(() => {
    void callApi<{ addresses: readonly string[] }>('/api/addresses').then(answer => {
      const [first] = answer.ok ? answer.value.addresses : [];
      if (first !== undefined) setAddress(first);
    });
  }, []);
  return address;
};

const Wall = ({ link }: { readonly link: Link }) => <Running link={link} address={useAddress()} />;

/** The page on the wall: big and quiet; no names of people, no bytes, no answers. */
export const ProjectorPage = ({ sessionId = '' }: Readonly<Record<string, string>>) => (
  <RoomGate sessionId={sessionId} title="Projector, All Hands on Stack">
    {link => <Wall link={link} />}
  </RoomGate>
);
