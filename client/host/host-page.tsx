import './host.css';
import { useEffect, useState } from 'preact/hooks';
import {
  amHost,
  type MissionLine,
  missionLines,
  type OpenSession,
  openSessions,
} from '../net/host-api.ts';
import { Button } from '../widgets/button.tsx';
import { TopBar } from '../widgets/top-bar.tsx';
import { CreateForm } from './create-form.tsx';
import { HostLogin } from './host-login.tsx';
import { SessionList } from './session-list.tsx';

type State =
  | { readonly is: 'asking' }
  | { readonly is: 'stranger' }
  | { readonly is: 'away'; readonly text: string }
  | {
      readonly is: 'host';
      readonly missions: readonly MissionLine[];
      readonly sessions: readonly OpenSession[];
    };

const find = async (): Promise<State> => {
  const me = await amHost();
  if (!me.ok) return { is: 'away', text: me.error.text };
  if (!me.value.host) return { is: 'stranger' };
  const [missions, sessions] = await Promise.all([missionLines(), openSessions()]);
  if (!missions.ok) return { is: 'away', text: missions.error.text };
  if (!sessions.ok) return { is: 'away', text: sessions.error.text };
  return { is: 'host', missions: missions.value, sessions: sessions.value };
};

/** The host's door: key, open sessions, a new one. */
export const HostPage = () => {
  const [state, setState] = useState<State>({ is: 'asking' });
  const ask = (): void => void find().then(setState);
  useEffect(() => {
    document.title = 'Host a class, All Hands on Stack';
    ask();
  }, []);
  return (
    <>
      <TopBar named />
      {state.is === 'asking' ? <p class="full-notice soft">Loading …</p> : null}
      {state.is === 'stranger' ? <HostLogin onDone={ask} /> : null}
      {state.is === 'away' ? (
        <main class="full-notice">
          <h1>{state.text}</h1>
          <Button look="lamp" onClick={ask}>
            Try again
          </Button>
        </main>
      ) : null}
      {state.is === 'host' ? (
        <main class="host-door">
          <h1 class="sr">Host a class</h1>
          <CreateForm missions={state.missions} />
          <SessionList sessions={state.sessions} />
        </main>
      ) : null}
    </>
  );
};
