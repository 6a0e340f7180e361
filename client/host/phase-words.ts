import type { Phase } from '../../shared/session/views/seat.ts';

export const PHASE_NAMES: Readonly<Record<Phase, string>> = {
  lobby: 'in the lobby',
  playing: 'playing',
  paused: 'paused',
  debrief: 'round over',
  ended: 'ended',
};
