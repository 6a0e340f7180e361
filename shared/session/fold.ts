import { err, ok, type Result } from '../base/result.ts';
import { ENGINE_VERSION, type SessionEvent } from './events.ts';
import { scenarioOf } from './scenario.ts';
import { applyEvent, openSession } from './session.ts';
import type { Session } from './state.ts';

/** Why a log is none: it is empty, does not begin with 'opened', or was written by another engine version. */
export interface FoldProblem {
  readonly code: 'fold/empty' | 'fold/not-opened' | 'fold/other-engine' | 'fold/unknown-mission';
  readonly given: string;
}

/** The session that a log amounts to. */
export const foldLog = (events: Iterable<SessionEvent>): Result<Session, FoldProblem> => {
  let session: Session | null = null;
  for (const event of events) {
    if (session !== null) {
      applyEvent(session, event);
      continue;
    }
    if (event.type !== 'opened') return err({ code: 'fold/not-opened', given: event.type });
    if (event.engine !== ENGINE_VERSION) {
      return err({ code: 'fold/other-engine', given: String(event.engine) });
    }
    const { missionId } = event.settings;
    if (scenarioOf(missionId) === null)
      return err({ code: 'fold/unknown-mission', given: missionId });
    session = openSession(event);
  }
  return session === null ? err({ code: 'fold/empty', given: '' }) : ok(session);
};
