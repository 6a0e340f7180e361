import type { SessionEvent } from '../../../shared/session/events.ts';

/** The events of a log as it is stored, one a line. */
export const eventsIn = (log: string): readonly SessionEvent[] =>
  log
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line));
