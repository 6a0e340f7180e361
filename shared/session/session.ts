import type { SessionEvent } from './events.ts';
import type { Outcome } from './reply.ts';
import type { Session } from './state.ts';

/** A new session from its first event. Throws only when the event is not an 'opened' one of a known mission. */
export declare const openSession: (event: Extract<SessionEvent, { type: 'opened' }>) => Session;

/** Applies one event and says what it did. Changes `session` in place; deterministic: no clock, no dice. */
export declare const applyEvent: (session: Session, event: SessionEvent) => Outcome;

/** Wall time at which the next tick is due for the dispatcher or the round's end; null while no clock runs. */
export declare const nextDueMs: (session: Session) => number | null;
