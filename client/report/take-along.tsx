import download from '@tabler/icons/outline/download.svg?raw';
import { useState } from 'preact/hooks';
import type { CrewOutline } from '../../shared/session/outline.ts';
import { downloadFile } from '../net/api.ts';
import { Button } from '../widgets/button.tsx';
import { tokenFor } from './look-back-data.ts';

interface TakeAlongProps {
  readonly sessionId: string;
  readonly outline: CrewOutline;
}

/** Captures for Wireshark: the crew's, one seat's, and what was refused. */
export const TakeAlong = ({ sessionId, outline }: TakeAlongProps) => {
  const [problem, setProblem] = useState('');
  const get = async (query: string, fileName: string): Promise<void> => {
    const path = `/api/sessions/${sessionId}/capture.pcapng?crew=${outline.crew}${query}`;
    const answer = await downloadFile(path, tokenFor(sessionId), fileName);
    setProblem(answer.ok ? '' : answer.error.text);
  };
  const crew = `crew-${outline.crew + 1}`;
  return (
    <section class="take-along" aria-labelledby="take-title">
      <h2 id="take-title">Take it with you</h2>
      <p class="soft t1">Opens in Wireshark, with a comment on every decision.</p>
      <div class="row wrap">
        <Button look="lamp" icon={download} onClick={() => void get('', `${crew}.pcapng`)}>
          Capture of the crew
        </Button>
        {outline.me === null ? null : (
          <Button icon={download} onClick={() => void get('&mine=1', 'my-seat.pcapng')}>
            Only my seat
          </Button>
        )}
        <Button icon={download} onClick={() => void get('&refused=1', `${crew}-refused.pcapng`)}>
          Refused units
        </Button>
      </div>
      {problem === '' ? null : (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
    </section>
  );
};
