import { fromHex } from '../../shared/base/bytes.ts';
import type { Command } from '../../shared/session/commands.ts';
import type { SideWork } from '../../shared/session/views/play.ts';
import { Button } from '../widgets/button.tsx';
import { HexGrid } from '../widgets/hex-grid.tsx';
import { sideChoiceWords, sideWords } from '../widgets/words.ts';

interface SideWorkProps {
  readonly work: SideWork;
  readonly act: (command: Command) => void;
}

const OUTCOMES = { open: '', right: 'Right.', wrong: 'Not so. It was worth a look.' } as const;

/** Work for a quiet moment: never scored, may be left at any time. */
export const SideWorkCard = ({ work, act }: SideWorkProps) => {
  const bytes = fromHex(work.headerHex);
  const words = sideWords(work);
  return (
    <section class="side-work arrive" aria-labelledby="side-title">
      <h2 id="side-title" tabIndex={-1}>
        {words.title}
      </h2>
      <p class="soft">{words.question}</p>
      {bytes.ok && bytes.value.length > 0 ? (
        <HexGrid
          bytes={bytes.value}
          columns={8}
          label={`A ${work.protocol} header`}
          toneOf={() => 'plain'}
        />
      ) : null}
      <div class="row wrap">
        {work.choices.map(choice => (
          <Button
            key={choice}
            notYet={work.outcome === 'open' ? null : 'You have answered that already.'}
            onClick={() => act({ type: 'side-work', sideTaskId: work.sideTaskId, choice })}
          >
            {sideChoiceWords(choice)}
          </Button>
        ))}
      </div>
      <p role="status">{OUTCOMES[work.outcome]}</p>
      <p class="t1 dim">For a quiet moment, not scored.</p>
    </section>
  );
};
