import { useMemo, useState } from 'preact/hooks';
import type { HostCrew, HostHead, HostParts } from '../../shared/session/views/host.ts';
import type { RoomLink } from '../net/room.ts';
import { StandingsTable } from '../standings/standings-table.tsx';
import { type Act, actThrough, refusal } from './act.ts';
import { BeliefBoard, type BoardPlace } from './belief-board.tsx';
import { BeliefDetail } from './belief-detail.tsx';
import { ClockRow } from './clock-row.tsx';
import { ConsoleBar } from './console-bar.tsx';
import { CrewColumns } from './crew-columns.tsx';
import { EndDialog } from './end-dialog.tsx';
import { JoinSheet, useJoinOrigin } from './join-sheet.tsx';
import { PersonDialog } from './person-dialog.tsx';
import { PresenceTotals, stageOf } from './presence.tsx';
import { RoundDialog } from './round-dialog.tsx';
import { TakeHome } from './take-home.tsx';
import { TapDialog } from './tap-dialog.tsx';

type Link = RoomLink<HostParts>;
type Sheet =
  | { readonly is: 'round' }
  | { readonly is: 'end' }
  | { readonly is: 'tap' }
  | { readonly is: 'person'; readonly playerId: string };

interface SheetsProps {
  readonly sheet: Sheet | null;
  readonly head: HostHead;
  readonly crews: readonly HostCrew[];
  readonly act: Act;
  readonly onClose: () => void;
}

const Sheets = ({ sheet, head, crews, act, onClose }: SheetsProps) => {
  if (sheet === null) return null;
  if (sheet.is === 'round') return <RoundDialog head={head} act={act} onClose={onClose} />;
  if (sheet.is === 'end') return <EndDialog act={act} onClose={onClose} />;
  if (sheet.is === 'tap') return <TapDialog crews={crews} act={act} onClose={onClose} />;
  return (
    <PersonDialog playerId={sheet.playerId} head={head} crews={crews} act={act} onClose={onClose} />
  );
};

const Notices = ({ link }: { readonly link: Link }) => (
  <>
    {link.state.value === 'lost' ? (
      <p class="bar-notice">The connection is lost. Trying again …</p>
    ) : null}
    {refusal.value === '' ? null : <p class="bar-notice">{refusal.value}</p>}
  </>
);

const startProblem = (crews: readonly HostCrew[]): string | null =>
  crews.some(crew => crew.seats.some(seat => seat.playerId !== null))
    ? null
    : 'Nobody has joined yet.';

interface BoardsProps {
  readonly link: Link;
  readonly crews: readonly HostCrew[];
  readonly act: Act;
}

const Boards = ({ link, crews, act }: BoardsProps) => {
  const [place, setPlace] = useState<BoardPlace | null>(null);
  const board = link.part('board').value;
  if (board === undefined) return null;
  return (
    <>
      <BeliefBoard board={board} chosen={place} onChoose={setPlace} />
      <BeliefDetail board={board} crews={crews} place={place} act={act} />
    </>
  );
};

/** The running session as its host sees it. */
export const Console = ({ link }: { readonly link: Link }) => {
  const act = useMemo(() => actThrough(link), [link]);
  const origin = useJoinOrigin();
  const [joining, setJoining] = useState<boolean | null>(null);
  const [sheet, setSheet] = useState<Sheet | null>(null);
  const head = link.part('head').value;
  const crews = link.part('crews').value;
  if (head === undefined || crews === undefined) return <p class="full-notice soft">Loading …</p>;
  const standings = link.part('standings').value ?? null;
  const inLobby = head.phase === 'lobby';
  const over = head.phase === 'debrief' || head.phase === 'ended';
  const showJoin = joining ?? inLobby;
  const openSheet = (next: Sheet): void => {
    refusal.value = '';
    setSheet(next);
  };
  return (
    <>
      <ConsoleBar
        head={head}
        act={act}
        joining={showJoin}
        onJoining={() => setJoining(!showJoin)}
      />
      <Notices link={link} />
      <main class="console">
        <section class="clock-row" aria-label="Clock">
          <ClockRow
            head={head}
            act={act}
            notYet={startProblem(crews)}
            onSettings={() => openSheet({ is: 'round' })}
            onEnd={() => openSheet({ is: 'end' })}
            onTap={
              crews.some(({ taps }) => taps.length > 0) ? () => openSheet({ is: 'tap' }) : null
            }
          />
          <span class="grow" />
          <PresenceTotals seats={crews.flatMap(crew => crew.seats)} stage={stageOf(head.phase)} />
        </section>
        {showJoin ? <JoinSheet pin={head.pin} origin={origin} /> : null}
        <CrewColumns
          crews={crews}
          phase={head.phase}
          onChoose={playerId => openSheet({ is: 'person', playerId })}
        />
        {over ? <TakeHome head={head} crews={crews} /> : null}
        {standings === null ? null : (
          <StandingsTable standings={standings} seed={head.seed} privileged />
        )}
        <Boards link={link} crews={crews} act={act} />
      </main>
      <Sheets sheet={sheet} head={head} crews={crews} act={act} onClose={() => setSheet(null)} />
    </>
  );
};
