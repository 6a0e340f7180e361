import { useEffect, useMemo } from 'preact/hooks';
import { forgetDrafts } from '../bench/draft.ts';
import { LobbyPage } from '../lobby/lobby-page.tsx';
import { storedSeat } from '../net/seat.ts';
import { SummaryPage } from '../summary/summary-page.tsx';
import { actIn } from './desk-state.ts';
import { Joining, NoSeat, NoticeBars, SeatGone, TakenOver } from './notices.tsx';
import { clearlyOver } from './phase.ts';
import { Clock } from './play-bar.tsx';
import { roomOf, type SeatRoom } from './seat-room.ts';
import { StationPage } from './station-page.tsx';

const Seated = ({ room }: { readonly room: SeatRoom }) => {
  const head = room.part('head').value;
  const round = head?.round;
  useEffect(() => forgetDrafts, [round]);
  useEffect(() => scrollTo(0, 0), [head?.phase]);
  if (room.state.value === 'taken-over') return <TakenOver room={room} />;
  if (room.state.value === 'gone' && head?.phase !== 'ended') return <SeatGone />;
  if (head === undefined) return <Joining />;
  const bars = <NoticeBars room={room} head={head} />;
  const lobby = room.part('lobby').value ?? null;
  if (head.phase === 'lobby' && lobby !== null) {
    return <LobbyPage head={head} lobby={lobby} act={actIn(room)} notices={bars} />;
  }
  const summary = room.part('summary').value ?? null;
  if (clearlyOver(head)) {
    return (
      <SummaryPage head={head} summary={summary} notices={bars} clock={<Clock head={head} />} />
    );
  }
  return <StationPage room={room} />;
};

/** A seat from lobby to summary; what is shown follows the phase that the server names. */
export const PlayPage = () => {
  const seat = useMemo(storedSeat, []);
  const room = useMemo(() => (seat === null ? null : roomOf(seat)), [seat]);
  return room === null ? <NoSeat /> : <Seated room={room} />;
};
