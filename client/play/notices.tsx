import type { HeadPart } from '../../shared/session/views/seat.ts';
import { forgetSeat } from '../net/seat.ts';
import { Button } from '../widgets/button.tsx';
import { navigate } from '../widgets/route.ts';
import { TopBar } from '../widgets/top-bar.tsx';
import { seatWords } from '../widgets/words.ts';
import { clearlyOver } from './phase.ts';
import { leaveRoom, refusal, type SeatRoom } from './seat-room.ts';

/** Bars under the top bar: connection, pause, a word from the host, the last command that was not done. */
export const NoticeBars = ({
  room,
  head,
}: {
  readonly room: SeatRoom;
  readonly head: HeadPart;
}) => (
  <>
    {room.state.value === 'lost' ? (
      <p class="bar-notice" role="status">
        <b>Connection lost, coming back.</b> Go on working: what you send waits here.
      </p>
    ) : null}
    {head.phase === 'paused' ? (
      <p class="bar-notice" role="status">
        <b>Paused.</b> All clocks stand still. You can read and fill in, not send.
      </p>
    ) : null}
    {head.notice === null || clearlyOver(head) ? null : (
      <p class="bar-notice" role="status">
        {seatWords(head.notice)}
      </p>
    )}
    {refusal.value === '' ? null : (
      <p class="bar-notice">
        {refusal.value}
        <Button
          size="small"
          look="quiet"
          onClick={() => {
            refusal.value = '';
          }}
        >
          Understood
        </Button>
      </p>
    )}
  </>
);

const home = (): void => {
  leaveRoom();
  navigate('/');
};

interface FullNoticeProps {
  readonly title: string;
  readonly text?: string;
  readonly button: string;
  readonly onPress: () => void;
}

const FullNotice = ({ title, text, button, onPress }: FullNoticeProps) => (
  <>
    <TopBar />
    <main class="full-notice">
      <h1>{title}</h1>
      {text === undefined ? null : <p class="soft">{text}</p>}
      <Button look="lamp" size="tall" onClick={onPress}>
        {button}
      </Button>
    </main>
  </>
);

export const TakenOver = ({ room }: { readonly room: SeatRoom }) => (
  <FullNotice
    title="You are playing in another tab or on another device."
    button="Go on here"
    onPress={room.takeBack}
  />
);

export const SeatGone = () => (
  <FullNotice
    title="This seat is no longer yours."
    text="The session has ended, or the host has freed the seat. With the PIN you can join again."
    button="To the first page"
    onPress={() => {
      forgetSeat();
      home();
    }}
  />
);

export const NoSeat = () => (
  <FullNotice
    title="This tab has no seat yet."
    text="Join with the PIN from the board. If you played on this device before, the first page offers your seat."
    button="To the first page"
    onPress={home}
  />
);

export const Joining = () => (
  <>
    <TopBar />
    <main class="full-notice">
      <h1 class="t4 soft">Taking your seat …</h1>
    </main>
  </>
);
