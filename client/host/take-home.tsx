import download from '@tabler/icons/outline/download.svg?raw';
import { useState } from 'preact/hooks';
import type { HostCrew, HostHead } from '../../shared/session/views/host.ts';
import { downloadFile } from '../net/api.ts';
import { Button } from '../widgets/button.tsx';
import { Card } from '../widgets/card.tsx';

interface TakeHomeProps {
  readonly head: HostHead;
  readonly crews: readonly HostCrew[];
}

interface File {
  readonly label: string;
  readonly path: string;
  readonly fileName: string;
}

const filesOf = ({ sessionId }: HostHead): readonly File[] => [
  {
    label: 'Results as CSV',
    path: `/api/sessions/${sessionId}/results.csv`,
    fileName: 'results.csv',
  },
  {
    label: 'Log of the session',
    path: `/api/sessions/${sessionId}/log`,
    fileName: 'session.jsonl',
  },
];

const captureOf = ({ sessionId }: HostHead, { crew, name }: HostCrew): File => ({
  label: `Capture of ${name}`,
  path: `/api/sessions/${sessionId}/capture.pcapng?crew=${crew}`,
  fileName: `crew-${crew + 1}.pcapng`,
});

/** What the teacher takes home after a round: results, log, captures, and the seed that proves the draws. */
export const TakeHome = ({ head, crews }: TakeHomeProps) => {
  const [problem, setProblem] = useState('');
  const get = async ({ path, fileName }: File): Promise<void> => {
    const answer = await downloadFile(path, undefined, fileName);
    setProblem(answer.ok ? '' : answer.error.text);
  };
  const files = [...filesOf(head), ...crews.map(crew => captureOf(head, crew))];
  return (
    <Card title="Take it home" class="take-home">
      <div class="row wrap">
        {files.map(file => (
          <Button key={file.path} size="small" icon={download} onClick={() => void get(file)}>
            {file.label}
          </Button>
        ))}
      </div>
      {problem === '' ? null : <p class="problem">{problem}</p>}
      <p class="seed soft t1">
        Seed hash <code>{head.seed.hash}</code>
        {head.seed.value === null ? null : (
          <>
            {' '}
            of the seed <code>{head.seed.value}</code>
          </>
        )}
      </p>
    </Card>
  );
};
