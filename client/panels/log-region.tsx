import type { ProgressPart } from '../../shared/session/views/progress.ts';
import { isStation } from '../widgets/layer-words.ts';
import { logWords } from '../widgets/words.ts';

type Line = ProgressPart['log'][number];

interface LogRegionProps {
  readonly lines: readonly Line[];
  readonly whoAt: (place: string) => string;
}

/** Facts of a line with people for places. */
const named = ({ facts }: Line, whoAt: (place: string) => string): Line['facts'] =>
  Object.fromEntries(
    Object.entries(facts).map(([name, fact]) => [name, isStation(fact) ? whoAt(fact) : fact]),
  );

/** What happened, newest last: read out line by line, and there to be read again. */
export const LogRegion = ({ lines, whoAt }: LogRegionProps) => (
  <section class="log-panel" aria-labelledby="log-title">
    <div class="heading">
      <h2 id="log-title">Log</h2>
    </div>
    {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable */}
    <div class="log-lines" role="log" aria-labelledby="log-title" tabIndex={0}>
      {lines.map(line => (
        <p key={line.id}>{logWords(line.key, named(line, whoAt))}</p>
      ))}
    </div>
  </section>
);
