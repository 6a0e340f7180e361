import type { ProgressPart } from '../../shared/session/views/progress.ts';
import { logWords } from '../widgets/words.ts';

/** What happened, newest last: read out line by line, and there to be read again. */
export const LogRegion = ({ lines }: { readonly lines: ProgressPart['log'] }) => (
  <section class="log-panel" aria-labelledby="log-title">
    <div class="heading">
      <h2 id="log-title">Log</h2>
    </div>
    {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable */}
    <div class="log-lines" role="log" aria-labelledby="log-title" tabIndex={0}>
      {lines.map(line => (
        <p key={line.id}>{logWords(line.key, line.facts)}</p>
      ))}
    </div>
  </section>
);
