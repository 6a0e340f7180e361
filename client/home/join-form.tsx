import arrowRight from '@tabler/icons/outline/arrow-right.svg?raw';
import refresh from '@tabler/icons/outline/refresh.svg?raw';
import { useEffect, useRef, useState } from 'preact/hooks';
import { joinSession, newNickname, type PinAnswer, rejoinSession } from '../net/seat.ts';
import { Button } from '../widgets/button.tsx';
import { navigate } from '../widgets/route.ts';

type Game = PinAnswer & { readonly pin: string };

const LONGEST_NICKNAME = 24;

const Problem = ({ text }: { readonly text: string }) =>
  text === '' ? null : (
    <p class="problem" role="alert">
      {text}
    </p>
  );

const NewSeat = ({ game }: { readonly game: Game }) => {
  const [nickname, setNickname] = useState('');
  const [problem, setProblem] = useState('');
  const input = useRef<HTMLInputElement>(null);
  const another = async (): Promise<void> => {
    const answer = await newNickname(game.pin);
    if (answer.ok) setNickname(answer.value.nickname);
    else setProblem(answer.error.text);
  };
  useEffect(() => {
    void another();
    input.current?.focus();
  }, []);
  const join = async (event: Event): Promise<void> => {
    event.preventDefault();
    const answer = await joinSession(game.pin, nickname.trim());
    if (answer.ok) navigate('/play');
    else setProblem(answer.error.text);
  };
  return (
    <form onSubmit={event => void join(event)}>
      <label class="label" for="nickname">
        Your nickname in {game.title}
      </label>
      <div class="pin-row">
        <input
          ref={input}
          id="nickname"
          class="input words"
          autocomplete="off"
          spellcheck={false}
          maxLength={LONGEST_NICKNAME}
          value={nickname}
          onInput={event => setNickname(event.currentTarget.value)}
        />
        <Button type="submit" look="lamp" iconAfter={arrowRight}>
          Join
        </Button>
      </div>
      <p class="hint row wrap">
        <Button look="quiet" size="small" icon={refresh} onClick={() => void another()}>
          Another
        </Button>
        No real name needed.
      </p>
      <Problem text={problem} />
    </form>
  );
};

const OldSeat = ({ game }: { readonly game: Game }) => {
  const [nickname, setNickname] = useState('');
  const [code, setCode] = useState('');
  const [problem, setProblem] = useState('');
  const comeBack = async (event: Event): Promise<void> => {
    event.preventDefault();
    const answer = await rejoinSession(game.pin, nickname.trim(), code.normalize('NFKC').trim());
    if (answer.ok) navigate('/play');
    else setProblem(answer.error.text);
  };
  return (
    <form onSubmit={event => void comeBack(event)}>
      <div class="two-fields">
        <div>
          <label class="label" for="old-nickname">
            Nickname
          </label>
          <input
            id="old-nickname"
            class="input"
            autocomplete="off"
            value={nickname}
            onInput={event => setNickname(event.currentTarget.value)}
          />
        </div>
        <div>
          <label class="label" for="seat-code">
            Seat code
          </label>
          <input
            id="seat-code"
            class="input"
            inputMode="numeric"
            autocomplete="off"
            maxLength={8}
            value={code}
            onInput={event => setCode(event.currentTarget.value)}
          />
        </div>
      </div>
      <Button type="submit" look="lamp" size="tall" iconAfter={arrowRight}>
        Come back to my seat
      </Button>
      <Problem text={problem} />
    </form>
  );
};

/** The PIN is known: a new seat under a nickname, or an old one by nickname and seat code. */
export const JoinForm = ({ game }: { readonly game: Game }) => {
  const [old, setOld] = useState(game.locked);
  return (
    <>
      {game.locked ? (
        <p class="hint">This game takes no new people. If you had a seat, come back to it here.</p>
      ) : null}
      {old ? <OldSeat game={game} /> : <NewSeat game={game} />}
      {game.locked ? null : (
        <p class="hint">
          <Button look="quiet" size="small" onClick={() => setOld(!old)}>
            {old ? 'Join as somebody new' : 'I already had a seat, on another device'}
          </Button>
        </p>
      )}
    </>
  );
};
