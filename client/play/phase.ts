import type { HeadPart } from '../../shared/session/views/seat.ts';

/** The round or the session is over: nothing can be sent any more. */
export const clearlyOver = ({ phase }: HeadPart): boolean =>
  phase === 'debrief' || phase === 'ended';
