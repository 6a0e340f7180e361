import './host.css';
import './console.css';
import './board.css';
import { useEffect, useState } from 'preact/hooks';
import type { HostParts } from '../../shared/session/views/host.ts';
import { hostToken } from '../net/host-api.ts';
import { openRoom, type RoomLink } from '../net/room.ts';
import { Button } from '../widgets/button.tsx';
import { navigate } from '../widgets/route.ts';
import { TopBar } from '../widgets/top-bar.tsx';
import { Console } from './console.tsx';
import { HostLogin } from './host-login.tsx';

type Link = RoomLink<HostParts>;

type State =
  | { readonly is: 'asking' }
  | { readonly is: 'stranger' }
  | { readonly is: 'problem'; readonly text: string }
  | { readonly is: 'linked'; readonly link: Link };

const enter = async (sessionId: string): Promise<State> => {
  const answer = await hostToken(sessionId);
  if (answer.ok) {
    const { token } = answer.value;
    return { is: 'linked', link: openRoom<HostParts>({ sessionId, token, viewer: 'host' }) };
  }
  if (answer.error.code === 'host-only') return { is: 'stranger' };
  return { is: 'problem', text: answer.error.text };
};

const Gone = ({ text, sessionId }: { readonly text: string; readonly sessionId: string }) => (
  <>
    <TopBar named />
    <main class="full-notice">
      <h1>{text}</h1>
      <div class="row wrap">
        <Button look="lamp" onClick={() => navigate('/host')}>
          To the host page
        </Button>
        <Button onClick={() => navigate(`/look-back/${sessionId}`)}>Look back</Button>
      </div>
    </main>
  </>
);

const Linked = ({ link, sessionId }: { readonly link: Link; readonly sessionId: string }) => {
  if (link.state.value === 'taken-over') {
    return (
      <main class="full-notice">
        <h1>Another tab is the host’s console now.</h1>
        <Button look="lamp" onClick={link.takeBack}>
          Take it back here
        </Button>
      </main>
    );
  }
  if (link.state.value === 'gone')
    return <Gone text="This session is over." sessionId={sessionId} />;
  return <Console link={link} />;
};

/** The console of one session; a reload lands here again by the host's cookie. */
export const ConsolePage = ({ sessionId = '' }: Readonly<Record<string, string>>) => {
  const [state, setState] = useState<State>({ is: 'asking' });
  const [round, setRound] = useState(0);
  useEffect(() => {
    document.title = 'Host console, All Hands on Stack';
    let left = false;
    let link: Link | null = null;
    void enter(sessionId).then(next => {
      link = next.is === 'linked' ? next.link : null;
      if (left) link?.leave();
      else setState(next);
    });
    return () => {
      left = true;
      link?.leave();
    };
  }, [sessionId, round]);
  if (state.is === 'linked') return <Linked link={state.link} sessionId={sessionId} />;
  if (state.is === 'problem') return <Gone text={state.text} sessionId={sessionId} />;
  if (state.is === 'asking') return <p class="full-notice soft">Loading …</p>;
  return (
    <>
      <TopBar named />
      <HostLogin onDone={() => setRound(round + 1)} />
    </>
  );
};
