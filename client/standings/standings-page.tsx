import type { ProjectorParts } from '../../shared/session/views/host.ts';
import { clockText, leftMs } from '../net/clock.ts';
import type { RoomLink } from '../net/room.ts';
import { RoomGate } from '../projector/room-gate.tsx';
import { TopBar } from '../widgets/top-bar.tsx';
import { StandingsTable } from './standings-table.tsx';

const Standings = ({ link }: { readonly link: RoomLink<ProjectorParts> }) => {
  const head = link.part('head').value;
  const standings = link.part('standings').value;
  if (head === undefined || standings === undefined) {
    return <p class="full-notice soft">Loading …</p>;
  }
  const text = clockText(leftMs(head.phase === 'playing' ? head.endsAtMs : null, head.remainingMs));
  return (
    <>
      <TopBar named title={head.title} subtitle={head.missionTitle}>
        <span class="grow" />
        <p class="clock" role="timer" aria-label={`Time left ${text}`}>
          {text}
        </p>
      </TopBar>
      <main class="standings-page">
        {standings === null ? (
          <p class="soft">
            Standings belong to a competition, and appear when somebody has joined it.
          </p>
        ) : (
          <StandingsTable standings={standings} seed={{ hash: head.seedHash, value: null }} />
        )}
      </main>
    </>
  );
};

/** The standings alone, for a second screen. */
export const StandingsPage = ({ sessionId = '' }: Readonly<Record<string, string>>) => (
  <RoomGate sessionId={sessionId} title="Standings, All Hands on Stack">
    {link => <Standings link={link} />}
  </RoomGate>
);
