import { useState } from 'preact/hooks';
import type { HostCrew, HostHead } from '../../shared/session/views/host.ts';
import { Button } from '../widgets/button.tsx';
import { Dialog } from '../widgets/dialog.tsx';
import { type Act, refusal } from './act.ts';
import { MovePerson } from './move-person.tsx';

interface PersonDialogProps {
  readonly playerId: string;
  readonly head: HostHead;
  readonly crews: readonly HostCrew[];
  readonly act: Act;
  readonly onClose: () => void;
}

const EXTRA_SECONDS = 60;
const LONGEST_NICKNAME = 24;

const Rename = ({ playerId, nickname, act }: Omit<PersonOf, 'onClose'>) => {
  const [name, setName] = useState(nickname);
  const send = (event: Event): void => {
    event.preventDefault();
    void act({ type: 'rename', playerId, nickname: name });
  };
  return (
    <form onSubmit={send}>
      <label class="label" for="person-name">
        Nickname
      </label>
      <div class="row">
        <input
          id="person-name"
          class="input"
          autocomplete="off"
          maxLength={LONGEST_NICKNAME}
          value={name}
          onInput={event => setName(event.currentTarget.value)}
        />
        <Button type="submit">Rename</Button>
      </div>
    </form>
  );
};

interface PersonOf {
  readonly playerId: string;
  readonly nickname: string;
  readonly act: Act;
  readonly onClose: () => void;
}

const Remove = ({ playerId, nickname, act, onClose }: PersonOf) => {
  const [sure, setSure] = useState(false);
  const remove = async (): Promise<void> => {
    if (await act({ type: 'remove', playerId })) onClose();
  };
  if (!sure) {
    return (
      <Button look="danger" onClick={() => setSure(true)}>
        Remove
      </Button>
    );
  }
  return (
    <Button look="danger" onClick={() => void remove()}>
      Yes, remove {nickname}
    </Button>
  );
};

/** What the host can do for one person. */
export const PersonDialog = ({ playerId, head, crews, act, onClose }: PersonDialogProps) => {
  const crew = crews.find(each => each.seats.some(seat => seat.playerId === playerId));
  const seat = crew?.seats.find(each => each.playerId === playerId);
  const figures = crew?.people.find(person => person.playerId === playerId);
  const nickname = seat?.nickname ?? '';
  if (crew === undefined || seat === undefined) return null;
  const running = head.phase === 'playing' || head.phase === 'paused';
  const person = { playerId, nickname, act, onClose };
  return (
    <Dialog title={nickname} onClose={onClose}>
      <div class="person">
        {figures === undefined ? null : (
          <p class="soft">
            {figures.rightDecisions} right, {figures.tries} {figures.tries === 1 ? 'try' : 'tries'},{' '}
            {figures.hints} {figures.hints === 1 ? 'hint' : 'hints'}
          </p>
        )}
        <Rename key={nickname} {...person} />
        <MovePerson playerId={playerId} crews={crews} act={act} />
        <div class="row wrap">
          <Button
            notYet={running ? null : 'No round is running.'}
            onClick={() => void act({ type: 'give-time', playerId, seconds: EXTRA_SECONDS })}
          >
            Give 1 minute
          </Button>
          <Button
            notYet={figures?.seatLocked === true ? null : 'The seat code is not locked.'}
            onClick={() => void act({ type: 'unlock-seat', playerId })}
          >
            Unlock the seat code
          </Button>
          <Remove {...person} />
        </div>
        {refusal.value === '' ? null : <p class="problem">{refusal.value}</p>}
        <div class="row">
          <span class="grow" />
          <Button look="lamp" onClick={onClose}>
            Done
          </Button>
        </div>
      </div>
    </Dialog>
  );
};
