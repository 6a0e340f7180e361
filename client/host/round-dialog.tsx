import { useEffect, useState } from 'preact/hooks';
import type { HostHead } from '../../shared/session/views/host.ts';
import { type MissionLine, missionLines } from '../net/host-api.ts';
import { Button } from '../widgets/button.tsx';
import { Dialog } from '../widgets/dialog.tsx';
import { seatWords } from '../widgets/words.ts';
import { type Act, refusal } from './act.ts';
import { SettingsFields } from './settings-fields.tsx';

interface RoundDialogProps {
  readonly head: HostHead;
  readonly act: Act;
  readonly onClose: () => void;
}

/** The settings of the round to come; between rounds the seats may move on by one station. */
export const RoundDialog = ({ head, act, onClose }: RoundDialogProps) => {
  const [settings, setSettings] = useState(head.settings);
  const afterRound = head.phase === 'debrief';
  const [rotate, setRotate] = useState(afterRound);
  const [missions, setMissions] = useState<readonly MissionLine[]>([]);
  useEffect(() => {
    void missionLines().then(answer => {
      if (answer.ok) setMissions(answer.value);
    });
  }, []);
  const send = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (await act({ type: 'next-round', settings, rotate })) onClose();
  };
  const suggestion = head.suggestion === null ? '' : seatWords(head.suggestion);
  return (
    <Dialog title={afterRound ? 'Next round' : 'Change the round'} onClose={onClose}>
      <form class="create-form" onSubmit={event => void send(event)}>
        {suggestion === '' ? null : <p class="suggestion">{suggestion}</p>}
        <SettingsFields
          settings={settings}
          missions={missions}
          prefix="next"
          onChange={setSettings}
        />
        {afterRound ? (
          <label class="check-choice">
            <input
              type="checkbox"
              checked={rotate}
              onChange={event => setRotate(event.currentTarget.checked)}
            />
            <span>
              <b>Rotate the seats</b>
              <small>everybody moves on by one seat of the crew</small>
            </span>
          </label>
        ) : null}
        {refusal.value === '' ? null : <p class="problem">{refusal.value}</p>}
        <div class="row wrap">
          <Button type="submit" look="lamp">
            {afterRound ? 'To the lobby' : 'Set the round'}
          </Button>
          <Button onClick={onClose}>Leave it as it is</Button>
        </div>
      </form>
    </Dialog>
  );
};
