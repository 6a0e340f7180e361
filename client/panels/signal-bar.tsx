import { SIGNALS, type Signal } from '../../shared/session/commands.ts';
import type { CrewLine } from '../../shared/session/views/seat.ts';
import { Button } from '../widgets/button.tsx';

const SIGNAL_WORDS: Readonly<Record<Signal, string>> = {
  over: 'Over',
  roger: 'Roger',
  'say-again': 'Say again',
  'stand-by': 'Stand by',
  'who-has-it': 'Who has it?',
  thanks: 'Thanks',
};

interface SignalBarProps {
  readonly crew: CrewLine;
  readonly mySeat: number;
  readonly onSignal: (signal: Signal) => void;
}

/** Six fixed signals instead of a chat, and what the others show. */
export const SignalBar = ({ crew, mySeat, onSignal }: SignalBarProps) => {
  const mine = crew.seats.find(({ seat }) => seat === mySeat)?.signal ?? null;
  const others = crew.seats.filter(({ seat, signal }) => seat !== mySeat && signal !== null);
  return (
    <details class="signals">
      <summary>Signals to the crew</summary>
      <div class="row wrap">
        {SIGNALS.map(signal => (
          <Button
            key={signal}
            size="small"
            pressed={mine === signal}
            onClick={() => onSignal(signal)}
          >
            {SIGNAL_WORDS[signal]}
          </Button>
        ))}
      </div>
      <ul class="t1">
        {others.map(({ seat, nickname, signal }) => (
          <li key={seat}>
            <b>{nickname}</b>: {signal === null ? '' : SIGNAL_WORDS[signal]}
          </li>
        ))}
      </ul>
    </details>
  );
};
