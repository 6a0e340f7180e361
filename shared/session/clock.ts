import type { SessionEvent } from './events.ts';
import type { Player } from './player-state.ts';
import type { Session } from './state.ts';

/**
 * Moves the session's time to an event. Time in which the session was paused, had no running round, or in which the
 * server was down ('resumed': all since the event before) does not count; a clock set back counts as no time.
 */
export const moveClock = (session: Session, event: SessionEvent): void => {
  const { clock } = session;
  const passed = Math.max(0, event.atMs - clock.atMs);
  clock.atMs = Math.max(clock.atMs, event.atMs);
  if (event.type !== 'resumed' && session.phase === 'playing') clock.playMs += passed;
};

/** Milliseconds of the running round that have passed. */
export const roundMs = ({ clock }: Session): number => clock.playMs - clock.startedMs;

const longestExtraMs = (session: Session): number => {
  let longest = 0;
  for (const player of session.players.values()) {
    if (player.connected) longest = Math.max(longest, player.extraMs);
  }
  return longest;
};

/** Milliseconds that one person has left of this round, extra time included; the crew's when null. */
export const remainingMs = (session: Session, player: Player | null): number =>
  Math.max(0, session.clock.lengthMs + (player?.extraMs ?? 0) - roundMs(session));

/** Whether the round is over for everybody, those with extra time too. */
export const isRoundOver = (session: Session): boolean =>
  roundMs(session) >= session.clock.lengthMs + longestExtraMs(session);

/** Wall time at which the round is over for everybody if nothing stops the clock; null while it stands. */
export const overAtMs = (session: Session): number | null => {
  const ends = endsAtMs(session, null);
  return ends === null ? null : ends + longestExtraMs(session);
};

/** Wall time at which a person's round ends if nothing stops the clock; null while it stands. */
export const endsAtMs = (session: Session, player: Player | null): number | null => {
  if (session.phase !== 'playing') return null;
  const { clock } = session;
  return clock.atMs - roundMs(session) + clock.lengthMs + (player?.extraMs ?? 0);
};
