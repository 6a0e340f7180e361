import type { Command } from '../../shared/session/commands.ts';
import type { CoachPart } from '../../shared/session/views/play.ts';
import { Button } from '../widgets/button.tsx';
import { Meter } from '../widgets/meter.tsx';
import { kindName, noveltyWords } from '../widgets/words.ts';

type Apprentice = CoachPart['apprentices'][number];

const RIGHT_TO_LEARN = 3;

interface RowProps {
  readonly apprentice: Apprentice;
  readonly act: (command: Command) => void;
}

const sentence = ({ state, kind }: Apprentice): string => {
  const title = kindName(kind);
  if (state === 'offers') return `You have done this three times: shall I? ${title}`;
  return state === 'works' ? `Does it for you: ${title}` : `Learns from you: ${title}`;
};

const ApprenticeRow = ({ apprentice, act }: RowProps) => {
  const { kind, right, state, lastLine, gaveBack } = apprentice;
  const turn = (takesOver: boolean): void => act({ type: 'apprentice', kind, takesOver });
  return (
    <li>
      <p class="t1 soft">{sentence(apprentice)}</p>
      {state === 'learning' ? (
        <p class="row t1">
          <Meter full={Math.min(right, RIGHT_TO_LEARN)} of={RIGHT_TO_LEARN} />
          {Math.min(right, RIGHT_TO_LEARN)} of {RIGHT_TO_LEARN} right
        </p>
      ) : null}
      {lastLine === null ? null : <p class="t1 dim">Did one at {lastLine}.</p>}
      {gaveBack === null ? null : <p class="t1">Gave one back: {noveltyWords(gaveBack)}</p>}
      {state === 'offers' ? (
        <Button size="small" onClick={() => turn(true)}>
          Yes, you do it
        </Button>
      ) : null}
      {state === 'works' ? (
        <Button size="small" look="quiet" onClick={() => turn(false)}>
          I do it myself
        </Button>
      ) : null}
    </li>
  );
};

const MOST_SHOWN = 3;
const ORDER: readonly Apprentice['state'][] = ['offers', 'works', 'learning'];

/** Offers first, then who works, then who learns. */
export const Apprentices = ({
  apprentices,
  act,
}: {
  readonly apprentices: readonly Apprentice[];
  readonly act: RowProps['act'];
}) => {
  const shown = apprentices
    .toSorted((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state) || b.right - a.right)
    .slice(0, MOST_SHOWN);
  if (shown.length === 0) return null;
  return (
    <section class="apprentices" aria-labelledby="apprentice-title">
      <div class="heading">
        <h2 id="apprentice-title">Apprentice</h2>
      </div>
      <ul>
        {shown.map(apprentice => (
          <ApprenticeRow key={apprentice.kind} apprentice={apprentice} act={act} />
        ))}
      </ul>
    </section>
  );
};
