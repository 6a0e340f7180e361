import arrowRight from '@tabler/icons/outline/arrow-right.svg?raw';
import { useEffect, useState } from 'preact/hooks';
import type { SessionSettings } from '../../shared/session/settings.ts';
import { createSession, type MissionLine } from '../net/host-api.ts';
import { Button } from '../widgets/button.tsx';
import { RadioRow } from '../widgets/radio-row.tsx';
import { navigate } from '../widgets/route.ts';
import { FIRST_SETTINGS, FORMAT_CHOICES, SettingsFields, withMission } from './settings-fields.tsx';

const TITLES: Readonly<Record<SessionSettings['format'], string>> = {
  class: 'Our class',
  competition: 'Our competition',
  practice: 'Practice',
};

/** Opens a session: everything has a first value, so that one press is enough. */
export const CreateForm = ({ missions }: { readonly missions: readonly MissionLine[] }) => {
  const [settings, setSettings] = useState(FIRST_SETTINGS);
  const [problem, setProblem] = useState('');
  useEffect(() => {
    const [first] = missions;
    if (first !== undefined) setSettings(given => withMission(given, first));
  }, [missions]);
  const create = async (event: Event): Promise<void> => {
    event.preventDefault();
    const title = settings.title.trim();
    const answer = await createSession({
      ...settings,
      title: title === '' ? TITLES[settings.format] : title,
    });
    if (answer.ok) navigate(`/host/${answer.value.sessionId}`);
    else setProblem(answer.error.text);
  };
  return (
    <form class="create-form card" aria-label="Open a session" onSubmit={e => void create(e)}>
      <h2>Open a session</h2>
      <RadioRow
        legend="Format"
        name="new-format"
        choices={FORMAT_CHOICES}
        chosen={settings.format}
        onChoose={format => setSettings({ ...settings, format })}
      />
      <div>
        <label class="label" for="new-title">
          Name of the session
        </label>
        <input
          id="new-title"
          class="input"
          autocomplete="off"
          maxLength={80}
          placeholder={TITLES[settings.format]}
          value={settings.title}
          onInput={event => setSettings({ ...settings, title: event.currentTarget.value })}
        />
      </div>
      <SettingsFields settings={settings} missions={missions} prefix="new" onChange={setSettings} />
      <div class="row wrap">
        <Button type="submit" look="lamp" size="tall" iconAfter={arrowRight}>
          Open the session
        </Button>
        {problem === '' ? null : (
          <p class="problem" role="alert">
            {problem}
          </p>
        )}
      </div>
    </form>
  );
};
