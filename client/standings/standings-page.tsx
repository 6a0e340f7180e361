import type { ComponentChild } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { ProjectorParts } from '../../shared/session/views/host.ts';
import type { StandingsView } from '../../shared/session/views/progress.ts';
import type { HeadPart, SeatParts } from '../../shared/session/views/seat.ts';
import { clockText, leftMs } from '../net/clock.ts';
import { openRoom, type RoomLink } from '../net/room.ts';
import { type Seat, storedSeat } from '../net/seat.ts';
import { RoomGate } from '../projector/room-gate.tsx';
import { Button } from '../widgets/button.tsx';
import { navigate } from '../widgets/route.ts';
import { TopBar } from '../widgets/top-bar.tsx';
import { StandingsTable } from './standings-table.tsx';

const TITLE = 'Standings, All Hands on Stack';
const LOADING = <p class="full-notice soft">Loading …</p>;

interface SheetProps {
  readonly title: string;
  readonly missionTitle: string;
  readonly clock: Pick<HeadPart, 'phase' | 'endsAtMs' | 'remainingMs'>;
  readonly standings: StandingsView | null;
  readonly seed: { readonly hash: string; readonly value: string | null } | null;
  readonly children?: ComponentChild;
}

const Sheet = ({ title, missionTitle, clock, standings, seed, children }: SheetProps) => {
  const left = leftMs(clock.phase === 'playing' ? clock.endsAtMs : null, clock.remainingMs);
  const text = clockText(left);
  return (
    <>
      <TopBar named title={title} subtitle={missionTitle}>
        <span class="grow" />
        {children}
        <p class="clock" role="timer" aria-label={`Time left ${text}`}>
          {text}
        </p>
      </TopBar>
      <main class="standings-page">
        {standings === null || seed === null ? (
          <p class="soft">
            There are no standings now: they belong to a competition, and open when its round is
            over.
          </p>
        ) : (
          <StandingsTable standings={standings} seed={seed} />
        )}
      </main>
    </>
  );
};

const OnTheWall = ({ link }: { readonly link: RoomLink<ProjectorParts> }) => {
  const head = link.part('head').value;
  const standings = link.part('standings').value;
  if (head === undefined || standings === undefined) return LOADING;
  const { title, missionTitle, seedHash } = head;
  const seed = { hash: seedHash, value: null };
  return <Sheet {...{ title, missionTitle, standings, seed }} clock={head} />;
};

const AtSeat = ({ seat }: { readonly seat: Seat }) => {
  const [link, setLink] = useState<RoomLink<SeatParts> | null>(null);
  useEffect(() => {
    document.title = TITLE;
    const { sessionId, token, playerId: viewer } = seat;
    const room = openRoom<SeatParts>({ sessionId, token, viewer });
    setLink(room);
    return room.leave;
  }, [seat]);
  const head = link?.part('head').value;
  const summary = link?.part('summary').value;
  if (head === undefined || summary === undefined) return LOADING;
  return (
    <Sheet
      title={head.title}
      missionTitle={head.mission.title}
      clock={head}
      standings={summary?.standings ?? null}
      seed={summary?.seed ?? null}
    >
      <Button onClick={() => navigate('/play')}>Back to my seat</Button>
    </Sheet>
  );
};

/** The standings alone: for a second screen of the host, or for a crew after its round. */
export const StandingsPage = ({ sessionId = '' }: Readonly<Record<string, string>>) => {
  const [seat] = useState(storedSeat);
  if (seat?.sessionId === sessionId) return <AtSeat seat={seat} />;
  return (
    <RoomGate sessionId={sessionId} title={TITLE}>
      {link => <OnTheWall link={link} />}
    </RoomGate>
  );
};
