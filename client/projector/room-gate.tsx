import type { ComponentChild } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { ProjectorParts } from '../../shared/session/views/host.ts';
import { callApi } from '../net/api.ts';
import { openRoom, type RoomLink } from '../net/room.ts';
import { Button } from '../widgets/button.tsx';
import { navigate } from '../widgets/route.ts';

type Link = RoomLink<ProjectorParts>;

interface RoomGateProps {
  readonly sessionId: string;
  readonly title: string;
  readonly children: (link: Link) => ComponentChild;
}

const Stopped = ({ text, onAgain }: { readonly text: string; readonly onAgain?: () => void }) => (
  <main class="full-notice">
    <h1>{text}</h1>
    <Button look="lamp" onClick={onAgain ?? (() => navigate('/host'))}>
      {onAgain === undefined ? 'To the host page' : 'Show it here again'}
    </Button>
  </main>
);

/** Joins a session as its projector, by the host's cookie, and stays connected. */
export const RoomGate = ({ sessionId, title, children }: RoomGateProps) => {
  const [link, setLink] = useState<Link | null>(null);
  const [problem, setProblem] = useState('');
  useEffect(() => {
    document.title = title;
    let room: Link | null = null;
    let left = false;
    const enter = async (): Promise<void> => {
      const answer = await callApi<{ token: string }>('/api/projector/token', {
        method: 'POST',
        body: { sessionId },
      });
      if (left) return;
      if (!answer.ok) {
        setProblem(answer.error.text);
        return;
      }
      const { token } = answer.value;
      room = openRoom<ProjectorParts>({ sessionId, token, viewer: 'projector' });
      setLink(room);
    };
    void enter();
    return () => {
      left = true;
      room?.leave();
    };
  }, [sessionId, title]);
  if (problem !== '') return <Stopped text={problem} />;
  if (link === null) return <p class="full-notice soft">Loading …</p>;
  if (link.state.value === 'gone') return <Stopped text="This session is over." />;
  if (link.state.value === 'taken-over') {
    return <Stopped text="Another tab shows this session now." onAgain={link.takeBack} />;
  }
  return <>{children(link)}</>;
};
