import type { Result } from '../base/result.ts';
import type { SessionEvent } from './events.ts';
import type { Session } from './state.ts';

/** Why a log is none: it is empty, does not begin with 'opened', or was written by another engine version. */
export interface FoldProblem {
  readonly code: 'fold/empty' | 'fold/not-opened' | 'fold/other-engine' | 'fold/unknown-mission';
  readonly given: string;
}

/** The session that a log amounts to. */
export declare const foldLog: (events: Iterable<SessionEvent>) => Result<Session, FoldProblem>;
