import type { OpenSession } from '../net/host-api.ts';
import { followLink } from '../widgets/route.ts';
import { PHASE_NAMES } from './phase-words.ts';

/** Sessions that are still open; each leads back into its console. */
export const SessionList = ({ sessions }: { readonly sessions: readonly OpenSession[] }) => (
  <section class="card session-list" aria-labelledby="open-sessions">
    <h2 id="open-sessions">Open sessions</h2>
    {sessions.length === 0 ? <p class="soft">None yet.</p> : null}
    <ul>
      {sessions.map(session => (
        <li key={session.sessionId}>
          <a href={`/host/${session.sessionId}`} onClick={followLink}>
            {session.title}
          </a>
          <span class="soft">
            PIN <span class="num">{session.pin}</span>, {PHASE_NAMES[session.phase]},{' '}
            {session.people} {session.people === 1 ? 'person' : 'people'}
          </span>
        </li>
      ))}
    </ul>
  </section>
);
